import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LoadResult, LoadSpec } from './load.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const TSX = ['--import', 'tsx'];
/** What `npm start` gives node, and what it sets for the process. */
const { scripts } = JSON.parse(readFileSync(here('../../package.json'), 'utf8')) as { scripts: { start: string } };
const AS_STARTED = scripts.start.match(/--\S+/g) ?? [];
const SETTINGS = Object.fromEntries(
  [...scripts.start.matchAll(/([A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name, value]),
);

/** Starts one of this folder's scripts; its first message tells what it has to say. */
export async function start<T>(
  name: string,
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<{ readonly ready: T; readonly child: ChildProcess }> {
  const [execArgv, settings] = name === 'server.mjs' ? [AS_STARTED, SETTINGS] : [name.endsWith('.ts') ? TSX : [], {}];
  const child = fork(here(name), [...args], { env: { ...process.env, ...settings, ...env }, execArgv });
  return { ready: await answerOf<T>(child), child };
}

/** Ends a script in its own way. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.disconnect();
  await gone;
}

const loaders: ChildProcess[] = [];
const idle: ChildProcess[] = [];

/** Sends load from a process of its own; of two that run at once each has its own. */
export async function load(spec: LoadSpec): Promise<LoadResult> {
  const loader = idle.pop() ?? startLoader();
  const result = await ask<LoadResult>(loader, spec);
  idle.push(loader);
  if (result.failed) throw new Error(`${spec.method} ${spec.path}: ${String(result.failed)} requests failed`);
  return result;
}

/** Tells a script something, and gives what it answers. */
export function ask<T>(child: ChildProcess, message: object): Promise<T> {
  const answer = answerOf<T>(child);
  child.send(message);
  return answer;
}

function startLoader(): ChildProcess {
  const loader = fork(here('load.ts'), [String(loaders.length)], { execArgv: TSX });
  loaders.push(loader);
  return loader;
}

export function stopLoaders(): void {
  for (const loader of loaders.splice(0)) if (loader.connected) loader.disconnect();
  idle.length = 0;
}

function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const exited = (code: number | null): void => reject(new Error(`a bench process ended with ${code}`));
    child.once('exit', exited);
    child.once('message', (message) => {
      child.off('exit', exited);
      resolve(message as T);
    });
  });
}
