import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jpeg } from '../support/pictures.ts';
import { program } from '../support/program.ts';
import { freshCreditCode } from '../support/world.ts';

const PACKAGE = fileURLToPath(new URL('../../package.json', import.meta.url));

type Answered = { readonly id?: string; readonly received?: number; readonly sha256?: string };
type Run = { readonly child: ChildProcess; readonly out: () => string; readonly err: () => string };

describe('the process', () => {
  let folder: string;
  let runs: Run[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'registry-process-'));
    runs = [];
  });
  afterEach(async () => {
    for (const { child } of runs) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'close');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts it in an empty folder with nothing but these settings. */
  function run(settings: Readonly<Record<string, string>> = {}, command = [process.execPath, ...program('main')]): Run {
    const env = { PATH: process.env.PATH ?? '', PORT: '0', ...settings };
    const [program = '', ...args] = command;
    const child = spawn(program, args, { cwd: folder, env });
    let [out, err] = ['', ''];
    child.stdout.on('data', (text) => {
      out += String(text);
    });
    child.stderr.on('data', (text) => {
      err += String(text);
    });
    const started = { child, out: () => out, err: () => err };
    runs.push(started);
    return started;
  }

  async function listening(started: Run): Promise<string> {
    for (let turn = 0; turn < 1_200; turn += 1) {
      const url = /listens on (http:\S+)/.exec(started.out())?.[1];
      if (url && started.out().endsWith('\n')) return url;
      if (started.child.exitCode !== null) break;
      await new Promise((resume) => setTimeout(resume, 50));
    }
    throw new Error(`it does not listen: ${started.out()} ${started.err()}`);
  }

  async function ended({ child }: Run): Promise<number | null> {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
    return child.exitCode;
  }

  const logIn = (url: string, password: string): Promise<Response> =>
    fetch(`${url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password }),
    });

  it('starts with no setting at all, shows the first password once, keeps secrets from others, ends with 0', async () => {
    const first = run();
    const url = await listening(first);
    const password = /password (\S+)/.exec(first.out())?.[1] ?? '';
    expect((await logIn(url, password)).status).toBe(200);
    const secrets = ['jwt-secret', ...readdirSync(join(folder, 'data/keys')).map((name) => `keys/${name}`)];
    expect(secrets.length).toBeGreaterThan(1);
    for (const name of secrets) expect(statSync(join(folder, 'data', name)).mode & 0o777).toBe(0o600);
    first.child.kill('SIGTERM');
    expect(await ended(first)).toBe(0);
    expect(first.err()).toBe('');
    const registry = new Database(join(folder, 'data/registry.db'), { readonly: true });
    const hash = registry.prepare('select password_hash from users').pluck().get();
    registry.close();
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,(?:p=1,t=2|t=2,p=1)\$/);

    const secret = readFileSync(join(folder, 'data/jwt-secret'), 'utf8');
    const second = run();
    const again = await listening(second);
    expect(second.out()).not.toContain('password');
    expect((await logIn(again, password)).status).toBe(200);
    expect(readFileSync(join(folder, 'data/jwt-secret'), 'utf8')).toBe(secret);
    second.child.kill('SIGINT');
    expect(await ended(second)).toBe(0);
  });

  it('a given first password is not shown, and neither it nor any token is logged', async () => {
    const started = run({ ADMIN_PASSWORD: 'given-by-the-operator' });
    const url = await listening(started);
    const { accessToken, refreshToken } = (await (await logIn(url, 'given-by-the-operator')).json()) as Record<
      string,
      string
    >;
    const me = await fetch(`${url}/api/v1/me?limit=secret-query`, {
      headers: { Authorization: `Bearer ${accessToken}` },
    });
    expect(me.status).toBe(400);
    started.child.kill('SIGTERM');
    expect(await ended(started)).toBe(0);
    const said = started.out() + started.err();
    expect(said).toContain('"route":"me"');
    for (const secret of ['given-by-the-operator', accessToken, refreshToken, 'secret-query'])
      expect(said).not.toContain(secret);
  });

  it('SIGTERM lets a request in flight finish, and a client that keeps its connection does not hold it up', async () => {
    const started = run({ ADMIN_PASSWORD: 'given-by-the-operator' });
    const url = new URL(await listening(started));
    const agent = new Agent({ keepAlive: true });
    const options = { agent, host: url.hostname, port: url.port };
    const idle = request({ ...options, path: '/healthz' }).end();
    const [warm] = (await once(idle, 'response')) as [NodeJS.ReadableStream];
    warm.resume();
    await once(warm, 'end');

    const body = JSON.stringify({ username: 'admin', password: 'given-by-the-operator' });
    const headers = { 'Content-Type': 'application/json', 'Content-Length': String(body.length) };
    const slow = request({ ...options, method: 'POST', path: '/api/v1/auth/login', headers });
    slow.write(body.slice(0, 10));
    await new Promise((resume) => setTimeout(resume, 300));
    started.child.kill('SIGTERM');
    await new Promise((resume) => setTimeout(resume, 300));
    // As from npm, which passes on the signal of a whole process group.
    started.child.kill('SIGTERM');
    slow.end(body.slice(10));
    const [answer] = (await once(slow, 'response')) as [{ statusCode: number; resume(): void }];
    expect(answer.statusCode).toBe(200);
    answer.resume();
    const before = Date.now();
    expect(await ended(started)).toBe(0);
    expect(Date.now() - before).toBeLessThan(12_000);
    agent.destroy();
  });

  it('a kill between the pieces of an upload loses nothing that was acknowledged', async () => {
    const content = Buffer.concat([await jpeg(), randomBytes(3_000)]);
    const settings = { ADMIN_PASSWORD: 'given-by-the-operator' };
    const open = async () => {
      const started = run(settings);
      const url = await listening(started);
      const { accessToken } = (await (await logIn(url, settings.ADMIN_PASSWORD)).json()) as { accessToken: string };
      const send = async (method: string, path: string, body?: object): Promise<{ status: number; body: Answered }> => {
        const octets = Buffer.isBuffer(body);
        const type = octets ? 'application/octet-stream' : 'application/json';
        const headers = { Authorization: `Bearer ${accessToken}`, ...(body ? { 'Content-Type': type } : {}) };
        const sent = octets ? new Uint8Array(body) : body && JSON.stringify(body);
        const answer = await fetch(`${url}/api/v1${path}`, { method, headers, ...(sent ? { body: sent } : {}) });
        return { status: answer.status, body: (await answer.json()) as Answered };
      };
      const kill = async () => {
        started.child.kill('SIGKILL');
        await ended(started);
      };
      return { send, kill };
    };

    let service = await open();
    const plant = { kind: 'enterprise', name: '桃河热电', creditCode: freshCreditCode(), countyCode: '140302' };
    const { id: subjectId } = (await service.send('POST', '/organisations', plant)).body;
    const sum = createHash('sha256').update(content).digest('hex');
    const announced = { bytes: content.length, sha256: sum, subjectType: 'organisation', subjectId, kind: 'photo' };
    const { id } = (await service.send('POST', '/uploads', announced)).body;
    const piece = (from: number, to?: number) =>
      service.send('PATCH', `/uploads/${id}?offset=${from}`, content.subarray(from, to));
    let at = 0;
    for (let kills = 0; kills < 2; kills += 1) {
      expect((await piece(at, at + 500)).body).toEqual({ received: at + 500 });
      // Killed as soon as that was answered, with the next one under way, which may or may not have been taken.
      const next = piece(at + 500, at + 1_000).catch(() => undefined);
      await service.kill();
      await next;
      service = await open();
      const { received = -1 } = (await service.send('GET', `/uploads/${id}`)).body;
      expect([at + 500, at + 1_000]).toContain(received);
      at = received;
    }
    const done = await piece(at);
    expect([done.status, done.body.sha256]).toEqual([201, sum]);
    await service.kill();
    service = await open();
    expect(await piece(at)).toEqual(done);
    expect((await service.send('GET', `/evidence/${done.body.id}`)).status).toBe(200);
  });

  it('a signal to the shell in which npm starts it reaches the service', async () => {
    const { scripts } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { scripts: { start: string } };
    const script = scripts.start.replace('dist/main.js', '"$@"');
    expect(script).toContain('"$@"');
    const started = run({}, ['/bin/sh', '-c', script, 'sh', ...program('main')]);
    const url = await listening(started);
    started.child.kill('SIGTERM');
    expect(await ended(started)).toBe(0);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  it.each([
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '65536' }],
    ['HOST', { HOST: '203.0.113.77' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/registry' }],
    ['DATABASE_URL', { DATABASE_URL: 'file:./not-a-database' }],
    ['JWT_SECRET', { DATABASE_URL: 'postgres://localhost/registry' }],
    ['KEYS_DIR', { DATABASE_URL: 'postgres://localhost/registry', JWT_SECRET: 'a-secret-of-some-length' }],
    [
      'DATABASE_URL',
      { DATABASE_URL: 'postgres://u:hidden@127.0.0.1:1/x', JWT_SECRET: 'a-secret-of-some-length', KEYS_DIR: './k' },
    ],
    ['JWT_SECRET', { JWT_SECRET: 'short' }],
    ['KEYS_DIR', { KEYS_DIR: './not-a-database/keys' }],
    ['UPLOADS_DIR', { UPLOADS_DIR: './not-a-database/uploads' }],
    // Where no folder can be made, and asking again and again does not help.
    ['DATABASE_URL', { DATABASE_URL: 'file:/proc/none/registry.db' }],
    ['UPLOADS_DIR', { UPLOADS_DIR: '/proc/none/uploads' }],
    ['KEYS_DIR', { KEYS_DIR: '/proc/none/keys' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ])('a wrong %s stops the start with one line that names it', async (name, settings) => {
    writeFileSync(
      join(folder, 'not-a-database'),
      'some text that is no database at all, long enough to be read as one',
    );
    const started = run(settings);
    expect(await ended(started)).toBe(1);
    const lines = (started.out() + started.err()).trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name}: .`));
    expect(lines[0]).not.toContain('hidden');
  });

  it('a port that is taken is named, and no first password is lost by it', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const started = run({ PORT: String(port) });
    expect(await ended(started)).toBe(1);
    expect(started.err()).toMatch(/^PORT: .*in use.*\n$/);
    other.close();

    expect(started.out()).toBe('');
    const again = run();
    const url = await listening(again);
    const password = /password (\S+)/.exec(again.out())?.[1] ?? '';
    expect((await logIn(url, password)).status).toBe(200);
  });

  it('a secret file that was cut off stops the start: anyone could sign tokens with an empty one', async () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data/jwt-secret'), '');
    const started = run();
    expect(await ended(started)).toBe(1);
    expect(started.err()).toMatch(/^JWT_SECRET: .*jwt-secret.*\n$/);
  });

  it('what was answered is still there after kill -9', async () => {
    const first = run({ ADMIN_PASSWORD: 'given-by-the-operator' });
    const send = async (url: string, path: string, token: string, body?: unknown) => {
      const answer = await fetch(`${url}/api/v1${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, string> };
    };
    const url = await listening(first);
    const { accessToken } = (await (await logIn(url, 'given-by-the-operator')).json()) as { accessToken: string };
    const enterprise = { kind: 'enterprise', name: '桃河热电', creditCode: '91140302MA0TE0018K', countyCode: '140302' };
    const organisation = await send(url, '/organisations', accessToken, enterprise);
    const gateOf = { enterpriseId: organisation.body['id'], name: '一号门', direction: 'both' };
    const gate = await send(url, '/gates', accessToken, gateOf);
    const { token = '' } = (await send(url, `/gates/${gate.body['id']}/tokens`, accessToken, {})).body;
    const passage = { eventId: 'C1-1', passedAt: '2022-01-03T08:15:30+08:00', direction: 'in', plate: '晋C12345' };
    const posted = await send(url, '/passages', token, passage);
    first.child.kill('SIGKILL');
    expect(posted.status).toBe(201);
    await ended(first);

    const second = await listening(run());
    // The access token as well: the secret it was signed with is kept.
    const found = await send(second, `/passages/${posted.body['id']}`, accessToken);
    expect(found).toMatchObject({ status: 200, body: { eventId: 'C1-1' } });
    expect(await send(second, '/passages', token, passage)).toMatchObject({
      status: 200,
      body: { id: posted.body['id'], duplicate: true },
    });
  });
});
