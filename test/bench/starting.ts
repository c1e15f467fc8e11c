import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, ROOT } from './bench.ts';
import { type Figure, figureOf, inTurns } from './figures.ts';
import { settingsIn } from './registry.ts';

const PATIENCE_MS = 3_000;

/** From the start of the process until it answers that it is ready: on the large registry, and on an empty one. */
export async function measureStart(bench: Bench): Promise<Figure[]> {
  const { folder, built } = await bench.resting();
  const other = mkdtempSync(join(tmpdir(), 'registry-bench-'));
  try {
    // The first turn, which does not count, makes the empty one.
    const { empty, full } = await inTurns(bench.plan.rounds, {
      empty: () => startIn(other),
      full: () => startIn(folder),
    });
    return [figureOf('start', full, empty, { note: `${built.passages.toLocaleString('en')} passages; ms` })];
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
}

async function startIn(folder: string): Promise<number> {
  const port = await freePort();
  const env = { ...process.env, ...settingsIn(folder), PORT: String(port) };
  const began = performance.now();
  const child = spawn(process.execPath, [join(ROOT, 'dist/main.js')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}`);
    await sleep(2);
  }
  const took = performance.now() - began;
  child.kill('SIGTERM');
  // It finishes what it does by the clock at every start, which may be long.
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await gone;
  clearTimeout(impatience);
  return took;
}

const isReady = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: '/readyz', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).once('error', () => resolve(false));
  });

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
