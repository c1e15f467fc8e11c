import { callerOf } from '../../src/demo/client.ts';
import { type Bench, CONNECTIONS, rate, sending } from './bench.ts';
import { type Figure, figureOf, inTurns } from './figures.ts';
import { startKnex } from './posting.ts';
import type { Registry } from './registry.ts';
import type { FigureId } from './targets.ts';

export const LISTING = ['violators-page', 'knex-list'] as const;
const A_PAGE = 50;
const AT_MOST = 200;

/** The list of a month's violations, against a bare answer and against Express and Knex. */
export async function measureListing(bench: Bench, wanted: (id: FigureId) => boolean): Promise<Figure[]> {
  const { registry, built } = await bench.large();
  const bare = await bench.reference();
  const knex = await startKnex(registry.file);
  const query = `countyCode=140302&rule=bulk-freight-china-vi&from=${built.month}-01&to=${built.month}-31`;
  const list = (url: string, path: string, token: string) => () =>
    rate(sending(bench, { url, path, kind: 'get', tokens: [token] }));
  try {
    const token = await registry.adminToken();
    const served = await callerOf(registry.url, token).get<{ items: unknown[] }>(`/violations?${query}`);
    if (served.items.length !== A_PAGE) throw new Error(`the list has only ${served.items.length} rows`);
    const { express, peer, service } = await inTurns(bench.plan.rounds, {
      express: wanted('violators-page') ? list(bare.express, '/noop', '') : () => 0,
      peer: wanted('knex-list') ? list(knex.url, `/violations?${query}`, knex.token) : () => 0,
      service: list(registry.url, `/api/v1/violations?${query}`, token),
    });
    const figures = [figureOf('violators-page', service, express), figureOf('knex-list', service, peer)];
    return figures.filter(({ id }) => wanted(id as FigureId));
  } finally {
    await knex.close();
  }
}

/** A page far down the list of all passages, against its first. */
export async function measureDeepPage(bench: Bench): Promise<Figure[]> {
  const { registry, built } = await bench.large();
  const token = await registry.adminToken();
  const depth = Math.min(10_000, Math.floor((0.9 * built.passages) / A_PAGE));
  const cursor = await cursorAt(registry, token, depth);
  const page = (path: string) => async () =>
    1_000 /
    (await rate(
      sending(bench, { url: registry.url, path, kind: 'get', tokens: [token], connections: CONNECTIONS / 4 }),
    ));
  const path = `/api/v1/passages?limit=${A_PAGE}`;
  const { first, deep } = await inTurns(bench.plan.rounds, {
    first: page(path),
    deep: page(`${path}&cursor=${encodeURIComponent(cursor)}`),
  });
  return [figureOf('deep-page', deep, first, { note: `page ${depth.toLocaleString('en')}; ms of the service each` })];
}

/** The cursor of a page, found as a reader finds it: by turning pages, though longer ones. */
async function cursorAt({ url }: Registry, token: string, depth: number): Promise<string> {
  const caller = callerOf(url, token);
  let cursor = '';
  for (let rows = 0; rows < (depth - 1) * A_PAGE; ) {
    const limit = Math.min(AT_MOST, (depth - 1) * A_PAGE - rows);
    const after = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { next } = await caller.get<{ next?: string }>(`/passages?limit=${limit}${after}`);
    if (next === undefined) throw new Error(`there is no page ${depth}`);
    cursor = next;
    rows += limit;
  }
  return cursor;
}
