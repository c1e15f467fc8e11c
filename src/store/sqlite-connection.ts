import Database from 'better-sqlite3';

export type Connection = Database.Database;

/**
 * The connection that writes: every commit is on the disk when it returns. It waits for nobody (`timeout: 0` fails at once
 * as `busy`), since waiting in a synchronous driver would hold up the whole process.
 */
export function openWriter(path: string): Connection {
  return new Database(path, { timeout: 0 });
}

/**
 * A connection that can only read. It sees what is committed when each statement starts. The file is not mapped: SQLite gives
 * the whole mapping back at the first read after a commit of another connection, and its thread stands still for that.
 */
export function openReader(path: string): Connection {
  // In WAL a reader waits for nobody, save for an instant while another process recovers or removes the log.
  const reader = new Database(path, { readonly: true, timeout: 250 });
  reader.pragma('cache_size = -8000');
  reader.pragma('temp_store = MEMORY');
  return reader;
}

/**
 * Of a new file, bytes. Rows come in at random places of their indexes, and each place costs a page of the log: half of
 * SQLite's usual page is a third less to write for a group of passages.
 */
const PAGE_SIZE = 2_048;
/**
 * Of the writer's cache. It holds what transactions change, and after most of them SQLite looks through all of it for pages
 * beyond the end of the file.
 */
const CACHE_BYTES = 6 * 1024 * 1024;
/** Bytes of log at which the writer itself does what the thread for it has not kept up with. */
const VALVE = 128 * 1024 * 1024;
/** Bytes of log between the checkpoints of a writer without such a thread. */
const ALONE = 16 * 1024 * 1024;

export type Tuning = {
  /** Whether a commit is on the disk when it returns. */
  readonly durable: boolean;
  /** Whether a thread carries the log into the file. */
  readonly checkpointer: boolean;
};

/** Settings of the writing connection; may fail as `busy`. */
export function tuneWriter(writer: Connection, { durable, checkpointer }: Tuning): void {
  writer.pragma(`page_size = ${PAGE_SIZE}`);
  writer.pragma('journal_mode = WAL');
  writer.pragma(`synchronous = ${durable ? 'FULL' : 'OFF'}`);
  writer.pragma(`cache_size = ${-CACHE_BYTES / 1024}`);
  writer.pragma('temp_store = MEMORY');
  const pageSize = Number(writer.pragma('page_size', { simple: true }));
  writer.pragma(`wal_autocheckpoint = ${(checkpointer ? VALVE : ALONE) / pageSize}`);
  // After a checkpoint the log's file is cut back to 64 MB.
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
      statement = connection.prepare(withOpaqueLimit(text));
      const [oldest] = statements.size >= REMEMBERED ? statements.keys() : [];
      if (oldest !== undefined) statements.delete(oldest);
      statements.set(text, statement);
    }
    return statement;
  };
  return Object.create(connection, { prepare: { value: prepare } }) as Connection;
}

/**
 * SQLite looks at the value bound to a bare `limit ?` when it plans, and so compiles the statement anew each time one is
 * bound, at ten times the cost of running it. It does not look into an expression.
 */
function withOpaqueLimit(text: string): string {
  return text.replace(/ limit \?/g, ' limit (? + 0)');
}
