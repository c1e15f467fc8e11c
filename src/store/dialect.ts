import { createHash } from 'node:crypto';
import { type Column, eq, getTableColumns, type Param, type SQL, sql, type Table } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { AccessMove } from './access-moves.ts';
import { lastByte } from './columns.ts';
import { compiled } from './compiled.ts';
import type { Tables } from './schema.ts';
import { uuidOfDigits } from './uuid-text.ts';

/**
 * What a noun file's functions get: the query builder of one handle and the tables of its engine. Only what both engines
 * can do is offered, so there is no `transaction`, no `execute` and no `query`; `select().for()` must not be used.
 */
export type Db = {
  readonly q: Pick<NodePgDatabase, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | '$with' | 'with'>;
  readonly t: Tables;
  readonly engine: 'sqlite' | 'postgres';
  /** Resolves when the write that another thread has under way has ended; set where one may. */
  readonly passed?: () => Promise<void>;
};

/** What a noun's functions get to write with, one for each connection: it runs one transaction at a time. */
export type WriteDb = Db & {
  /** What the transaction did to what is counted, until it is added to the sums just before the commit. */
  readonly moves: AccessMove[];
  /** Which rows of sums are this connection's own. */
  readonly shard: number;
};

type Preparable = {
  prepare(name: string): { execute(values?: Record<string, unknown>): Promise<unknown> };
  toSQL(): { sql: string };
};

/**
 * A query built and prepared at its first use and kept as long as the handle lives. Values are given by name at each call;
 * write them into the query with `placeholder`. An eighth of the cost of building the query anew.
 */
export function prepared<B extends Preparable>(
  build: () => B,
): (values?: Record<string, unknown>) => ReturnType<ReturnType<B['prepare']>['execute']> {
  type Query = ReturnType<B['prepare']>;
  let run: Query['execute'] | undefined;
  return (values = {}) => {
    if (!run) {
      const query = prepareNow(build()) as Query;
      run = (compiled(query) as Query['execute'] | undefined) ?? ((given) => query.execute(given));
    }
    return run(values) as ReturnType<Query['execute']>;
  };
}

/** Runs a query that is built for this one time, its many rows decoded in the short way where the engine has one. */
export async function fetched<B extends Preparable & PromiseLike<unknown>>(query: B): Promise<Awaited<B>> {
  const run = compiled(query.prepare(''));
  return (run ? run({}) : await query) as Awaited<B>;
}

/** Whether a column is one of many ids or texts, all bound as one value: the statement is the same for however many. */
export function oneOf(engine: Db['engine'], column: Column, values: Iterable<string>): SQL {
  const given = [...values];
  if (engine === 'postgres') return sql`${column} = any(${sql.param(given)}::${sql.raw(column.getSQLType())}[])`;
  const isBytes = column.getSQLType() === 'blob';
  const list = JSON.stringify(isBytes ? given.map((id) => id.replaceAll('-', '')) : given);
  return sql`${column} in (select ${sql.raw(isBytes ? 'unhex(value)' : 'value')} from json_each(${list}))`;
}

/**
 * An id of one of very many rows: for each value that is bytes SQLite's driver makes an object, which takes several times as
 * long as its text.
 */
export function idOfMany(engine: Db['engine'], id: Column): SQL<string> {
  return engine === 'postgres' ? sql<string>`${id}` : sql<string>`hex(${id})`.mapWith(uuidOfDigits);
}

/**
 * Whether two ids end alike, which an index knows (`tail`) that holds no more of them; beside the comparison of the whole, and
 * before it. PostgreSQL's index holds all of it.
 */
export function endsAlike(engine: Db['engine'], id: Column, given: Column | Param): SQL | undefined {
  return engine === 'postgres' ? undefined : sql`${lastByte(id)} = ${lastByte(given)}`;
}

/** What an index holds of an id after the order of its rows, to be ordered by where all have the same: the index then does it. */
export const tailOf = (engine: Db['engine'], id: Column): Column | SQL => (engine === 'postgres' ? id : lastByte(id));

/** An instant so many ms later. */
export function plusMs(engine: Db['engine'], instant: Column, ms: number): SQL {
  return engine === 'postgres' ? sql`(${instant} + ${ms} * interval '1 millisecond')` : sql`(${instant} + ${ms})`;
}

type OnConflict = {
  readonly unlessThere?: boolean;
  readonly orUpdate?: { readonly target: readonly Column[]; readonly set: Readonly<Record<string, SQL>> };
};

/**
 * Inserts one whole row: every column of the table is to be given at each call. `unlessThere`: a row whose unique columns
 * are taken is left out, which `affected` tells. `orUpdate`: one whose `target` columns are taken changes the row there.
 */
