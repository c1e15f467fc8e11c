import type { Message } from '../failure.ts';

export type Unit = 'count' | 'percent' | 'tonnes' | 'hours';

/** A column of a report (报表): its title, and beside it what is counted out of what, and what unknown does. */
export type Figure = {
  readonly name: string;
  readonly unit: Unit;
  readonly title: Message;
  readonly definition: Message;
  /** Tells of now, not of a period, so it has no place in a row of the past. */
  readonly ofNow?: boolean;
};

/** A part of a whole in per cent, two decimals, rounded down so that nothing shows as reached that is not; null of nothing. */
export const percentOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.floor((part * 10_000) / whole) / 100;

type Words = readonly [zh: string, en: string];

const figure =
  (unit: Unit) =>
  (name: string, [zh, en]: Words, [zhDefinition, enDefinition]: Words): Figure => ({
    ...{ name, unit, title: { zh, en }, definition: { zh: zhDefinition, en: enDefinition } },
  });

/** A number of things, each of which can be listed. */
export const countFigure = figure('count');
export const percentFigure = figure('percent');
export const tonnesFigure = figure('tonnes');
export const hoursFigure = figure('hours');
export const ofNow = (one: Figure): Figure => ({ ...one, ofNow: true });
