import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BATCHING, measureBatching, measureFairness } from './batching.ts';
import { type Bench, openBench, ROOT } from './bench.ts';
import { measureExport } from './exporting.ts';
import { type Figure, print, save } from './figures.ts';
import { measureGrowth } from './growth.ts';
import { measureIsolation } from './isolation.ts';
import { LISTING, measureDeepPage, measureListing } from './listing.ts';
import { measureMemory } from './memory.ts';
import { FULL, type Plan, QUICK } from './plan.ts';
import { measurePosting, POSTING } from './posting.ts';
import { measureRejudging } from './rejudging.ts';
import { measureMonthReport } from './reporting.ts';
import { measureStart } from './starting.ts';
import { type FigureId, TARGETS } from './targets.ts';
import { hasWrk } from './wrk.ts';

const USAGE = `usage: npm run bench -- [--only ID[,ID]] [--quick] [--100m] [--passages N] [--report]
  --only      these figures alone: ${TARGETS.map(({ id }) => id).join(' ')}
  --quick     three rounds of a second each on little data
  --100m      also growth-100m, which builds a registry of 100 million passages and needs 80 GB of disk
  --passages  how many the large registry holds, in place of ten million
  --report    ends with 0 also where a floor does not hold`;

type Group = {
  readonly ids: readonly FigureId[];
  readonly measure: (bench: Bench, wanted: (id: FigureId) => boolean) => Promise<Figure[]>;
};

/** Figures that are measured together, in the order in which they leave the large registry fit for the next. */
const GROUPS: readonly Group[] = [
  { ids: POSTING, measure: measurePosting },
  { ids: BATCHING, measure: measureBatching },
  { ids: LISTING, measure: measureListing },
  { ids: ['deep-page'], measure: measureDeepPage },
  { ids: ['month-report'], measure: measureMonthReport },
  { ids: ['export'], measure: measureExport },
  { ids: ['memory'], measure: measureMemory },
  { ids: ['batch-fairness'], measure: measureFairness },
  { ids: ['report-isolation'], measure: measureIsolation },
  { ids: ['rejudge'], measure: measureRejudging },
  { ids: ['growth-10m'], measure: (bench) => measureGrowth(bench, 'growth-10m') },
  { ids: ['start'], measure: measureStart },
];
const HUGE = 100_000_000;

async function main(): Promise<void> {
  const { values: options } = parseArgs({
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      '100m': { type: 'boolean', default: false },
      passages: { type: 'string' },
      report: { type: 'boolean', default: false },
    },
  });
  const given = options.quick ? QUICK : FULL;
  const plan: Plan = options.passages === undefined ? given : { ...given, passages: wholeNumber(options.passages) };
  const wanted = wantedIds(options.only, options['100m']);
  const figures = await measured(plan, GROUPS, wanted);
  if (wanted.has('growth-100m')) {
    const group = { ids: ['growth-100m'] as const, measure: (bench: Bench) => measureGrowth(bench, 'growth-100m') };
    figures.push(...(await measured({ ...plan, passages: HUGE }, [group], wanted)));
  }
  figures.sort((a, b) => order(a) - order(b));
  const load = hasWrk() ? 'wrk, of batches autocannon' : 'autocannon';
  console.log(
    `\n${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}; load from ${load}`,
  );
  print(figures);
  console.log(`\nwritten to ${save(figures, join(ROOT, 'bench'))}`);
  if (!options.report && figures.some(({ holds }) => !holds)) process.exitCode = 1;
}

async function measured(plan: Plan, groups: readonly Group[], wanted: ReadonlySet<FigureId>): Promise<Figure[]> {
  const bench = openBench(plan);
  const figures: Figure[] = [];
  try {
    for (const { ids, measure } of groups) {
      const some = ids.filter((id) => wanted.has(id));
      if (some.length === 0) continue;
      console.log(`measuring ${some.join(', ')} …`);
      const began = performance.now();
      const found = await measure(bench, (id) => wanted.has(id));
      figures.push(...found);
      const told = found.map(({ id, ratio }) => `${id} ${ratio.toPrecision(3)}`).join(', ');
      console.log(`  ${told} (${((performance.now() - began) / 1_000).toFixed(0)} s)`);
    }
  } finally {
    await bench.close();
  }
  return figures;
}

function wantedIds(only: string | undefined, huge: boolean): ReadonlySet<FigureId> {
  const byDefault = TARGETS.filter((target) => !('asked' in target) || huge).map(({ id }) => id);
  if (only === undefined) return new Set(byDefault);
  const chosen = only.split(',').map((name) => {
    const target = TARGETS.find(({ id }) => id === name);
    if (!target) throw new Error(`no figure ${name}\n${USAGE}`);
    return target.id;
  });
  return new Set(chosen);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{3,8}$/.test(text)) throw new Error(`--passages takes a whole number from 1000 on\n${USAGE}`);
  return Number(text);
}

const order = ({ id }: Figure): number => TARGETS.findIndex((target) => target.id === id);

main().catch((error: unknown) => {
  console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 2;
});
