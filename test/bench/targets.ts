/** What a figure is held against: the floor must hold, the goal is what is after. */
export type Target = {
  readonly id: string;
  readonly what: string;
  readonly reference: string;
  /** Whether more is better (`least`) or less is (`most`). */
  readonly direction: 'least' | 'most';
  readonly floor: number | null;
  readonly goal: number;
  /** Of a figure that is no ratio but so many of these. */
  readonly unit?: 'MB' | 'bytes';
  /** Measured only where it is asked for. */
  readonly asked?: true;
};

const POSTS = 'single passages a second, judged and durable, 64 connections';

/** Every figure, in the order in which they are measured and printed. */
export const TARGETS = [
  least('passage-post', POSTS, 'bare Express 5 no-op POST', 0.75, 1),
  least('passage-post-http', POSTS, 'bare node:http POST', 0.18, 0.25),
  least('group-commit', POSTS, 'one transaction a request', 2.5, 4),
  least('knex-post', POSTS, 'Express + Knex, plain insert', 5, 6),
  least('batch', 'passages a second through batches of 1,000', 'raw batched insert of the same rows', 0.5, 0.7),
  { ...most('bytes', 'bytes of the file for each passage that came in', 'none', 600, 400), unit: 'bytes' },
  least('violators-page', 'GET /violations by county, rule and month, a second', 'bare Express 5 no-op GET', 0.3, 0.4),
  least('knex-list', 'GET /violations by county, rule and month, a second', 'Express + Knex, the same rows', 3, 3.5),
  most('deep-page', 'time of a page of passages 10,000 pages down', 'page 1', 1.5, 1.25),
  most('month-report', 'time of a month’s report of all enterprises', 'the scan in SQL it replaces', 1 / 20, 1 / 50),
  least('export', 'rows a second of the ledger as CSV', 'raw iterate over the same rows', 0.35, 0.5),
  { ...most('memory', 'MB resident under load, file mapping not counted', 'none', 400, 300), unit: 'MB' },
  most('batch-fairness', 'p99 of single posts while batches stream in', 'without', 3, 2),
  most('report-isolation', 'p99 of single posts while reports and an export run', 'without', 2, 1.5),
  least('rejudge', 'passages judged again a second', 'passages a second through batches', 0.3, 0.5),
  least('growth-10m', 'passages a second into 10 million', 'into an empty registry', 0.7, 0.85),
  most('start', 'time from spawn to /readyz on 10 million passages', 'on an empty file', 2, 1.3),
  { ...least('growth-100m', 'passages a second into 100 million', 'into an empty registry', null, 0.7), asked: true },
] as const satisfies readonly Target[];

export type FigureId = (typeof TARGETS)[number]['id'];

export const targetOf = (id: FigureId): Target => {
  const found = TARGETS.find((target) => target.id === id);
  if (!found) throw new Error(`no figure ${id}`);
  return found;
};

/** Whether a ratio is on the right side of a mark; a mark that is not set holds for all. */
export const reaches = ({ direction }: Pick<Target, 'direction'>, ratio: number, mark: number | null): boolean =>
  mark === null || (direction === 'least' ? ratio >= mark : ratio <= mark);

function least<I extends string, F extends number | null>(
  id: I,
  what: string,
  reference: string,
  floor: F,
  goal: number,
) {
  return { id, what, reference, direction: 'least' as const, floor, goal };
}

function most<I extends string>(id: I, what: string, reference: string, floor: number, goal: number) {
  return { id, what, reference, direction: 'most' as const, floor, goal };
}
