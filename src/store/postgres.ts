import { setTimeout as sleep } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { addMoves } from './access-sums.ts';
import type { Db, WriteDb } from './dialect.ts';
import { violationOf } from './errors.ts';
import { type Applied, brokenMigration, pendingMigrations, readMigrations } from './migrations.ts';
import { readNouns, writeNouns } from './nouns.ts';
import type { Store, Writer } from './store.ts';
import { postgresTables } from './tables.ts';
import { handles, newTransaction, refuseNested, runCallback, runHooks, type Transaction } from './transaction.ts';

export type PostgresOptions = {
  readonly url: string;
  /** The folder drizzle-kit writes to, `drizzle/postgres`. */
  readonly migrationsFolder: string;
  /** At most so many connections, 10 where not given. */
  readonly connections?: number;
  /** Told of an `afterCommit` hook that threw and of idle connections that broke. */
  readonly report?: (error: unknown) => void;
};

/**
 * Opens a registry in a PostgreSQL database and brings its tables up to date, one process at a time. Fails where the
 * database does not answer, and with one line where the migrations do not fit.
 */
export async function openPostgres(options: PostgresOptions): Promise<Store> {
  const { report = warn } = options;
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections ?? 10,
    connectionTimeoutMillis: 10_000,
    application_name: 'mobile-source-registry',
    // Instants are read as text, which must not depend on the server's own zone.
    options: '-c TimeZone=UTC -c DateStyle=ISO',
  });
  pool.on('error', report);
  // A connection that breaks while in use fails its query; without a listener it would end the process as well.
  pool.on('connect', (client) => client.on('error', ignore));
  try {
    await migrate(pool, options.migrationsFolder);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const read = readNouns(dbOf(pool));
  const transact = transactions(pool, report);
  const underWay = new Set<Promise<unknown>>();
  let closed: Promise<void> | undefined;

  const close = async () => {
    await Promise.allSettled(underWay);
    await pool.end();
  };
  return {
    engine: 'postgres',
    place: { engine: 'postgres', url: options.url },
    read,
    bulk: read,
    write: async (fn) => {
      refuseNested();
      if (closed) throw new Error('the store is closed');
      const result = transact(fn);
      const done = result.then(ignore, ignore).finally(() => underWay.delete(done));
      underWay.add(done);
      return result;
    },
    logBytes: async () => undefined,
    ready: async () => {
      await pool.query('select count(*) from migrations');
    },
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

const TRIES = 20;
/** Where a value is taken the loser of a race sees that at its next try; one that never looked would try for nothing. */
const TRIES_FOR_A_VALUE = 5;

function transactions(pool: pg.Pool, report: (error: unknown) => void): Store['write'] {
  // A connection keeps its nouns, and with them its prepared queries, as long as it lives.
  type Ready = { readonly handle: (transaction: Transaction) => Writer; readonly beforeCommit: () => Promise<void> };
  const known = new WeakMap<pg.PoolClient, Ready>();
  const make = async (client: pg.PoolClient): Promise<Ready> => {
    const db: WriteDb = { ...dbOf(client), moves: [], shard: await takeShard(client) };
    const handle = handles(writeNouns(db), (statement) => client.query(statement), db.moves);
    return { handle, beforeCommit: addMoves(db) };
  };
  const work = async <T>(client: pg.PoolClient, fn: (tx: Writer) => Promise<T>, transaction: Transaction) => {
    const ready = known.get(client) ?? (await make(client));
    known.set(client, ready);
    return runCallback(fn, ready.handle(transaction), transaction, ready.beforeCommit);
  };

  return async (fn) => {
    for (let tries = 1; ; tries += 1) {
      const transaction = newTransaction();
      try {
        const client = await pool.connect();
        const value = await once(client, () => work(client, fn, transaction));
        runHooks(transaction, report);
        return value;
      } catch (error) {
        if (tries >= triesFor(error, transaction)) throw error;
        await sleep(Math.random() * Math.min(2 ** tries, 200));
      }
    }
  };
}

/**
 * How often to try where another transaction was in the way; the callback may have caught the statement's failure and thrown
 * its own. PostgreSQL tells of a value that both look for and then insert as taken, not as a failure to serialize.
 */
function triesFor(error: unknown, { failure }: Transaction): number {
  if (violationOf(error) === 'serialization' || violationOf(failure) === 'serialization') return TRIES;
  return violationOf(error) === 'unique' ? TRIES_FOR_A_VALUE : 1;
}

async function once<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  let broken: Error | undefined;
  try {
    await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
    const value = await work();
    await client.query('COMMIT');
    return value;
  } catch (error) {
    // A connection that cannot even roll back does not return to the pool.
    broken = await client.query('ROLLBACK').then(ignore, (failure: Error) => failure);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Any number of the service's own, beside the shard's. */
const SHARD_LOCK = 7_202_114;

/** The lowest number that no other connection to the database has, of whatever process; given back when the connection ends. */
async function takeShard(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ shard: number }>(
    'SELECT shard FROM generate_series(0, 9999) AS shard WHERE pg_try_advisory_lock($1, shard) LIMIT 1',
    [SHARD_LOCK],
  );
  return rows[0]?.shard ?? 0;
}

function dbOf(client: pg.Pool | pg.PoolClient): Db {
  return { q: drizzle(client), t: postgresTables, engine: 'postgres' };
}

/** Any number of the service's own: processes that start together take turns. */
const MIGRATION_LOCK = 7_202_113;

async function migrate(pool: pg.Pool, folder: string): Promise<void> {
  const known = readMigrations(folder);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query('CREATE TABLE IF NOT EXISTS migrations (tag text PRIMARY KEY NOT NULL, hash text NOT NULL)');
    const applied = await client.query<Applied>('SELECT tag, hash FROM migrations ORDER BY tag COLLATE "C"');
    for (const { tag, hash, statements } of pendingMigrations(known, applied.rows)) {
      try {
        for (const statement of statements) await client.query(statement);
      } catch (error) {
        throw brokenMigration(tag, error);
      }
      await client.query('INSERT INTO migrations (tag, hash) VALUES ($1, $2)', [tag, hash]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(ignore);
    throw error;
  } finally {
    client.release();
  }
}

const ignore = () => undefined;
const warn = (error: unknown) => process.emitWarning(`the database reports: ${String(error)}`);
