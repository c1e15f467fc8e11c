import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record } from '../../src/actions/audit.ts';
import { headOf } from '../../src/actions/seals/head.ts';
import { openKeys } from '../../src/files/keys.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { connect } from '../store/connect.ts';
import { migrations } from '../support/migrations.ts';
import { program } from '../support/program.ts';
import { sealNow } from '../support/seal.ts';

describe('the command verify', () => {
  let folder: string;
  let path: string;
  let rowId = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'registry-verify-'));
    path = join(folder, 'registry.db');
    const store = await openSqlite({ path, migrationsFolder: migrations('sqlite'), bulk: false });
    const keys = openKeys(join(folder, 'keys'));
    const at = { now: Date.now(), newId: uuidv7, randomBytes, requestId: 'test' };
    const put = (name: string) =>
      store.write((tx) => record(tx, { kind: 'system', id: 'test' }, at, name, { type: 'test', id: name }));
    await put('test.first');
    await sealNow(store, keys, at.now, -1_000);
    writeFileSync(join(folder, 'head.json'), JSON.stringify(await headOf(store.read, keys)));
    await put('test.second');
    await sealNow(store, keys, at.now, -1_000);
    await put('test.third');
    [rowId = ''] = (await store.read.audit.about('test', 'test.second')).map(({ id }) => id);
    await store.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = async (...args: string[]) => {
    const env = { PATH: process.env.PATH ?? '', DATABASE_URL: `file:${path}`, UPLOADS_DIR: join(folder, 'uploads') };
    const child = spawn(process.execPath, [...program('cli'), 'verify', ...args], { cwd: folder, env });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    const [code] = (await once(child, 'close')) as [number];
    return { code, said };
  };

  it('ends with 0 where all holds, says what is not sealed yet, and proves a head published before', async () => {
    const { code, said } = await run('--head', join(folder, 'head.json'));
    expect([code, said]).toEqual([0, 'audit row: 1 not sealed yet\nall seals hold, all evidence is whole\n']);
  });

  it('ends with 1 and names the row where one was altered', async () => {
    const db = connect(path);
    await db.raw(`UPDATE audit SET action = 'test.other' WHERE action = 'test.second'`);
    await db.close();
    const { code, said } = await run();
    expect([code, said]).toEqual([1, expect.stringContaining(`audit row ${rowId}: does not fit its digest`)]);
    const wrong = await run('--head');
    expect([wrong.code, wrong.said]).toEqual([1, expect.stringContaining('usage:')]);
  });
});
