import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { expect, it } from 'vitest';
import { startWorker } from '../../src/threads/start-worker.ts';

const SCHED_OTHER = 0;
const SCHED_IDLE = 5;

const policyOf = (stat: string): number =>
  Number(readFileSync(stat, 'utf8').replace(/^.*\)/, '').trim().split(' ')[38]);

function knowsIdle(): boolean {
  try {
    execFileSync('chrt', ['-i', '0', 'true']);
    return true;
  } catch {
    return false;
  }
}

it.runIf(process.platform === 'linux')('only the thread that gives way comes last', async () => {
  const before = { nice: getPriority(), policy: policyOf('/proc/self/stat') };
  const thread = startWorker(import.meta.url, 'polite-worker');
  const told = await new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
  });
  await thread.terminate();
  expect(told).toEqual({ nice: 19, policy: knowsIdle() ? SCHED_IDLE : SCHED_OTHER });
  expect({ nice: getPriority(), policy: policyOf('/proc/self/stat') }).toEqual(before);
});
