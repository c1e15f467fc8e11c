import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Bench, batches, batchRate, posts } from './bench.ts';
import { type Figure, figureOf, inTurns } from './figures.ts';
import { paceOf } from './pace.ts';
import { load } from './processes.ts';
import { copyOf, rawInsertRate } from './raw-insert.ts';
import { startRegistry } from './registry.ts';
import type { FigureId } from './targets.ts';

export const BATCHING = ['batch', 'bytes'] as const;

/** Batches against a raw insert of the same rows, and how large the file grows by them: its pages, less free ones. */
export async function measureBatching(bench: Bench, wanted: (id: FigureId) => boolean): Promise<Figure[]> {
  const registry = await startRegistry(4);
  const folder = mkdtempSync(join(tmpdir(), 'registry-bench-raw-'));
  const copy = join(folder, 'before.db');
  try {
    const before = sizeOf(registry.file);
    const growth: number[] = [];
    const { service, raw } = await inTurns(bench.plan.rounds, {
      service: async (round) => {
        for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true });
        if (wanted('batch')) await copyOf(registry.file, copy);
        const { firstBatches, batches: requests } = bench.plan;
        const answer = await batchRate(bench, { registry }, { requests: round < 0 ? firstBatches : requests });
        const { bytes, passages } = sizeOf(registry.file);
        if (round >= 0) growth.push((bytes - before.bytes) / (passages - before.passages));
        return answer;
      },
      raw: () => (wanted('batch') ? rawInsertRate(registry.file, copy) : 0),
    });
    const figures = [figureOf('batch', service, raw), figureOf('bytes', growth, null)];
    return figures.filter(({ id }) => wanted(id as FigureId));
  } finally {
    await registry.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function sizeOf(path: string): { readonly bytes: number; readonly passages: number } {
  const file = new Database(path, { readonly: true });
  try {
    const pragma = (name: string) => Number(file.pragma(name, { simple: true }));
    const bytes = (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
    const { passages } = file.prepare('select count(*) as passages from passages').get() as { passages: number };
    return { bytes, passages };
  } finally {
    file.close();
  }
}

/** What batches do to single posts that come at a steady rate meanwhile. */
export async function measureFairness(bench: Bench): Promise<Figure[]> {
  const large = await bench.large();
  const pace = await paceOf(bench, 500);
  const paced = posts(bench, large, pace);
  const single = async () => (await load({ ...paced, run: `${paced.run}-${performance.now()}` })).p99;
  const { without, beside } = await inTurns(bench.plan.rounds, {
    without: single,
    beside: async () => {
      const streaming = load(batches(bench, large, { requests: 0, seconds: pace.seconds + 1 }));
      const p99 = await single();
      await streaming;
      return p99;
    },
  });
  return [figureOf('batch-fairness', beside, without, { note: `${pace.perSecond}/s; p99 in ms` })];
}
