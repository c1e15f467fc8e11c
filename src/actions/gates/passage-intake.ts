import type { Store } from '../../store/store.ts';
import { makeArrivals } from './note-arrivals.ts';
import { type PassageItem, type PassageResult, type RecordingContext, recordPassages } from './record-passages.ts';

/** The one way in for passages: single posts, batches and cameras. Answers only what is durable. */
export type PassageIntake = {
  /** Results in the order of the items; rejects only for an unexpected failure, and then none of the chunk that failed is stored. */
  record(items: readonly PassageItem[]): Promise<PassageResult[]>;
};

type Waiting = {
  readonly items: readonly PassageItem[];
  readonly resolve: (results: PassageResult[]) => void;
  readonly reject: (error: unknown) => void;
};

const CHUNK = 200;

/**
 * Group commit: what arrives in one turn of the event loop, and while the last group was being written, is stored in one
 * transaction of about two hundred passages. A group that fails is written again one by one, so that only the culprit fails.
 */
export function createPassageIntake(store: Store, context: () => RecordingContext): PassageIntake {
  let waiting: Waiting[] = [];
  let running = false;

  const arrivals = makeArrivals();

  const write = (items: readonly PassageItem[]) =>
    store.write(async (tx) => {
      const recording = context();
      const results = await recordPassages(tx, items, recording);
      await arrivals.note(tx, items, recording);
      return results;
    });

  const settle = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const results = await write(group.flatMap(({ items }) => items));
      let start = 0;
      for (const { items, resolve } of group) {
        resolve(results.slice(start, start + items.length));
        start += items.length;
      }
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const one of group) await settle([one]);
    }
  };

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      let taken = 0;
      let size = 0;
      while (taken < waiting.length && (taken === 0 || size < CHUNK)) size += waiting[taken++]?.items.length ?? 0;
      const group = waiting.slice(0, taken);
      waiting = waiting.slice(taken);
      await settle(group);
      await new Promise((resume) => setImmediate(resume));
    }
    running = false;
  };

  const enqueue = (items: readonly PassageItem[]): Promise<PassageResult[]> =>
    new Promise((resolve, reject) => {
      waiting.push({ items, resolve, reject });
      if (running) return;
      running = true;
      setImmediate(() => void run());
    });

  return {
    record: async (items) => {
      const results: PassageResult[] = [];
      for (let start = 0; start < items.length; start += CHUNK)
        results.push(...(await enqueue(items.slice(start, start + CHUNK))));
      return results;
    },
  };
}
