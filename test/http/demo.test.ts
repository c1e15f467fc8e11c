import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { program } from '../support/program.ts';

describe('the demo', { timeout: 180_000 }, () => {
  let folder: string;
  let child: ChildProcess;
  let said: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'registry-demo-test-'));
    said = '';
    const env = { PATH: process.env.PATH ?? '', PORT: '0', TMPDIR: folder };
    child = spawn(process.execPath, [...program('cli'), 'demo'], { cwd: folder, env });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text) => {
        said += String(text);
      });
  });
  afterEach(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const left = () => readdirSync(folder).filter((name) => name.startsWith('mobile-source-registry'));

  async function until(found: () => boolean): Promise<void> {
    for (let turn = 0; turn < 2_000 && child.exitCode === null; turn += 1) {
      if (found()) return;
      await new Promise((resume) => setTimeout(resume, 50));
    }
    throw new Error(`it came to: ${said}`);
  }

  /** A Ctrl-C in a terminal, which npm passes on once more. */
  async function interrupted(): Promise<number | null> {
    child.kill('SIGINT');
    child.kill('SIGINT');
    await once(child, 'close');
    return child.exitCode;
  }

  it('shows breaches by clause and who commits them, gives log-ins that work, and leaves nothing behind', async () => {
    await until(() => said.includes('Ctrl-C ends it'));
    for (const clause of ['2.4.2a', '2.4.2b', '2.4.2c', '2.4.2d', '2.4.3', '3.3', '2.4.4', '2.4.6a', '2.4.6b'])
      expect(said).toMatch(new RegExp(`^ +\\d+ +${clause} `, 'm'));
    const url = /Open (http\S+) and sign in/.exec(said)?.[1] ?? '';
    const logIns = [...said.matchAll(/^ {2}(\w+) +(\w+) +(yangquan-demo)$/gm)];
    expect(logIns.length).toBeGreaterThan(8);
    for (const [, , username, password] of logIns) {
      const answer = await fetch(`${url}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username, password }),
      });
      expect(answer.status).toBe(200);
    }
    expect(left()).toHaveLength(1);
    expect(await interrupted()).toBe(0);
    expect(left()).toEqual([]);
  });

  it.each([
    ['before it listens', () => left().length > 0],
    ['in the middle of the day', () => said.includes('gate opened')],
  ])('ended %s, it leaves nothing behind and complains of nothing', async (_when, reached) => {
    await until(reached);
    expect(await interrupted()).toBe(0);
    expect(said).toMatch(/leaving nothing behind\n$/);
    expect(left()).toEqual([]);
  });
});
