import Database from 'better-sqlite3';
import pg from 'pg';
import type { Place, TestDatabase } from './database.ts';

/** Watches a database from outside the service. */
export type Stored = {
  /** Changes whenever something was committed, and only then. */
  mark(): Promise<string>;
  /** How many rows each table has. */
  counts(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
};

/** What the service writes by the clock, whatever is asked of it. */
const BY_THE_CLOCK = ['audit_seals', 'seal_leaves', 'migrations'];

export const watch = ({ name }: TestDatabase, { where }: Place): Promise<Stored> =>
  name === 'sqlite' ? Promise.resolve(watchSqlite(where)) : watchPostgres(where);

function watchSqlite(path: string): Stored {
  const connection = new Database(path, { readonly: true });
  const tables = connection
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[];
  const union = tables
    .map((table) => `SELECT '${table}' AS name, count(*) AS rows FROM "${table}"`)
    .join(' UNION ALL ');
  const count = connection.prepare(union);
  return {
    // Of any other connection's commits that changed something.
    mark: () => Promise.resolve(String(connection.pragma('data_version', { simple: true }))),
    counts: () => Promise.resolve(byName(count.all() as Counted[])),
    close: () => Promise.resolve(void connection.close()),
  };
}

async function watchPostgres(url: string): Promise<Stored> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const known = await client.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
  );
  const tables = known.rows.map(({ name }) => name);
  const each = (columns: (table: string) => string, of: readonly string[]): string =>
    of.map((table) => `SELECT '${table}' AS name, ${columns(table)} AS rows FROM "${table}" t`).join(' UNION ALL ');
  // Every insert and update bears the number of its transaction, and a removal is one row less: nothing else needs reading.
  const digest = (table: string) =>
    // A job's second turn comes by the clock, seconds after the change that called for it.
    table === 'jobs' ? 'count(*)::text' : "count(*)::text || ':' || coalesce(max(xmin::text::bigint)::text, '')";
  const watched = tables.filter((table) => !BY_THE_CLOCK.includes(table));
  return {
    // By name, so that it is planned once.
    mark: async () => JSON.stringify((await client.query({ name: 'mark', text: each(digest, watched) })).rows),
    counts: async () => byName((await client.query<Counted>(each(() => 'count(*)::int', tables))).rows),
    close: () => client.end(),
  };
}

type Counted = { readonly name: string; readonly rows: number };
const byName = (counted: readonly Counted[]) => Object.fromEntries(counted.map(({ name, rows }) => [name, rows]));
