import { type Bench, batchRate } from './bench.ts';
import { type Figure, figureOf, inTurns } from './figures.ts';
import { startRegistry } from './registry.ts';

/** How fast passages come into the large registry, against an empty one. */
export async function measureGrowth(bench: Bench, id: 'growth-10m' | 'growth-100m'): Promise<Figure[]> {
  const large = await bench.large();
  const registry = await startRegistry(4);
  try {
    const { empty, full } = await inTurns(bench.plan.rounds, {
      // By the law of the same days: what a passage has to be judged by changes over the years.
      empty: () => batchRate(bench, { ...large, registry }),
      full: () => batchRate(bench, large),
    });
    const note = `${large.built.passages.toLocaleString('en')} passages`;
    return [figureOf(id, full, empty, { note })];
  } finally {
    await registry.close();
  }
}