export function preparedInsert<T extends Table>(
  { q }: Pick<Db, 'q'>,
  table: T,
  { unlessThere = false, orUpdate }: OnConflict = {},
): (row: T['$inferSelect']) => Promise<unknown> {
  const values = Object.fromEntries(Object.keys(getTableColumns(table)).map((name) => [name, sql.placeholder(name)]));
  return prepared(() => {
    const insert = q.insert(table as never).values(values as never);
    if (orUpdate) return insert.onConflictDoUpdate(orUpdate as never);
    return unlessThere ? insert.onConflictDoNothing() : insert;
  });
}

/** Changes these columns, each to be given at each call, of the row that holds a value in `key`. */
export function preparedUpdate<T extends Table, Name extends keyof T['$inferSelect'] & string>(
  { q }: Pick<Db, 'q'>,
  table: T,
  key: Column,
  names: readonly Name[],
): (of: string, values: Pick<T['$inferSelect'], Name>) => Promise<unknown> {
  const update = prepared(() =>
    q
      .update(table as never)
      .set(Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])) as never)
      .where(eq(key, placeholder(key, 'of'))),
  );
  return (of, values) => update({ ...values, of });
}

/** A value given at each call of a prepared query, encoded as `column` is; in `values({...})` of an insert as well. */
export function placeholder(column: Column, name: string): Param {
  return sql.param(sql.placeholder(name), column);
}

/** How many rows an insert, update or delete without `returning` touched. */
export function affected(result: unknown): number {
  const { changes, rowCount } = result as { changes?: number; rowCount?: number | null };
  return changes ?? rowCount ?? 0;
}

// PostgreSQL knows a prepared statement by its name: the text's digest cannot name two different ones.
function prepareNow(builder: Preparable): ReturnType<Preparable['prepare']> {
  const digest = createHash('sha256').update(builder.toSQL().sql).digest('hex');
  return builder.prepare(`q_${digest.slice(0, 32)}`);
}

/** The different values of a text column within a group, joined by commas in no set order; empty for none. */
export function distinctList(engine: Db['engine'], column: Column): SQL<string> {
  return engine === 'postgres'
    ? sql<string>`coalesce(string_agg(distinct ${column}, ','), '')`
    : sql<string>`coalesce(group_concat(distinct ${column}), '')`;
}

/**
 * What tells rows of one instant apart in the order of their ids: SQLite's indexes end with the place of the row, which is the
 * order in which rows came in, and need no id at their end for it. For queries of one table, also inside another one.
 */
export function arrival(engine: Db['engine'], id: Column): SQL {
  return engine === 'postgres' ? sql`${id}` : sql`rowid`;
}

/** How much later one instant is than another, ms. */
export function lagMs(engine: Db['engine'], later: SQL | Column, earlier: SQL | Column): SQL<number> {
  return engine === 'postgres'
    ? sql<number>`(extract(epoch from (${later} - ${earlier})) * 1000)`
    : sql<number>`(${later} - ${earlier})`;
}

/** `now` (ms), or a millisecond after what a column of instants holds where that is not before it: each change shows. */
export function laterThan(engine: Db['engine'], column: Column, now: number): SQL {
  const given = sql.param(now, column);
  return engine === 'postgres'
    ? sql`greatest(${column} + interval '1 millisecond', ${given}::timestamptz)`
    : sql`max(${column} + 1, ${given})`;
}

/** The legal day of an instant (Asia/Shanghai), comparable with a day column. */
export function legalDay(engine: Db['engine'], instant: Column): SQL<string> {
  return engine === 'postgres'
    ? sql<string>`((${instant} at time zone 'Asia/Shanghai')::date)`
    : sql<string>`date(${instant} / 1000 + 28800, 'unixepoch')`;
}

/**
 * When the oldest transaction of this service that runs on PostgreSQL began, else now, by the database's clock (ms). Single
 * reads are transactions too, and write nothing: in those the statement began with the transaction.
 */
export async function oldestWriteMs(q: Pick<Db, 'q'>['q']): Promise<number> {
  const oldest = sql<number>`(extract(epoch from coalesce(min(xact_start), clock_timestamp())) * 1000)`.mapWith(Number);
  const [row] = await q
    .select({ oldest })
    .from(sql`pg_stat_activity`)
    .where(
      sql`datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
        and application_name = 'mobile-source-registry'
        and not (state = 'active' and xact_start = query_start and query not ilike 'begin%')`,
    );
  if (!row) throw new Error('PostgreSQL did not tell what runs');
  return row.oldest;
}

/** The minute of an instant's legal day (Asia/Shanghai), from 0. */
export function minuteOfDay(engine: Db['engine'], instant: Column): SQL<number> {
  return engine === 'postgres'
    ? sql<number>`(extract(hour from ${instant} at time zone 'Asia/Shanghai') * 60 + extract(minute from ${instant} at time zone 'Asia/Shanghai'))::int`
    : sql<number>`((${instant} / 60000 + 480) % 1440)`;
}
