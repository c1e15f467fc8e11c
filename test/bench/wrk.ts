import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { LoadResult, LoadSpec } from './load.ts';
import { passageBody } from './messages.ts';

const SCRIPT = fileURLToPath(new URL('wrk.lua', import.meta.url));
/** More than any service takes that looks at what it is told. */
const MOST_A_SECOND = 20_000;
/** Enough for the bare servers, which may get the same again. */
const FOR_BARE = 1_000;

let here: boolean | undefined;

/** Whether this machine has wrk, which leaves more of the processors to what is measured than autocannon does. */
export function hasWrk(): boolean {
  here ??= spawnSync('wrk', ['--version'], { stdio: 'ignore' }).error === undefined;
  return here;
}

/** Sends single passages, or asks for one page, for as many whole seconds as the load says. */
export async function sendWithWrk(spec: LoadSpec): Promise<LoadResult> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-bench-wrk-'));
  const fileOf = (name: string, lines: readonly string[]): string => {
    if (lines.length === 0) return '';
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
    return join(folder, name);
  };
  const once = spec.tokens.length > 0;
  const count = spec.method === 'GET' ? 0 : once ? MOST_A_SECOND * spec.seconds : FOR_BARE;
  const bodies = Array.from({ length: count }, () => passageBody(spec));
  try {
    const { stdout } = await promisify(execFile)('wrk', [
      ...[
        '-t1',
        `-c${spec.connections}`,
        `-d${spec.seconds}s`,
        '--timeout',
        '60s',
        '-s',
        SCRIPT,
        `${spec.url}${spec.path}`,
        '--',
      ],
      ...[spec.method, fileOf('tokens', spec.tokens), fileOf('bodies', bodies)],
    ]);
    const told = JSON.parse(stdout.slice(stdout.lastIndexOf('\n{'))) as Told;
    if (once && count > 0 && told.requests > count)
      throw new Error(`a service took more than ${MOST_A_SECOND} passages a second: some were sent twice`);
    return {
      perSecond: (told.requests - told.refused) / (told.microseconds / 1_000_000),
      p99: told.p99,
      failed: told.refused + told.unanswered,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the script says when it ends; `p99` in ms. */
type Told = {
  readonly requests: number;
  readonly microseconds: number;
  readonly p99: number;
  readonly refused: number;
  readonly unanswered: number;
};
