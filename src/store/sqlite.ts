import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { startWorker } from '../threads/start-worker.ts';
import { addMoves } from './access-sums.ts';
import { openBulk } from './bulk.ts';
import type { Db, WriteDb } from './dialect.ts';
import { violationOf } from './errors.ts';
import { easing } from './log-easing.ts';
import { type Applied, brokenMigration, pendingMigrations, readMigrations } from './migrations.ts';
import { readNouns, writeNouns } from './nouns.ts';
import { type Connection, openReader, openWriter, remembering, tuneWriter } from './sqlite-connection.ts';
import { giveStatistics } from './sqlite-statistics.ts';
import type { Store, Writer } from './store.ts';
import { sqliteTables } from './tables.ts';
import { handles, newTransaction, refuseNested, runCallback, runHooks } from './transaction.ts';
import type { WriteTurns } from './write-turns.ts';

export type SqliteOptions = {
  readonly path: string;
  /** The folder drizzle-kit writes to, `drizzle/sqlite`; none where the tables are up to date. */
  readonly migrationsFolder?: string;
  /** Whether `bulk` reads in a worker thread (started at its first use); otherwise it is `read`. */
  readonly bulk: boolean;
  /** Whether a thread carries what is committed from the log into the file, so that no commit waits for that; one of another store may. */
  readonly checkpointer?: boolean | 'elsewhere';
  /** Set where another thread of this process writes into the same file. */
  readonly turns?: WriteTurns;
  /** Whether a commit is on the disk when it returns. Only tests, which throw their files away, do without. */
  readonly durable?: boolean;
  /** How long a write waits for another process that holds the file, in ms. */
  readonly busyLimitMs?: number;
  /** Told of an `afterCommit` hook that threw. */
  readonly report?: (error: unknown) => void;
};

export type SqliteStore = Store & {
  /**
   * To be called between writes: carries the last pages of a long log into the file, so that it begins anew. Tells whether what
   * can wait should, since much of the log is not in the file yet.
   */
  easeLog(): boolean;
};

/**
 * Opens a registry in a SQLite file, which is made where there is none, and brings its tables up to date. Fails as `busy`
 * where another process holds the file, and with one line where the migrations do not fit.
 */
