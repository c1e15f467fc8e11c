import { callerOf, everyRow } from '../../src/demo/client.ts';
import { type Bench, type Large, posts } from './bench.ts';
import { drain, keepDoing } from './busy.ts';
import { type Figure, figureOf, inTurns } from './figures.ts';
import { paceOf } from './pace.ts';
import { load } from './processes.ts';
import { reportPath } from './reporting.ts';

/** What reports and a long export do to single posts that come at a steady rate meanwhile. */
export async function measureIsolation(bench: Bench): Promise<Figure[]> {
  const large = await bench.large();
  const pace = await paceOf(bench, 1_000);
  const single = async () => (await load(posts(bench, large, pace))).p99;
  const { without, beside } = await inTurns(bench.plan.rounds, {
    without: single,
    beside: async () => {
      const reading = await keepReading(large);
      try {
        return await single();
      } finally {
        await reading.end();
      }
    },
  });
  return [figureOf('report-isolation', beside, without, { note: `${pace.perSecond}/s; p99 in ms` })];
}

/** Reports of a month by enterprise, and the whole transport ledger as CSV, over and over. */
export async function keepReading({ registry, built }: Large): Promise<{ end(): Promise<void> }> {
  const token = await registry.adminToken();
  const caller = callerOf(registry.url, token);
  const reports = keepDoing(() => everyRow(caller, reportPath(built.month)));
  const exporting = keepDoing((signal) => drain(`${registry.url}/api/v1${EXPORT}`, token, signal));
  return {
    end: async () => {
      await exporting.end();
      await reports.end();
    },
  };
}

const EXPORT = '/ledgers/transport/export?format=csv';
