import type { Papers } from './http/papers/list.ts';
import type { Store } from './store/store.ts';
import { makeErrands } from './threads/errands.ts';
import { startWorker } from './threads/start-worker.ts';

/** What the thread may take, MB; of what it makes it holds a few chunks of rows. */
const LIMITS = { maxOldGenerationSizeMb: 192 };

/** Papers of a registry, made in one thread for all of them. */
export function makePapers({ place }: Pick<Store, 'place'>): Papers {
  const errands = makeErrands(() => startWorker(import.meta.url, 'paper-worker', place, LIMITS));
  return {
    write: errands.stream,
    answer: errands.ask as Papers['answer'],
    close: errands.close,
  };
}
