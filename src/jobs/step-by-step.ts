import { setImmediate as turn } from 'node:timers/promises';
import type { Store } from '../store/store.ts';

/**
 * The store for what writes again and again by itself: each of its writes waits a turn of the event loop, in which requests
 * and signals are heard. Once `signal` is given a write fails with its reason, which ends a routine after the step it is at.
 */
export function stepByStep(store: Store, signal?: AbortSignal): Store {
  return {
    ...store,
    write: async (fn) => {
      // On SQLite a write settles in microtasks: without this, one after the other would keep the loop from turning.
      await turn();
      signal?.throwIfAborted();
      return store.write(fn);
    },
  };
}
