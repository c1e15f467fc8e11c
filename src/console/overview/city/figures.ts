import type { Message } from '../../../domain/failure.ts';
import { eachMonth, type Months } from './months.ts';
import { type Point, pointOf, type Report, type Unit } from './reports.ts';

/** What a chart is about; the whole of what the reader may see where no county is named. */
export type About = { readonly months: Months; readonly county: string | undefined };

/** Numbers under one another: what a chart draws and its table lists. */
export type Series = {
  readonly name: string;
  readonly points: readonly Point[];
  readonly shape: 'bar' | 'line';
  readonly colour?: string;
  /** Drawn hatched, so that it can be told from another of its colour. */
  readonly hatched?: boolean;
};

export type Figures = {
  readonly unit: Unit;
  /** What the labels are, such as months. */
  readonly labelTitle: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly stacked?: boolean;
  /** Labels stand one under another, and bars lie. */
  readonly lying?: boolean;
};

/** One row of a report after another, for the labels given (by their keys); a row that the report leaves out has no number. */
export function seriesOf(
  report: Report,
  name: string,
  keys: readonly string[],
  say: (message: Message) => string,
  look: Omit<Series, 'name' | 'points'>,
): Series {
  const column = report.columns.find((one) => one.name === name);
  const points = keys.map((key) => pointOf(report.items.find((item) => item.key === key)?.cells[name]));
  return { name: column ? say(column.title) : name, points, ...look };
}

export const hasAny = ({ points }: Series): boolean => points.some(({ value }) => value !== null && value !== 0);

/** As text that a spreadsheet takes: one line a label, columns apart by tabs. */
export const tabbed = ({ labelTitle, labels, series }: Figures): string =>
  [
    [labelTitle, ...series.map(({ name }) => name)],
    ...labels.map((label, place) => [label, ...series.map(({ points }) => String(points[place]?.value ?? ''))]),
  ]
    .map((line) => line.join('\t'))
    .join('\n');

/** Shares month by month. */
export function linesOf(
  report: Report | undefined,
  names: readonly string[],
  months: Months,
  labelTitle: string,
  say: (message: Message) => string,
): Figures | undefined {
  if (!report) return undefined;
  const labels = eachMonth(months);
  const series = names.map((name) => seriesOf(report, name, labels, say, { shape: 'line' }));
  return { unit: 'percent', labelTitle, labels, series };
}

/** What the service says that some columns count. */
export const definitionOf = (report: Report | undefined, names: readonly string[], language: keyof Message): string =>
  names
    .map((name) => report?.columns.find((column) => column.name === name))
    .map((column) =>
      column ? `${column.title[language]}${language === 'zh' ? '：' : ': '}${column.definition[language]}` : '',
    )
    .join(' ');
