import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoadResult, LoadSpec } from './load.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const TSX = ['--import', 'tsx'];

/** Starts one of this folder's scripts; its first message tells what it has to say. */
export async function start<T>(
  name: string,
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<{ readonly ready: T; readonly child: ChildProcess }> {
  const execArgv = name.endsWith('.ts') ? TSX : [];
  const child = fork(here(name), [...args], { execArgv, env: { ...process.env, ...env } });
  return { ready: await answerOf<T>(child), child };
}

/** Ends a script in its own way. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.disconnect();
  await gone;
}

let loader: ChildProcess | undefined;

/** Sends load from a process of its own. */
export async function load(spec: LoadSpec): Promise<LoadResult> {
  loader ??= fork(here('load.ts'), { execArgv: TSX });
  const answer = answerOf<LoadResult>(loader);
  loader.send(spec);
  const result = await answer;
  if (result.failed) throw new Error(`${spec.method} ${spec.path}: ${String(result.failed)} requests failed`);
  return result;
}

export function stopLoader(): void {
  loader?.disconnect();
  loader = undefined;
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
