import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3';
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Db } from './dialect.ts';
import { readNouns } from './nouns.ts';
import { openReader, remembering } from './sqlite-connection.ts';
import type { Place, Reader } from './store.ts';
import { postgresTables, sqliteTables } from './tables.ts';

/** Connections to PostgreSQL: a long read and a short one beside it. */
const CONNECTIONS = 3;

/** A database that is up to date, opened for reading alone, by a thread of its own. */
export function openReading(place: Place): Reader {
  if (place.engine === 'sqlite') {
    const q = drizzleSqlite(remembering(openReader(place.path))) as unknown as Db['q'];
    return readNouns({ q, t: sqliteTables, engine: 'sqlite' });
  }
  const pool = new pg.Pool({
    connectionString: place.url,
    max: CONNECTIONS,
    connectionTimeoutMillis: 10_000,
    application_name: 'mobile-source-registry',
    options: '-c TimeZone=UTC -c DateStyle=ISO -c default_transaction_read_only=on',
  });
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return readNouns({ q: drizzlePostgres(pool), t: postgresTables, engine: 'postgres' });
}

// A connection that breaks while in use fails its query; without a listener it would end the process as well.
const ignore = () => undefined;
