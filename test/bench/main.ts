import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openSqlite } from '../../src/store/sqlite.ts';
import { compare, type Figure, type Plan, print, save } from './figures.ts';
import type { LoadSpec } from './load.ts';
import { load, start, stop, stopLoader } from './processes.ts';
import { rawInsertRate } from './raw-insert.ts';
import { startRegistry } from './registry.ts';

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const plan: Plan = options.quick
  ? { rounds: 3, seconds: 1, passages: 20_000 }
  : { rounds: 5, seconds: 4, passages: 200_000 };
const CONNECTIONS = 64;
const root = fileURLToPath(new URL('../..', import.meta.url));

let runs = 0;
/** A load that no other run repeats. */
const sending = (spec: Pick<LoadSpec, 'url' | 'path' | 'kind' | 'tokens'> & Partial<LoadSpec>): LoadSpec => {
  runs += 1;
  const method = spec.kind === 'get' ? 'GET' : 'POST';
  return { connections: CONNECTIONS, seconds: plan.seconds, run: `run${runs}`, method, ...spec };
};
const rate = async (spec: LoadSpec): Promise<number> => (await load(spec)).perSecond;

async function withReference<T>(work: (url: string) => Promise<T>): Promise<T> {
  const { ready, child } = await start<{ port: number }>('reference.mjs');
  try {
    return await work(`http://127.0.0.1:${ready.port}`);
  } finally {
    await stop(child);
  }
}

async function passagePost(): Promise<Figure> {
  const registry = await startRegistry(CONNECTIONS);
  try {
    return await withReference((url) =>
      compare(
        plan,
        { id: 'passage-post', what: 'single passages, durable and judged', reference: 'bare Express 5 no-op POST' },
        () => rate(sending({ url: registry.url, path: '/api/v1/passages', kind: 'passage', tokens: registry.tokens })),
        () => rate(sending({ url, path: '/noop', kind: 'passage', tokens: [] })),
      ),
    );
  } finally {
    await registry.close();
  }
}

async function groupCommit(): Promise<Figure> {
  const grouped = await startRegistry(CONNECTIONS);
  const single = await startRegistry(CONNECTIONS, 'one-by-one');
  const post = (registry: typeof grouped) =>
    rate(sending({ url: registry.url, path: '/api/v1/passages', kind: 'passage', tokens: registry.tokens }));
  try {
    return await compare(
      plan,
      { id: 'group-commit', what: 'single passages', reference: 'one transaction per request' },
      () => post(grouped),
      () => post(single),
    );
  } finally {
    await grouped.close();
    await single.close();
  }
}

async function batch(): Promise<Figure> {
  const registry = await startRegistry(4);
  const folder = mkdtempSync(join(tmpdir(), 'registry-raw-'));
  const empty = join(folder, 'empty.db');
  try {
    const store = await openSqlite({ path: empty, migrationsFolder: join(root, 'drizzle/sqlite'), bulk: false });
    await store.close();
    const post = async (): Promise<number> =>
      1_000 *
      (await rate(
        sending({
          url: registry.url,
          path: '/api/v1/passages/batch',
          kind: 'batch',
          tokens: registry.tokens,
          connections: 4,
          requests: options.quick ? 8 : 40,
        }),
      ));
    // The reference inserts what the service wrote, so something has to be there first.
    await post();
    return await compare(
      plan,
      { id: 'batch', what: 'passages through batches of 1,000', reference: 'raw batched insert of the same rows' },
      post,
      (round) => {
        const copy = join(folder, `raw-${round}.db`);
        copyFileSync(empty, copy);
        return Promise.resolve(rawInsertRate(registry.file, copy, options.quick ? 5_000 : 20_000));
      },
    );
  } finally {
    await registry.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function violatorsPage(): Promise<Figure> {
  const registry = await startRegistry(4);
  try {
    const fill = sending({
      url: registry.url,
      path: '/api/v1/passages/batch',
      kind: 'batch',
      tokens: registry.tokens,
      connections: 4,
      requests: plan.passages / 1_000,
    });
    await load(fill);
    const token = await registry.officerToken();
    const path = '/api/v1/violations?countyCode=140302&rule=bulk-freight-china-vi&from=2022-01-01&to=2022-01-31';
    return await withReference((url) =>
      compare(
        plan,
        {
          id: 'violators-page',
          what: 'GET /violations by county, rule and month',
          reference: 'bare Express 5 no-op GET',
        },
        () => rate(sending({ url: registry.url, path, kind: 'get', tokens: [token] })),
        () => rate(sending({ url, path: '/noop', kind: 'get', tokens: [] })),
      ),
    );
  } finally {
    await registry.close();
  }
}

const FIGURES: Readonly<Record<string, () => Promise<Figure>>> = {
  'passage-post': passagePost,
  batch,
  'group-commit': groupCommit,
  'violators-page': violatorsPage,
};

const wanted = options.only ? options.only.split(',') : Object.keys(FIGURES);
const figures: Figure[] = [];
for (const id of wanted) {
  const measure = FIGURES[id];
  if (!measure) throw new Error(`no figure ${id}; there are ${Object.keys(FIGURES).join(', ')}`);
  console.log(`measuring ${id} …`);
  figures.push(await measure());
}
stopLoader();
print(figures);
save(figures, join(root, 'bench'));
