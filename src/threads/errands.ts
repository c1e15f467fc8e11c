import { Readable } from 'node:stream';
import type { Worker } from 'node:worker_threads';

/** What a thread is told: to begin an errand, that a portion of its bytes was taken, or that nobody waits for it any longer. */
export type ToThread =
  | { readonly id: number; readonly begin: string; readonly params: unknown }
  | { readonly id: number; readonly next: 'more' | 'drop' };
/** What it tells of an errand: a portion of bytes, that it is done and what it gave, or what went wrong. */
export type FromThread =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly done: unknown }
  | { readonly id: number; readonly error: unknown };

/** Work that is done by name in a thread; what it is given and what it gives are plain data. */
export type Errands = {
  /** What an errand gives. */
  ask(name: string, params: unknown): Promise<unknown>;
  /** The bytes that an errand writes, only a few portions ahead of who reads them; a reader that goes away ends it. */
  stream(name: string, params: unknown): Readable;
  /** Ends the thread, and fails what it was at. */
  close(): Promise<void>;
};

/** How long a thread waits for another errand before it ends and gives its memory back, ms. */
const PATIENCE_MS = 30_000;
const PORTION_BYTES = 256 * 1024;

/** The thread starts at the first errand; one that dies fails the errands it had and is replaced at the next. */
export function makeErrands(start: () => Worker): Errands {
  let thread: Thread | undefined;
  const living = (): Thread => {
    if (!thread?.alive) thread = startThread(start());
    return thread;
  };
  return {
    ask: (name, params) =>
      new Promise((done, fail) => {
        const asked = living();
        const unexpected = () => {
          asked.drop(id);
          fail(new TypeError(`${name} writes bytes`));
        };
        const id = asked.begin(name, params, { bytes: unexpected, done, fail });
      }),
    stream: (name, params) => streamOf(living(), name, params),
    close: async () => {
      await thread?.stop();
    },
  };
}

function streamOf(thread: Thread, name: string, params: unknown): Readable {
  /** Portions that are here and that the thread does not know to be taken. */
  let held = 0;
  let ended = false;
  const takeMore = () => {
    for (; held > 0; held -= 1) thread.tell({ id, next: 'more' });
  };
  const stream = new Readable({
    highWaterMark: PORTION_BYTES,
    read: takeMore,
    destroy: (error, done) => {
      if (!ended) thread.drop(id);
      ended = true;
      done(error);
    },
  });
  const end = () => {
    ended = true;
    stream.push(null);
  };
  const id = thread.begin(name, params, {
    bytes: (bytes) => {
      held += 1;
      if (stream.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) takeMore();
    },
    done: end,
    fail: (error) => {
      ended = true;
      stream.destroy(error);
    },
  });
  return stream;
}

type Errand = { bytes(portion: Uint8Array): void; done(given: unknown): void; fail(error: Error): void };

type Thread = {
  readonly alive: boolean;
  begin(name: string, params: unknown, errand: Errand): number;
  tell(message: ToThread): void;
  drop(id: number): void;
  stop(): Promise<unknown>;
};

function startThread(worker: Worker): Thread {
  const running = new Map<number, Errand>();
  let alive = true;
  let begun = 0;
  let patience: NodeJS.Timeout | undefined;
  const die = (error: Error) => {
    alive = false;
    clearTimeout(patience);
    for (const errand of running.values()) errand.fail(error);
    running.clear();
  };
  const stop = () => {
    alive = false;
    return worker.terminate();
  };
  const rest = (id: number) => {
    running.delete(id);
    clearTimeout(patience);
    if (running.size > 0) return;
    // Only a thread with something to do keeps the process alive.
    worker.unref();
    patience = setTimeout(() => void stop(), PATIENCE_MS).unref();
  };
  worker.on('message', (message: FromThread) => {
    const errand = running.get(message.id);
    if ('bytes' in message) errand?.bytes(message.bytes);
    else {
      rest(message.id);
      if ('done' in message) errand?.done(message.done);
      else errand?.fail(asError(message.error));
    }
  });
  worker.on('error', (error) => die(new Error('the thread for errands failed', { cause: error })));
  worker.on('exit', () => die(new Error('the thread for errands ended')));
  return {
    get alive() {
      return alive;
    },
    begin: (name, params, errand) => {
      begun += 1;
      clearTimeout(patience);
      worker.postMessage({ id: begun, begin: name, params } satisfies ToThread);
      running.set(begun, errand);
      worker.ref();
      return begun;
    },
    tell: (message) => worker.postMessage(message),
    drop: (id) => {
      worker.postMessage({ id, next: 'drop' } satisfies ToThread);
      if (running.has(id)) rest(id);
    },
    stop,
  };
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
