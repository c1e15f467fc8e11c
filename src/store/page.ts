import { type Column, desc, lt, type SQL, sql } from 'drizzle-orm';

/** Where the last page ended: the id of its last row and, in lists by time, that row's instant. */
export type Cursor = { readonly id: string; readonly at?: number };

/** At most `limit` rows, newest first, after a cursor; ask for one row more to know whether there is another page. */
export type PageRequest = { readonly limit: number; readonly after?: Cursor };

/** A page's request as the values of a prepared query, and in its place in the query what they are bound to. */
export const pageValues = ({ limit, after }: PageRequest): Readonly<Record<string, unknown>> => ({
  limit,
  ...(after ? { afterId: after.id, afterAt: after.at } : {}),
});

/**
 * The parts of a keyset query: by id descending, or by (instant, id) descending where `at` is given. Both columns must be
 * NOT NULL. A list by time refuses a cursor without its instant.
 */
export function keyset(
  page: PageRequest,
  id: Column,
  at?: Column,
): { readonly after: SQL | undefined; readonly order: SQL[]; readonly limit: number } {
  const order = at ? [desc(at), desc(id)] : [desc(id)];
  return { after: page.after && beyond(page.after, id, at), order, limit: page.limit };
}

function beyond(cursor: Cursor, id: Column, at: Column | undefined): SQL {
  if (!at) return lt(id, cursor.id);
  if (cursor.at === undefined) throw new TypeError('a list by time goes on from an instant and an id');
  return sql`(${at}, ${id}) < (${sql.param(cursor.at, at)}, ${sql.param(cursor.id, id)})`;
}
