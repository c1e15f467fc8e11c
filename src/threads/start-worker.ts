import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** Starts the program `name` of the folder of `here` (a module's URL) in a thread. Run from source, the thread has to load TypeScript first. */
export function startWorker(here: string, name: string, workerData?: unknown): Worker {
  if (!here.endsWith('.ts')) return new Worker(new URL(`./${name}.js`, here), { workerData });
  const loader = createRequire(here).resolve('tsx/cjs/api');
  const file = fileURLToPath(new URL(`./${name}.ts`, here));
  const boot = `require(${JSON.stringify(loader)}).require(${JSON.stringify(file)}, ${JSON.stringify(file)});`;
  return new Worker(boot, { eval: true, workerData, execArgv: [] });
}
