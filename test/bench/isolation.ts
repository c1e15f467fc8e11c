import { type Bench, type Large, posts } from './bench.ts';
import { type Figure, figureOf, inTurns, median } from './figures.ts';
import { paceOf } from './pace.ts';
import { ask, load, start, stop } from './processes.ts';
import type { Read, Reading } from './reader.ts';
import { reportPath } from './reporting.ts';

/** What reports and a long export do to single posts that come at a steady rate meanwhile. */
export async function measureIsolation(bench: Bench): Promise<Figure[]> {
  const large = await bench.large();
  const pace = await paceOf(bench, 1_000);
  const single = async () => (await load(posts(bench, large, pace))).p99;
  const reads: Read[] = [];
  const { without, beside } = await inTurns(bench.plan.rounds, {
    without: single,
    beside: async () => {
      const reading = await keepReading(large);
      const p99 = await single();
      reads.push(await reading.end());
      return p99;
    },
  });
  const aSecond = (count: (read: Read) => number) =>
    median(reads.map((read) => (count(read) / read.ms) * 1_000)).toPrecision(2);
  const note = `${pace.perSecond}/s; p99 in ms; ${aSecond(({ reports }) => reports)} reports and ${aSecond(({ rows }) => rows)} rows of an export a second beside`;
  return [figureOf('report-isolation', beside, without, { note })];
}

/** Reports of a month by enterprise, and the whole transport ledger as CSV, over and over, by a process of its own. */
export async function keepReading({ registry, built }: Large): Promise<{ end(): Promise<Read> }> {
  const reading: Reading = { url: registry.url, token: await registry.adminToken(), report: reportPath(built.month) };
  const { child } = await start('reader.ts', {}, [JSON.stringify(reading)]);
  return {
    end: async () => {
      const read = await ask<Read>(child, {});
      await stop(child);
      return read;
    },
  };
}
