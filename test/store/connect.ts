import Database from 'better-sqlite3';
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3';
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Db } from '../../src/store/dialect.ts';
import { postgresTables, sqliteTables } from '../../src/store/tables.ts';

/** A connection beside the store, for what no noun does. */
export type Connected = Db & {
  /** Rows of a statement as the driver gives them. */
  raw(statement: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
};

/** Connects to a place of `databases`, a file's path or a database's URL. */
export function connect(where: string): Connected {
  return where.startsWith('postgres:') ? toPostgres(where) : toSqlite(where);
}

function toSqlite(path: string): Connected {
  const connection = new Database(path);
  const q = drizzleSqlite(connection) as unknown as Db['q'];
  const raw = async (text: string) => {
    const statement = connection.prepare(text);
    if (statement.reader) return statement.all() as Record<string, unknown>[];
    statement.run();
    return [];
  };
  const close = async () => {
    connection.close();
  };
  return { q, t: sqliteTables, engine: 'sqlite', raw, close };
}

function toPostgres(url: string): Connected {
  const pool = new pg.Pool({ connectionString: url, max: 1, options: '-c TimeZone=UTC' });
  // The pool has ended before its connection has: one that the server ends meanwhile, with its database, is no failure.
  pool.on('error', () => undefined);
  const raw = async (text: string) => (await pool.query<Record<string, unknown>>(text)).rows;
  const close = () => pool.end();
  return { q: drizzlePostgres(pool), t: postgresTables, engine: 'postgres', raw, close };
}
