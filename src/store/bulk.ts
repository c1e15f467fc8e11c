import { drizzle } from 'drizzle-orm/sqlite-proxy';
import { startWorker } from '../threads/start-worker.ts';
import type { BulkAnswer, BulkQuestion } from './bulk-worker.ts';
import type { Db } from './dialect.ts';
import { type ReadNouns, readNouns } from './nouns.ts';
import { sqliteTables } from './tables.ts';

/**
 * The read functions over a worker thread with a connection of its own. The thread starts at the first query; one that
 * dies fails the queries it had and is replaced at the next.
 */
export function openBulk(
  path: string,
  more: Pick<Db, 'passed'> = {},
): { readonly read: ReadNouns; close(): Promise<void> } {
  let thread: Thread | undefined;
  let closed = false;
  const q = drizzle(async (sql, params, method) => {
    if (closed) throw new Error('the store is closed');
    if (!thread?.alive) thread = startThread(path);
    // A single row, or none, where the method is `get`: the declared type knows only lists.
    return { rows: (await thread.ask({ sql, params: params.map(portable), method })) as unknown[] };
  });
  return {
    read: readNouns({ q: q as unknown as Db['q'], t: sqliteTables, engine: 'sqlite', ...more }),
    close: async () => {
      closed = true;
      await thread?.stop();
    },
  };
}

type Thread = {
  alive: boolean;
  ask(question: Omit<BulkQuestion, 'id'>): Promise<unknown>;
  stop(): Promise<unknown>;
};

function startThread(path: string): Thread {
  const worker = startWorker(import.meta.url, 'bulk-worker', path);
  const waiting = new Map<number, { resolve(rows: unknown): void; reject(error: Error): void }>();
  let asked = 0;
  const thread: Thread = {
    alive: true,
    ask: (question) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        // Only a thread with something to do keeps the process alive.
        worker.ref();
        worker.postMessage({ ...question, id: asked } satisfies BulkQuestion);
      }),
    stop: () => worker.terminate(),
  };
  const die = (error: Error) => {
    thread.alive = false;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (answer: BulkAnswer) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if ('rows' in answer) asker?.resolve(answer.rows);
    else asker?.reject(Object.assign(new Error(answer.message), { code: answer.code }));
  });
  worker.on('error', (error) => die(new Error('the thread for bulk reads failed', { cause: error })));
  worker.on('exit', () => die(new Error('the thread for bulk reads ended')));
  return thread;
}

/** Small Buffers are slices of a shared pool, all of which would be copied to the thread. */
const portable = (value: unknown): unknown => (Buffer.isBuffer(value) ? new Uint8Array(value) : value);
