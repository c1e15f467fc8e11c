import { setImmediate as turn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { PassageIntake, Recorded } from '../actions/gates/passage-intake.ts';
import type { PassageItem } from '../actions/gates/record-passages.ts';
import { Failure } from '../domain/failure.ts';
import { StepLost, type StepOf } from '../jobs/take-step.ts';
import { forfeitTurn } from '../store/write-turns.ts';
import { startWorker } from '../threads/start-worker.ts';
import { isOfOne, packed } from './part.ts';
import type { FromRecorder, RecorderAnswer, RecorderCall, RecorderData, ToRecorder } from './recorder-worker.ts';
import { recorded, type ToldResult, toldResults } from './told.ts';

/** The way in for passages that has them recorded in a thread of its own, which takes steps of jobs between them. */
export type Recorder = PassageIntake & {
  /** Takes a step of a job; fails as `unavailable` where the thread is not there, as `StepLost` where it died before it told. */
  takeStep(of: StepOf): Promise<void>;
  /** Lets what was asked be recorded, then ends the thread. */
  close(): Promise<void>;
};

/** A thread that did not even begin is not tried again at once. */
const AGAIN_MS = 1_000;

/** Who is told that a thread died, and a clock for how long answers take, ms. */
export type Surroundings = { readonly died: (error: Error) => void; readonly ticks: () => number };

/**
 * Starts the thread. Where one dies, which `died` is told, what it had is refused as `unavailable`: whoever sends it again is
 * answered with what was stored. Another takes its place.
 */
export function startRecorder(
  data: RecorderData,
  { died, ticks }: Surroundings,
  makeThread: () => Worker = () => startWorker(import.meta.url, 'recorder-worker', data, LIMITS),
): Recorder {
  const underway = new Set<Promise<unknown>>();
  let closing = false;
  let again: NodeJS.Timeout | undefined;
  let thread = start();

  function start(): Thread {
    const started = startThread(makeThread(), ticks, (error) => {
      forfeitTurn(data.turns, 'beside');
      if (closing) return;
      died(error);
      again = setTimeout(renew, started.hasBegun() ? 0 : AGAIN_MS);
    });
    return started;
  }

  function renew(): void {
    try {
      thread = start();
    } catch (error) {
      // The system has no thread or memory to give; what comes meanwhile is refused by the one that is gone.
      died(error as Error);
      again = setTimeout(renew, AGAIN_MS);
    }
  }

  async function through<T>(ask: (thread: Thread) => Promise<T>): Promise<T> {
    if (closing) throw unavailable();
    const asked = ask(thread);
    underway.add(asked);
    try {
      return await asked;
    } finally {
      underway.delete(asked);
    }
  }

  return {
    ready: () => thread.ready(),
    record: (items) => through((one) => one.record(items)),
    takeStep: (of) => through((one) => one.takeStep(of)),
    close: async () => {
      closing = true;
      clearTimeout(again);
      await Promise.allSettled(underway);
      await thread.close();
    },
  };
}

type Thread = Recorder & { hasBegun(): boolean };
type Asker = {
  /** Of a step none. */
  readonly items: readonly PassageItem[];
  /** When it was asked. */
  readonly at: number;
  resolve(results: Recorded[]): void;
  reject(error: Error): void;
};

/** The most in one part: what is read from a long text is made as old objects, which only a full collection takes away. */
const IN_ONE_PART = 100;
/** So many are sent at once, while the event loop still reads others: the thread need not wait for the last of them. */
const TOGETHER = 16;
const LIMITS = { maxOldGenerationSizeMb: 256 };
/** A thread that is asked something and answers nobody for so long hangs: no group or step takes more than seconds. */
const HANGS_MS = 30_000;

const NOT_NOW = {
  en: 'Passages cannot be recorded at the moment. Send it again.',
  zh: '暂时无法记录过车信息，请重新上报。',
};
const unavailable = () => new Failure('unavailable', NOT_NOW, { extra: { retryAfter: 1 } });

function startThread(worker: Worker, ticks: () => number, ended: (error: Error) => void): Thread {
  const askers = new Map<number, Asker>();
  let begun = false;
  let alive = true;
  let heardAt = ticks();
  let asked = 0;
  let gathered: RecorderCall[] = [];
  let waiting = 0;
  let failure = new Error('the thread that records passages ended');

  const take = (id: number): Asker | undefined => {
    const asker = askers.get(id);
    askers.delete(id);
    return asker;
  };
  const answered = (id: number, results: readonly ToldResult[]): void => {
    const asker = take(id);
    asker?.resolve(results.map((one, index) => recorded(one, asker.items[index] as PassageItem)));
  };
  worker.on('message', (message: FromRecorder) => {
    heardAt = ticks();
    if (message === 'ready') {
      begun = true;
      return;
    }
    if ('pieces' in message) return answered(message.id, message.pieces.flatMap(toldResults));
    for (const answer of JSON.parse(message.answers) as RecorderAnswer[])
      if ('results' in answer) answered(answer.id, answer.results.flat());
      else take(answer.id)?.reject(Object.assign(new Error(answer.error.message), answer.error));
  });
  worker.on('error', (error) => {
    failure = new Error('the thread that records passages failed', { cause: error });
  });
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      alive = false;
      for (const { items, reject } of askers.values())
        reject(items.length > 0 ? unavailable() : new StepLost('the thread ended at the step', { cause: failure }));
      ended(failure);
      resolve();
    });
  });
  const send = (message: ToRecorder) => worker.postMessage(message);
  const flush = () => {
    if (gathered.length === 0) return;
    send({ calls: JSON.stringify(gathered) });
    gathered = [];
    waiting = 0;
  };
  const asking = (items: readonly PassageItem[], tell: (id: number) => void) =>
    new Promise<Recorded[]>((resolve, reject) => {
      if (!alive) return reject(unavailable());
      asked += 1;
      askers.set(asked, { items, at: ticks(), resolve, reject });
      tell(asked);
    });
  // What comes in one turn of the event loop goes in few messages.
  const gather = (call: RecorderCall) => {
    if (gathered.length === 0) setImmediate(flush);
    gathered.push(call);
    waiting += 'items' in call ? call.items.length : 1;
    if (waiting >= TOGETHER) flush();
  };
  const record = (items: readonly PassageItem[]) => asking(items, (id) => gather({ id, items }));
  const recordPart = (items: readonly PassageItem[]) =>
    asking(items, (id) => {
      const bytes = packed(items);
      worker.postMessage({ id, count: items.length, items: bytes } satisfies ToRecorder, [bytes.buffer]);
    });
  return {
    hasBegun: () => begun,
    ready: async () => {
      if (!begun || !alive) throw failure;
      const [oldest] = askers.values();
      if (oldest && ticks() - Math.max(oldest.at, heardAt) > HANGS_MS)
        throw new Error('the thread that records passages does not answer');
    },
    record: async (items) => {
      if (items.length === 0) return [];
      if (items.length < TOGETHER || !isOfOne(items)) return record(items);
      const asked: Promise<Recorded[]>[] = [];
      for (const part of inParts(items, IN_ONE_PART)) {
        const answer = recordPart(part);
        // It is awaited with the others; until then nobody is to take it for unhandled.
        answer.catch(() => undefined);
        asked.push(answer);
        // Single passages come between two parts.
        await turn();
      }
      return (await Promise.all(asked)).flat();
    },
    takeStep: async (step) => {
      await asking([], (id) => gather({ id, step }));
    },
    close: async () => {
      if (alive) send('close');
      await exited;
    },
  };
}

/** As few parts as there can be of no more than so many, as long as each other: a short rest would pass for a single passage. */
function inParts<T>(all: readonly T[], most: number): (readonly T[])[] {
  const size = Math.ceil(all.length / Math.ceil(all.length / most));
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size));
}
