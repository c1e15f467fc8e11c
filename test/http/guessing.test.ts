import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SIGN_UP_RATE } from '../../src/http/address-limits.ts';
import { makeGateLimits } from '../../src/http/gate-limits.ts';
import { makeLoginLimits } from '../../src/http/login-limits.ts';
import { databases } from '../support/database.ts';
import { ADMIN_PASSWORD, startTest, type TestService } from '../support/server.ts';
import { enterprise, gate } from '../support/world.ts';

describe('guessing passwords', () => {
  let service: TestService;
  beforeEach(async () => {
    const [sqlite] = databases;
    if (!sqlite) throw new Error('no database');
    service = await startTest(sqlite.open);
  });
  afterEach(() => {
    vi.useRealTimers();
    return service.close();
  });

  const logIn = (username: string, password: string) => service.nobody.post('/auth/login', { username, password });
  const statuses = async (count: number, username: (index: number) => string, password: string) => {
    const answers = await Promise.all(Array.from({ length: count }, (_, index) => logIn(username(index), password)));
    return answers.map(({ status }) => status).sort();
  };

  it('ten wrong ones shut a user out from that address, the right one too, and say for how long', async () => {
    for (let guess = 0; guess < 10; guess += 1) expect((await logIn('admin', 'wrong')).status).toBe(401);
    const shut = await logIn('admin', ADMIN_PASSWORD);
    expect(shut).toMatchObject({ status: 429, body: { type: '/problems/too-many-requests' } });
    const seconds = Number(shut.headers['retry-after']);
    expect(seconds).toBeGreaterThan(800);
    expect(seconds).toBeLessThanOrEqual(900);
    expect((await logIn('ADMIN', 'wrong')).status).toBe(429);
    expect((await logIn('someone-else', 'wrong')).status).toBe(401);
  });

  it('sent at once, no more than ten are tried', async () => {
    expect(await statuses(40, () => 'admin', 'wrong')).toEqual([...Array(10).fill(401), ...Array(30).fill(429)]);
  });

  it('a right one clears the count, and many right ones at once are all let in', async () => {
    for (let guess = 0; guess < 9; guess += 1) await logIn('admin', 'wrong');
    expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(200);
    for (let guess = 0; guess < 9; guess += 1) expect((await logIn('admin', 'wrong')).status).toBe(401);
    expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(200);
    expect(await statuses(30, () => 'admin', ADMIN_PASSWORD)).toEqual(Array(30).fill(200));
  });

  it('a hundred wrong ones shut an address out, whoever is guessed; who is signed in goes on', async () => {
    const admin = await service.admin();
    expect(await statuses(120, (index) => `user-${index}`, 'wrong')).toEqual([
      ...Array(100).fill(401),
      ...Array(20).fill(429),
    ]);
    expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(429);
    expect((await admin.get('/me')).status).toBe(200);
  });

  it('an address that is shut out fills no memory with the names it goes on guessing', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const limits = makeLoginLimits();
    const wrong = () => Promise.resolve(undefined);
    for (let guess = 0; guess < 100; guess += 1) await limits.attempt(`user-${guess}`, '192.0.2.1', wrong);
    // Each name it remembers has a timer that will forget it.
    const remembered = vi.getTimerCount();
    expect(remembered).toBeGreaterThan(100);
    for (let guess = 0; guess < 500; guess += 1)
      await expect(limits.attempt(`more-${guess}`, '192.0.2.1', wrong)).rejects.toThrow();
    expect(vi.getTimerCount()).toBe(remembered);
  });

  it('counts an IPv6 network as one address, others apart, and a guess that broke not at all', async () => {
    const limits = makeLoginLimits();
    const wrong = () => Promise.resolve(undefined);
    const right = () => Promise.resolve('user');
    for (let guess = 0; guess < 20; guess += 1)
      await expect(limits.attempt('u', '192.0.2.1', () => Promise.reject(new Error('broke')))).rejects.toThrow('broke');
    for (let guess = 0; guess < 10; guess += 1) await limits.attempt('u', `2001:db8::${guess}`, wrong);
    await expect(limits.attempt('u', '2001:db8:0:0:ffff::1', right)).rejects.toThrow();
    expect(await limits.attempt('u', '2001:db8:0:1::1', right)).toBe('user');
    expect(await limits.attempt('u', '192.0.2.1', right)).toBe('user');
    for (let guess = 0; guess < 10; guess += 1) await limits.attempt('u', '192.0.2.1', wrong);
    await expect(limits.attempt('u', '::ffff:192.0.2.1', right)).rejects.toThrow();
  });
});

describe('whoever sends', () => {
  it('a gate may send 5,000 at once and then 200 a second', () => {
    const limits = makeGateLimits();
    const sent = (count: number, now: number) =>
      Array.from({ length: count }, () => limits.take('t', now)).filter((wait) => wait === 0).length;
    expect(sent(6_000, 0)).toBe(5_000);
    expect(limits.take('t', 0)).toBeCloseTo(5);
    expect(limits.take('another', 0)).toBe(0);
    expect(sent(6_000, 1_000)).toBe(200);
    expect(sent(6_000, 500)).toBe(0);
    expect(sent(6_000, 3_600_000)).toBe(5_000);
  });

  it('who signs up has a hundred at once and then one every nine seconds', () => {
    const limits = makeGateLimits(SIGN_UP_RATE);
    const signedUp = (count: number, now: number) =>
      Array.from({ length: count }, () => limits.take('n', now)).filter((wait) => wait === 0).length;
    expect(signedUp(110, 0)).toBe(100);
    expect(limits.take('n', 0)).toBeCloseTo(9_000);
    expect([signedUp(10, 8_999), signedUp(10, 9_001), signedUp(10, 18_002)]).toEqual([0, 1, 1]);
  });

  it('too fast is told 429 and when to go on, and nothing is stored', async () => {
    const [sqlite] = databases;
    if (!sqlite) throw new Error('no database');
    const service = await startTest(sqlite.open);
    const plant = await enterprise(service);
    const { caller } = await gate(service, plant.id);
    const tokenId = caller.token?.split('.')[1] ?? '';
    const later = service.clock.now() + 60_000;
    while (service.app.env.gateLimits.take(tokenId, later) === 0);
    const passage = { eventId: 'fast', passedAt: '2022-01-03T08:15:30+08:00', direction: 'in', plate: null };
    const answer = await caller.post('/passages', passage);
    expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    expect((await (await service.admin()).get('/passages')).body.items).toEqual([]);
    await service.close();
  });
});
