import type { ResourceLimits, Worker } from 'node:worker_threads';
import { startWorker as start } from '../../src/threads/start-worker.ts';
import { isBuilt } from './program.ts';

const built = isBuilt();
const SRC = new URL('../../src/', import.meta.url).href;
const DIST = new URL('../../dist/', import.meta.url).href;

/**
 * Stands in for the service's own (see `vitest.config.ts`): the same program of a thread as it was built, which needs no
 * TypeScript loaded first, where that is not older than any source.
 */
export function startWorker(here: string, name: string, workerData?: unknown, limits?: ResourceLimits): Worker {
  const there = built ? here.replace(SRC, DIST).replace(/\.ts$/, '.js') : here;
  return start(there, name, workerData, limits);
}
