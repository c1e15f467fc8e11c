import type { ReadNouns, WriteNouns } from './nouns.ts';

/** One key per noun, each with its read functions. Rows are those committed when the function is called. */
export type Reader = ReadNouns;

/**
 * Reads and writes of one transaction; of no use once it has ended. A statement that fails dooms the transaction, even if
 * its error is caught. `afterCommit` is for what may only follow a durable change; it is never called for one rolled back.
 * `attempt` undoes what its callback wrote where that throws, and passes the error on: one refused row of a table then
 * leaves nothing, and the others stay.
 */
export type Writer = WriteNouns & {
  readonly afterCommit: (fn: () => void) => void;
  readonly attempt: <T>(fn: () => Promise<T>) => Promise<T>;
};

/** Where a database is: plain data, by which a thread can open it for reading. */
export type Place =
  | { readonly engine: 'sqlite'; readonly path: string }
  | { readonly engine: 'postgres'; readonly url: string };

/** A database of the registry, SQLite or PostgreSQL. */
export type Store = {
  readonly engine: 'sqlite' | 'postgres';
  readonly place: Place;
  /** Point look-ups and single pages. */
  readonly read: Reader;
  /** The same for long reads: they do not hold up the process. */
  readonly bulk: Reader;
  /**
   * Runs `fn` in one transaction: serializable, durable when the promise resolves, nothing left of it when it rejects.
   * `fn` may await only `tx`, and may run more than once (PostgreSQL retries), so it changes nothing outside but through
   * `tx.afterCommit`. Not to be called inside itself.
   */
  write<T>(fn: (tx: Writer) => Promise<T>): Promise<T>;
  /** Size of the log that commits go to before they are carried into the file, bytes; undefined where the server keeps its own. */
  logBytes(): Promise<number | undefined>;
  /** Resolves when the database answers, rejects when it does not. */
  ready(): Promise<void>;
  /** Waits for the writes under way, then lets go of every connection. */
  close(): Promise<void>;
};
