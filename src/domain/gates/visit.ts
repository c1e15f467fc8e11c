import { tellingColour } from './colour.ts';
import type { Direction, Reading } from './passage.ts';

/** One access (进出): readings of one vehicle, direction and enterprise, each within the repeat time of the one before. */
export type Access = {
  /** Id of its first reading. */
  readonly id: string;
  readonly direction: Direction;
  readonly startedAt: number;
  readonly readings: readonly Reading[];
};

/** An entry with the exit that follows it, either of which may be missing; `id` is its first access's. */
export type Visit = { readonly id: string; readonly entry?: Access; readonly exit?: Access };

const inOrder = (a: Reading, b: Reading): number => a.passedAt - b.passedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * The visits in the readings of one plate text at one enterprise, whatever order they arrived in. A refused truck made
 * no access, so a refused reading is nobody's repeat and is left out. Plan-clauses, point 8.
 */
export function visitsOf(readings: readonly Reading[], repeatMs: number): Visit[] {
  const accessing = readings.filter((reading) => reading.barrier !== 'refused').sort(inOrder);
  return byColour(accessing).flatMap((series) => pair(accessesOf(series, repeatMs)));
}

/** Plate and colour make the vehicle; a reading without colour joins the one colour known, or stands apart where there are several. */
function byColour(readings: readonly Reading[]): Reading[][] {
  const series = new Map<string | undefined, Reading[]>();
  for (const reading of readings) {
    const colour = tellingColour(reading.plateColour);
    const of = series.get(colour);
    if (of) of.push(reading);
    else series.set(colour, [reading]);
  }
  const colours = [...series.keys()].filter((colour) => colour !== undefined);
  if (colours.length > 1) return [...series.values()];
  return readings.length > 0 ? [[...readings]] : [];
}

function accessesOf(series: readonly Reading[], repeatMs: number): Access[] {
  const clusters: Reading[][] = [];
  const latest: Partial<Record<Direction, Reading[]>> = {};
  for (const reading of series) {
    const cluster = latest[reading.direction];
    const last = cluster?.at(-1);
    if (cluster && last && reading.passedAt - last.passedAt <= repeatMs) cluster.push(reading);
    else {
      const opened = [reading];
      clusters.push(opened);
      latest[reading.direction] = opened;
    }
  }
  return clusters.flatMap((cluster) => {
    const first = cluster[0];
    if (!first) return [];
    return [{ id: first.id, direction: first.direction, startedAt: first.passedAt, readings: cluster }];
  });
}

function pair(accesses: readonly Access[]): Visit[] {
  const visits: { id: string; entry?: Access; exit?: Access }[] = [];
  let open: { id: string; entry?: Access; exit?: Access } | undefined;
  for (const access of accesses) {
    if (access.direction === 'in') {
      open = { id: access.id, entry: access };
      visits.push(open);
    } else if (open) {
      open.exit = access;
      open = undefined;
    } else visits.push({ id: access.id, exit: access });
  }
  return visits;
}
