import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/store/sqlite.ts';
import { connect } from '../store/connect.ts';
import { migrations } from '../support/migrations.ts';
import { program } from '../support/program.ts';

describe('the command recount', () => {
  let folder: string;
  let path: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'registry-recount-'));
    path = join(folder, 'registry.db');
    await (await openSqlite({ path, migrationsFolder: migrations('sqlite'), bulk: false })).close();
    const db = connect(path);
    const enterprise = `x'01932c079d7a7c3e8b1f0123456789ab'`;
    await db.raw(
      `INSERT INTO access_sums (span, starts_on, enterprise_id, county_code, direction, tally, shard, count, kg)
       VALUES ('day', '2022-01-03', ${enterprise}, '140302', 'in', 'g5anw', 0, 2, 65000)`,
    );
    await db.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = async (...args: string[]) => {
    const env = { PATH: process.env.PATH ?? '', DATABASE_URL: `file:${path}`, UPLOADS_DIR: join(folder, 'uploads') };
    const child = spawn(process.execPath, [...program('cli'), 'recount', ...args], { cwd: folder, env });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    const [code] = (await once(child, 'close')) as [number];
    return { code, said };
  };
  const named =
    '2022-01-03: enterprise 01932c07-9d7a-7c3e-8b1f-0123456789ab in 140302, in, g5anw: ' +
    '2 accesses and 65000 kg kept, 0 accesses and 0 kg by its passages\n';

  it('ends with 1 and names what is wrong', async () => {
    const { code, said } = await run();
    expect([code, said.startsWith(named)]).toEqual([1, true]);
  });

  it('puts it right where it is told to, and then ends with 0', async () => {
    expect(await run('--mend')).toEqual({ code: 0, said: `${named}1 put right\n` });
    expect(await run()).toEqual({ code: 0, said: 'all sums are what their passages add up to\n' });
  });
});
