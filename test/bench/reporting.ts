import Database from 'better-sqlite3';
import { callerOf, everyRow } from '../../src/demo/client.ts';
import { instantsOf, monthPeriod } from '../../src/domain/reports/period.ts';
import type { Bench } from './bench.ts';
import { type Figure, figureOf, inTurns } from './figures.ts';

/** What the report says by enterprise, as far as it counts passages. */
type Counts = Readonly<Record<string, number>>;
type ReportRow = { readonly key: string; readonly cells: Readonly<Record<string, { readonly value: number | null }>> };

/** The month's report of all enterprises, against the scan that counts the same; both have to say the same. */
export async function measureMonthReport(bench: Bench): Promise<Figure[]> {
  const { registry, built } = await bench.large();
  const caller = callerOf(registry.url, await registry.adminToken());
  const path = reportPath(built.month);
  const file = new Database(registry.file, { readonly: true });
  file.pragma('cache_size = -32000');
  const period = instantsOf(monthPeriod(built.month));
  const scan = file.prepare(SCAN);
  let reported: ReportRow[] = [];
  let scanned: ScanRow[] = [];
  try {
    const { scanning, reporting } = await inTurns(bench.plan.rounds, {
      scanning: () =>
        timed(() => {
          scanned = scan.all(period) as ScanRow[];
        }),
      reporting: () =>
        timed(async () => {
          reported = await everyRow<ReportRow>(caller, path);
        }),
    });
    compare(reported, scanned);
    const passages = scanned.reduce((sum, { count }) => sum + count, 0);
    const note = `${reported.length} enterprises, ${passages.toLocaleString('en')} accesses, equal; ms`;
    return [figureOf('month-report', reporting, scanning, { note })];
  } finally {
    file.close();
  }
}

export const reportPath = (month: string): string => `/reports/passages?by=enterprise&links=false&month=${month}`;

async function timed(work: () => void | Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const SCAN = `
  select lower(hex(enterprise_id)) as enterprise, coalesce(tally, 'uXuu-') as tally, count(*) as count
  from passages
  where passed_at >= @from and passed_at < @until and access_id = id and (barrier is null or barrier <> 'R')
  group by 1, 2`;

type ScanRow = { readonly enterprise: string; readonly tally: string; readonly count: number };

/** Fails where the report and the scan differ in any enterprise. */
function compare(reported: readonly ReportRow[], scanned: readonly ScanRow[]): void {
  if (scanned.length === 0) throw new Error('the scan found nothing');
  for (const { key, cells } of reported) {
    const own = scanned.filter(({ enterprise }) => enterprise === key.replaceAll('-', ''));
    for (const [name, value] of Object.entries(countsOf(own)))
      if (cells[name]?.value !== value)
        throw new Error(`${key} ${name}: the report says ${cells[name]?.value}, the passages ${value}`);
  }
  const total = reported.reduce((sum, { cells }) => sum + (cells['accesses']?.value ?? 0), 0);
  const counted = sum(scanned, isGoods);
  if (total !== counted) throw new Error(`the report counts ${total} accesses, the passages ${counted}`);
}

const isGoods = (tally: string) => tally[0] === 'g';
const sum = (rows: readonly ScanRow[], matches: (tally: string) => boolean): number =>
  rows.reduce((total, { tally, count }) => total + (matches(tally) ? count : 0), 0);

/** The figures of the report that a tally's five letters tell: class, stage, basis, new-energy, load. */
function countsOf(rows: readonly ScanRow[]): Counts {
  const goods = (matches: (tally: string) => boolean) => sum(rows, (tally) => isGoods(tally) && matches(tally));
  const chinaVi = (letters: string) => (tally: string) =>
    ('67D'.includes(tally[1] ?? ' ') && letters.includes(tally[2] ?? ' ')) || letters.includes(tally[3] ?? ' ');
  return {
    accesses: goods(() => true),
    stage5Asserted: goods((tally) => tally.slice(1, 3) === '5a'),
    stage6Asserted: goods((tally) => tally.slice(1, 3) === '6a'),
    stage6Verified: goods((tally) => tally.slice(1, 3) === '6v'),
    stageUnknown: goods((tally) => tally[1] === 'X'),
    newEnergyAsserted: goods((tally) => tally[3] === 'a'),
    chinaViVerified: goods(chinaVi('v')),
    chinaViTold: goods(chinaVi('va')),
    unclassified: sum(rows, (tally) => tally[0] === 'u'),
  };
}
