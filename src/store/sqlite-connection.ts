import Database from 'better-sqlite3';

export type Connection = Database.Database;

/**
 * The connection that writes: every commit is on the disk when it returns. It waits for nobody (`timeout: 0` fails at once
 * as `busy`), since waiting in a synchronous driver would hold up the whole process.
 */
export function openWriter(path: string): Connection {
  return new Database(path, { timeout: 0 });
}

/** A connection that can only read. It sees what is committed when each statement starts. */
export function openReader(path: string): Connection {
  // In WAL a reader waits for nobody, save for an instant while another process recovers or removes the log.
  const reader = new Database(path, { readonly: true, timeout: 250 });
  reader.pragma('cache_size = -32000');
  reader.pragma('temp_store = MEMORY');
  return reader;
}

/** Settings of the writing connection; may fail as `busy`. */
export function tuneWriter(writer: Connection, durable: boolean): void {
  writer.pragma('journal_mode = WAL');
  writer.pragma(`synchronous = ${durable ? 'FULL' : 'OFF'}`);
  writer.pragma('cache_size = -64000');
  writer.pragma('temp_store = MEMORY');
  // 16 MB of log between checkpoints; after one the file is cut back to 64 MB.
  writer.pragma('wal_autocheckpoint = 4000');
  writer.pragma('journal_size_limit = 67108864');
}

const REMEMBERED = 500;

/**
 * The connection with its statements kept by their text, the oldest dropped: drizzle compiles one anew for every query
 * that it is not told to prepare.
 */
export function remembering(connection: Connection): Connection {
  const statements = new Map<string, Database.Statement>();
  const prepare = (text: string) => {
    let statement = statements.get(text);
    if (!statement) {
      statement = connection.prepare(text);
      const [oldest] = statements.size >= REMEMBERED ? statements.keys() : [];
      if (oldest !== undefined) statements.delete(oldest);
      statements.set(text, statement);
    }
    return statement;
  };
  return Object.create(connection, { prepare: { value: prepare } }) as Connection;
}