export async function openSqlite(options: SqliteOptions): Promise<SqliteStore> {
  const { path, durable = true, checkpointer = false, busyLimitMs = 5_000, report = warn, turns } = options;
  const retry = <T>(attempt: () => T) => whenFree(attempt, busyLimitMs);
  const writer = openWriter(path);
  let reader: Connection;
  try {
    await retry(() => tuneWriter(writer, { durable, checkpointer: checkpointer !== false }));
    const { migrationsFolder } = options;
    if (migrationsFolder !== undefined) await retry(() => migrate(writer, migrationsFolder));
    writer.pragma('foreign_keys = ON');
    reader = openReader(path);
  } catch (error) {
    writer.close();
    throw error;
  }
  const beside = turns ? { passed: turns.passed } : {};
  const read = readNouns({ ...dbOf(reader), ...beside });
  const bulk = options.bulk ? openBulk(path, beside) : undefined;
  const carrying = checkpointer === true ? startWorker(import.meta.url, 'checkpoint-worker', path) : undefined;
  carrying?.unref();
  carrying?.on('error', report);
  const transact = inTurns(turns, transactions(writer, retry, report));
  let closed: Promise<void> | undefined;
  let tail: Promise<unknown> = Promise.resolve();

  const close = async () => {
    await tail;
    await bulk?.close();
    await carrying?.terminate();
    reader.close();
    writer.close();
  };
  return {
    engine: 'sqlite',
    place: { engine: 'sqlite', path },
    read,
    bulk: bulk?.read ?? read,
    write: async (fn) => {
      refuseNested();
      if (closed) throw new Error('the store is closed');
      const result = tail.then(() => transact(fn));
      tail = result.then(ignore, ignore);
      return result;
    },
    easeLog: easing(writer, () => performance.now()),
    logBytes: async () => (await stat(`${path}-wal`).catch(() => undefined))?.size ?? 0,
    ready: async () => {
      reader.prepare('select count(*) from migrations').get();
      if (!writer.open || closed) throw new Error('the store is closed');
    },
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

type Transact = <T>(fn: (tx: Writer) => Promise<T>) => Promise<T>;

function inTurns(turns: WriteTurns | undefined, transact: Transact): Transact {
  if (!turns) return transact;
  return async (fn) => {
    await turns.take();
    try {
      return await transact(fn);
    } finally {
      turns.give();
    }
  };
}

function transactions(
  writer: Connection,
  retry: <T>(attempt: () => T) => Promise<T>,
  report: (error: unknown) => void,
): Transact {
  const db: WriteDb = { ...dbOf(writer), moves: [], shard: 0 };
  const handle = handles(writeNouns(db), async (statement) => writer.exec(statement), db.moves);
  const beforeCommit = addMoves(db);
  const begin = writer.prepare('BEGIN IMMEDIATE');
  const commit = writer.prepare('COMMIT');
  const rollback = () => {
    // SQLite itself has rolled back where the disk was full or failed.
    if (writer.inTransaction) writer.exec('ROLLBACK');
  };

  return async (fn) => {
    await retry(() => begin.run());
    const transaction = newTransaction();
    // Queries settle in microtasks, so a callback that awaits nothing else ends before the event loop turns.
    let alarm: NodeJS.Immediate | undefined;
    const turned = new Promise<never>((_, reject) => {
      alarm = setImmediate(() => {
        transaction.open = false;
        reject(new Error('store.write awaited something other than the database; it was rolled back'));
      });
    });
    try {
      const value = await Promise.race([runCallback(fn, handle(transaction), transaction, beforeCommit), turned]);
      commit.run();
      runHooks(transaction, report);
      return value;
    } catch (error) {
      rollback();
      throw error;
    } finally {
      clearImmediate(alarm);
    }
  };
}

function dbOf(connection: Connection): Db {
  const q = drizzle(remembering(connection)) as BetterSQLite3Database;
  return { q: q as unknown as Db['q'], t: sqliteTables, engine: 'sqlite' };
}

// Foreign keys are still off, so that a migration may build a table anew.
function migrate(writer: Connection, folder: string): void {
  const known = readMigrations(folder);
  writer.exec('BEGIN IMMEDIATE');
  try {
    writer.exec('CREATE TABLE IF NOT EXISTS migrations (tag text PRIMARY KEY NOT NULL, hash text NOT NULL)');
    const applied = writer.prepare('SELECT tag, hash FROM migrations ORDER BY tag').all() as Applied[];
    for (const { tag, hash, statements } of pendingMigrations(known, applied)) {
      try {
        for (const statement of statements) writer.exec(statement);
      } catch (error) {
        throw brokenMigration(tag, error);
      }
      writer.prepare('INSERT INTO migrations (tag, hash) VALUES (?, ?)').run(tag, hash);
    }
    giveStatistics(writer);
    writer.exec('COMMIT');
  } catch (error) {
    if (writer.inTransaction) writer.exec('ROLLBACK');
    throw error;
  }
}

const BACK_OFF_MS = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100];

/** Tries again, without blocking the event loop, while another process holds the file. */
async function whenFree<T>(attempt: () => T, limitMs: number): Promise<T> {
  const until = performance.now() + limitMs;
  for (let tries = 0; ; tries += 1) {
    try {
      return attempt();
    } catch (error) {
      if (violationOf(error) !== 'busy') throw error;
      if (performance.now() >= until) {
        throw new Error(`The database was held by another process for ${limitMs} ms`, { cause: error });
      }
      await sleep(BACK_OFF_MS[Math.min(tries, BACK_OFF_MS.length - 1)]);
    }
  }
}

const ignore = () => undefined;
const warn = (error: unknown) => process.emitWarning(`an afterCommit hook failed: ${String(error)}`);
