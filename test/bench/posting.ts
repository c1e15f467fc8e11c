import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, CONNECTIONS, posts, rate, sending } from './bench.ts';
import { emptyFile } from './empty-file.ts';
import { type Figure, figureOf, inTurns } from './figures.ts';
import { start, stop } from './processes.ts';
import { startRegistry } from './registry.ts';
import type { FigureId } from './targets.ts';

export const POSTING = ['passage-post', 'passage-post-http', 'group-commit', 'knex-post'] as const;

const WARM_SECONDS = 3;

/** Single posts against what does less with them, or the same in another way; all in the same turns. */
export async function measurePosting(bench: Bench, wanted: (id: FigureId) => boolean): Promise<Figure[]> {
  const closers: (() => Promise<void>)[] = [];
  const bare = await bench.reference();
  const noop = (url: string) => () => rate(sending(bench, { url, path: '/noop', kind: 'passage', tokens: [] }));
  const service = async (mode: 'group' | 'one-by-one') => {
    const registry = await startRegistry(CONNECTIONS, mode);
    closers.push(registry.close);
    // A new process takes longer to warm than a turn of a second is.
    await rate(posts(bench, { registry }, { seconds: WARM_SECONDS }));
    return () => rate(posts(bench, { registry }));
  };
  const referenceOf: Record<(typeof POSTING)[number], () => Promise<() => Promise<number>>> = {
    'passage-post': () => Promise.resolve(noop(bare.express)),
    'passage-post-http': () => Promise.resolve(noop(bare.http)),
    'group-commit': () => service('one-by-one'),
    'knex-post': async () => {
      const knex = await startKnex();
      closers.push(knex.close);
      const { url, token } = knex;
      return () => rate(sending(bench, { url, path: '/passages', kind: 'passage', tokens: [token] }));
    },
  };
  try {
    const ids = POSTING.filter(wanted);
    const measures: Record<string, () => Promise<number>> = {};
    for (const id of ids) measures[id] = await referenceOf[id]();
    measures['service'] = await service('group');
    const found = await inTurns(bench.plan.rounds, measures);
    return ids.map((id) => figureOf(id, found['service'] ?? [], found[id] ?? []));
  } finally {
    for (const close of closers) await close();
  }
}

/** Express and Knex: writing into an empty file, reading `filled` where it is given. */
export async function startKnex(filled?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'registry-bench-knex-'));
  const empty = await emptyFile(join(folder, 'registry.db'));
  const { ready, child } = await start<{ url: string; token: string }>(
    'knex-server.mjs',
    {},
    filled === undefined ? [empty] : [empty, filled],
  );
  const close = async () => {
    await stop(child);
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...ready, close };
}
