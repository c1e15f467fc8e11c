import { asc, type Column, desc, gt, lt, type SQL, sql } from 'drizzle-orm';

/** Where the last page ended: the id of its last row and, in lists by time, that row's instant. */
export type Cursor = { readonly id: string; readonly at?: number };

/** Which end a list begins with. */
export type Order = 'newest' | 'oldest';

/** At most `limit` rows after a cursor, the newest first unless said; ask for one row more to know whether there is another page. */
export type PageRequest = {
  readonly limit: number;
  readonly after?: Cursor | undefined;
  readonly order?: Order | undefined;
};

/** A page's request as the values of a prepared query, and in its place in the query what they are bound to. */
export const pageValues = ({ limit, after }: PageRequest): Readonly<Record<string, unknown>> => ({
  limit,
  ...(after ? { afterId: after.id, afterAt: after.at } : {}),
});

/**
 * The parts of a keyset query: by id, or by (instant, id) where `at` is given, descending unless the oldest comes first. Both
 * columns must be NOT NULL. A list by time refuses a cursor without its instant.
 */
export function keyset(
  page: PageRequest,
  id: Column,
  at?: Column,
): { readonly after: SQL | undefined; readonly order: SQL[]; readonly limit: number } {
  const sorted = page.order === 'oldest' ? asc : desc;
  const order = at ? [sorted(at), sorted(id)] : [sorted(id)];
  return { after: page.after && beyond(page.after, id, at, page.order), order, limit: page.limit };
}

/** From one instant up to another (exclusive), ms; open on a side where nothing is given. */
type Period = { readonly from?: number | null | undefined; readonly until?: number | null | undefined };

/**
 * What a cursor leaves of a list's period. Of two bounds of a column SQLite may look along its index by the looser one, and
 * so read each page from the beginning of the period on: beside a cursor no looser bound may stand.
 */
export function restOf<P extends Period>(period: P, { after, order }: Pick<PageRequest, 'after' | 'order'>): P {
  const at = after?.at;
  if (at === undefined) return period;
  if (order === 'oldest') return { ...period, from: Math.max(period.from ?? at, at) };
  return { ...period, until: Math.min(period.until ?? at + 1, at + 1) };
}

function beyond(cursor: Cursor, id: Column, at: Column | undefined, order: Order = 'newest'): SQL {
  const later = order === 'oldest';
  if (!at) return later ? gt(id, cursor.id) : lt(id, cursor.id);
  if (cursor.at === undefined) throw new TypeError('a list by time goes on from an instant and an id');
  return sql`(${at}, ${id}) ${sql.raw(later ? '>' : '<')} (${sql.param(cursor.at, at)}, ${sql.param(cursor.id, id)})`;
}
