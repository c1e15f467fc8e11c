import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { ADMIN_PASSWORD, startTest, type TestService } from '../support/server.ts';
import { problem } from '../support/town.ts';
import { user } from '../support/world.ts';

type Grant = { accessToken: string; tokenType: string; expiresIn: number; refreshToken: string };

describe.each(databases)('sessions on $name', ({ open }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTest(open);
  });
  afterAll(() => service.close());

  const logIn = async (): Promise<Grant> => {
    const answer = await service.nobody.post('/auth/login', { username: 'admin', password: ADMIN_PASSWORD });
    expect(answer.status).toBe(200);
    return answer.body as Grant;
  };
  const refresh = (refreshToken: string) => service.nobody.post('/auth/refresh', { refreshToken });
  const me = (accessToken: string) => service.holding(accessToken).get('/me');

  it('begin with the right password and say who is signed in', async () => {
    const grant = await logIn();
    expect(grant).toEqual({
      accessToken: expect.any(String),
      tokenType: 'Bearer',
      expiresIn: 900,
      refreshToken: expect.stringMatching(/^refresh\.[0-9a-f-]{36}\.[\w-]{43}$/),
    });
    expect((await me(grant.accessToken)).body).toMatchObject({
      username: 'admin',
      role: 'admin',
      organisationId: null,
    });
    expect(Object.keys(jwt.decode(grant.accessToken) as object).sort()).toEqual(['exp', 'iat', 'sid', 'sub']);
  });

  it('a wrong password and an unknown name are told apart by nothing', async () => {
    const answers = [
      await service.nobody.post('/auth/login', { username: 'admin', password: 'wrong' }),
      await service.nobody.post('/auth/login', { username: 'nobody-here', password: 'wrong' }),
    ];
    const told = answers.map(({ status, body }) => [status, body.type, body.detail, body.errors]);
    expect(told[0]).toEqual(told[1]);
    expect(told[0]?.[0]).toBe(401);
  });

  it('an access token lasts 15 minutes', async () => {
    const { accessToken } = await logIn();
    service.clock.advance(14 * 60_000);
    expect((await me(accessToken)).status).toBe(200);
    service.clock.advance(61_000);
    expect((await me(accessToken)).status).toBe(401);
  });

  it('a token that is forged, of another kind or no token at all is 401', async () => {
    const { accessToken, refreshToken } = await logIn();
    const [head = '', claims = '', signature = ''] = accessToken.split('.');
    const { sub, sid } = jwt.decode(accessToken) as { sub: string; sid: string };
    const { secret } = service.app.env;
    const key = createSecretKey(secret);
    const now = Math.floor(service.clock.now() / 1000);
    const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = [
      `${base64({ alg: 'none', typ: 'JWT' })}.${claims}.`,
      `${head}.${base64({ sub, sid, iat: now, exp: now + 9_999 })}.${signature}`,
      `${accessToken}x`,
      jwt.sign({ sub, sid, exp: now + 900 }, createSecretKey(Buffer.alloc(32))),
      jwt.sign({ sub, sid, exp: now + 900 }, key, { algorithm: 'HS512' }),
      jwt.sign({ sub, sid }, key),
      jwt.sign({ sub, exp: now + 900 }, key),
      jwt.sign({ sub: sid, sid: sub, exp: now + 900 }, key),
      jwt.sign({ sub: "' OR 1=1", sid, exp: now + 900 }, key),
      refreshToken,
      'gate.01890000-0000-7000-8000-000000000000.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      'x',
    ];
    for (const token of forged) expect((await me(token)).status).toBe(401);
    const good = jwt.sign({ sub, sid, exp: now + 900 }, key);
    expect((await me(good)).status).toBe(200);
    for (const header of ['', 'Bearer', `Basic ${accessToken}`, accessToken, `Bearer ${accessToken} ${accessToken}`]) {
      const answer = await service.nobody.get('/me', { headers: { Authorization: header } });
      expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    }
    expect((await service.nobody.get('/me', { headers: { Authorization: `bearer  ${accessToken}` } })).status).toBe(
      200,
    );
  });

  it('logging out ends it at once, its refresh token with it, and other sessions go on', async () => {
    const [first, second] = [await logIn(), await logIn()];
    expect((await me(first.accessToken)).status).toBe(200);
    expect((await service.holding(first.accessToken).post('/auth/logout')).status).toBe(204);
    expect((await me(first.accessToken)).status).toBe(401);
    expect((await refresh(first.refreshToken)).status).toBe(401);
    expect((await me(second.accessToken)).status).toBe(200);
  });

  it('a refresh token gives the next pair, of which each goes on', async () => {
    const first = await logIn();
    const second = (await refresh(first.refreshToken)).body as Grant;
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect((await me(second.accessToken)).status).toBe(200);
    expect((await refresh(second.refreshToken)).status).toBe(200);
  });

  it('one used again within 10 s still works, as when an answer was lost', async () => {
    const first = await logIn();
    await refresh(first.refreshToken);
    service.clock.advance(9_000);
    const again = await refresh(first.refreshToken);
    expect(again.status).toBe(200);
    expect((await refresh((again.body as Grant).refreshToken)).status).toBe(200);
  });

  it('one used again later ends the whole session: someone else may hold it', async () => {
    const first = await logIn();
    const second = (await refresh(first.refreshToken)).body as Grant;
    expect((await me(second.accessToken)).status).toBe(200);
    service.clock.advance(11_000);
    expect((await refresh(first.refreshToken)).status).toBe(401);
    expect((await me(second.accessToken)).status).toBe(401);
    expect((await refresh(second.refreshToken)).status).toBe(401);
    expect((await me((await logIn()).accessToken)).status).toBe(200);
  });

  it('one sent many times at once keeps the session', async () => {
    const first = await logIn();
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(first.refreshToken)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(new Set(answers.map(({ body }) => (body as Grant).refreshToken)).size).toBe(8);
  });

  it('one that is changed, cut or of another kind is 401, and ends nothing', async () => {
    const { accessToken, refreshToken } = await logIn();
    const turned = refreshToken.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
    for (const wrong of [turned, refreshToken.slice(0, -1), refreshToken.toUpperCase(), accessToken, 'refresh..', ' '])
      expect((await refresh(wrong)).status).toBe(401);
    expect((await me(accessToken)).status).toBe(200);
    expect((await refresh(refreshToken)).status).toBe(200);
  });

  it('a session ends after 30 days, however often it was renewed', async () => {
    const first = await logIn();
    service.clock.advance(29 * 86_400_000);
    const second = await refresh(first.refreshToken);
    expect(second.status).toBe(200);
    service.clock.advance(2 * 86_400_000);
    expect((await me((second.body as Grant).accessToken)).status).toBe(401);
    expect((await refresh((second.body as Grant).refreshToken)).status).toBe(401);
  });

  it('only hashes are stored', async () => {
    const { refreshToken } = await logIn();
    const row = await service.store.read.sessions.findToken(refreshToken.split('.')[1] ?? '');
    expect(row?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(row)).not.toContain(refreshToken.split('.')[2]);
    const admin = await service.store.read.users.findByUsername('admin');
    expect(admin?.passwordHash).toMatch(/^\$argon2id\$/);
  });

  it('a name or password that can be nobody’s is 400 and named', async () => {
    for (const [body, pointer] of [
      [{ username: '', password: 'x' }, '#/username'],
      [{ username: 'x'.repeat(5_000), password: 'x' }, '#/username'],
      [{ username: 'admin', password: 'x'.repeat(5_000) }, '#/password'],
      [{ username: 'admin', password: 12345678 }, '#/password'],
      [{ username: 'admin', password: 'a\u0000b' }, '#/password'],
    ] as const) {
      expect(problem(await service.nobody.post('/auth/login', body))).toEqual([400, pointer]);
    }
  });

  it('a name is the same however a keyboard composes its letters', async () => {
    const account = { username: 'Zoe\u0308', password: 'long-enough', role: 'department' };
    const made = await (await service.admin()).post('/users', account);
    expect(made).toMatchObject({ status: 201, body: { username: 'Zo\u00eb' } });
    for (const username of ['Zoe\u0308', 'Zo\u00eb'])
      expect((await service.nobody.post('/auth/login', { username, password: 'long-enough' })).status).toBe(200);
  });

  it('opening, closing and revoking are in the audit', async () => {
    const caller = await user(service, 'department');
    const id = (await caller.get('/me')).body.id as string;
    const { sid } = jwt.decode(caller.token ?? '') as { sid: string };
    await caller.post('/auth/logout');
    const rows = await service.store.read.audit.page({ subjectType: 'session', subjectId: sid }, { limit: 5 });
    expect(rows.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['session.close', id],
      ['session.open', id],
    ]);
  });
});
