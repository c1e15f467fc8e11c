import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type ResourceLimits, Worker } from 'node:worker_threads';

/**
 * Starts the program `name` of the folder of `here` (a module's URL) in a thread, with no more memory than `limits` allow.
 * Run from source, the thread has to load TypeScript first.
 */
export function startWorker(here: string, name: string, workerData?: unknown, limits: ResourceLimits = {}): Worker {
  const options = { workerData, resourceLimits: { ...limits } };
  if (!here.endsWith('.ts')) return new Worker(new URL(`./${name}.js`, here), options);
  const loader = createRequire(here).resolve('tsx/cjs/api');
  const file = fileURLToPath(new URL(`./${name}.ts`, here));
  const boot = `require(${JSON.stringify(loader)}).require(${JSON.stringify(file)}, ${JSON.stringify(file)});`;
  return new Worker(boot, { ...options, eval: true, execArgv: [] });
}
