import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { watchSilence } from '../../src/actions/gates/watch-silence.ts';
import { tell } from '../../src/actions/tell.ts';
import { deliverMessages } from '../../src/actions/telling/deliver.ts';
import { followFindings } from '../../src/actions/telling/follow.ts';
import type { Store } from '../../src/store/store.ts';
import type { Caller } from '../support/client.ts';
import { databases, type Place } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { untilSettled } from '../support/settled.ts';
import { problem } from '../support/town.ts';
import { enterprise, user } from '../support/world.ts';
import { diesel, type Plant, pass, plant } from './gate-world.ts';

const NOW = '2022-01-10T12:10:00+08:00';
const HOUR = 3_600_000;
type Notification = {
  readonly id: string;
  readonly topic: string;
  readonly summary: string;
  readonly link: string;
  readonly count: number;
  readonly readAt: string | null;
};

describe.each(databases)('notifications on $name', (database) => {
  let place: Place;
  let service: TestService;
  let mill: Plant;
  const people: Record<string, Caller> = {};
  beforeAll(async () => {
    place = await database.place();
    service = await startTest(place.open);
    service.clock.set(NOW);
    mill = await plant(service);
    people['owner'] = mill.caller;
    people['stranger'] = (await enterprise(service, {}, '140322')).caller;
    people['county'] = await user(service, 'county_officer', { countyCode: '140302' });
    people['other county'] = await user(service, 'county_officer', { countyCode: '140322' });
    people['city'] = await user(service, 'city_officer');
    people['department'] = await user(service, 'department');
    await follow();
  });
  // Some let time pass, and tokens run out.
  beforeEach(() => service.clock.set(NOW));
  afterAll(async () => {
    await service.close();
    await place.remove();
  });

  const by = (name: string): Caller => people[name] as Caller;
  const at = () => ({ now: service.clock.now(), newId: uuidv7 });
  const context = () => ({ ...at(), policies: service.app.env.policies.current() });
  const follow = async (store: Store = service.store) => {
    await untilSettled(store);
    await followFindings(store, context, 0);
  };
  const listOf = async (name: string, query = '', language = 'en') => {
    const answer = await by(name).get(`/notifications${query}`, { headers: { 'Accept-Language': language } });
    if (answer.status !== 200) throw new Error(`${name}: ${answer.text}`);
    return answer.body as { items: Notification[]; unread: number };
  };
  const of = async (name: string, topic: string) => (await listOf(name, `?topic=${topic}`)).items;
  const counts = async (topic: string) => {
    const told: Record<string, number[]> = {};
    for (const name of Object.keys(people)) told[name] = (await of(name, topic)).map(({ count }) => count);
    return told;
  };
  const breach = () => pass(mill, { vehicle: diesel('3'), passedAt: '2022-01-10T08:00:00+08:00' });

  it('one a kind and hour tells each whom it concerns of violations, and grows', async () => {
    for (let made = 0; made < 3; made += 1) await breach();
    await follow();
    const nobody = { stranger: [], 'other county': [], department: [] };
    expect(await counts('violation.opened')).toEqual({ ...nobody, owner: [3], county: [3], city: [3] });
    const [first] = await of('county', 'violation.opened');
    expect(first).toMatchObject({ readAt: null, summary: expect.stringMatching(/^Violations found: 3 \(/) });
    expect((await listOf('county', '', 'zh-CN')).items[0]?.summary).toMatch(/^新发现违规线索 3 条（.*国六.*）$/);
    const linked = await by('county').get(first?.link ?? '');
    expect((linked.body as { items: unknown[] }).items).toHaveLength(3);

    const read = await by('county').post(`/notifications/${first?.id}/read`, {});
    expect([read.status, (read.body as Notification).readAt]).toEqual([200, expect.any(String)]);
    expect((await listOf('county')).unread).toBe(0);
    await breach();
    await follow();
    expect(await of('county', 'violation.opened')).toMatchObject([{ id: first?.id, count: 4, readAt: null }]);
  });

  it('tell nothing twice where two processes follow', async () => {
    const other = await place.open();
    try {
      const before = (await of('city', 'violation.opened')).reduce((sum, { count }) => sum + count, 0);
      for (let made = 0; made < 4; made += 1) await breach();
      await Promise.all([follow(), follow(other), follow(other)]);
      const after = (await of('city', 'violation.opened')).reduce((sum, { count }) => sum + count, 0);
      expect(after - before).toBe(4);
    } finally {
      await other.close();
    }
  });

  const say = (subject: string, more: object = {}) =>
    service.store.write((tx) =>
      tell(tx, at(), {
        topic: 'appeal.decided',
        subject: { type: 'appeal', id: subject },
        countyCodes: ['140302'],
        organisationIds: [mill.id],
        summary: { en: `Appeal ${subject}`, zh: `申诉 ${subject}` },
        ...more,
      }),
    );

  it('messages arrive once each, whoever delivers and however a process ends', async () => {
    const other = await place.open();
    try {
      for (let index = 0; index < 10; index += 1) await say(String(index));
      // One that ends before its transaction does.
      const dying: Store = {
        ...service.store,
        write: (fn) =>
          service.store.write(async (tx) => {
            await fn(tx);
            throw new Error('killed');
          }),
      };
      await expect(deliverMessages(dying, at)).rejects.toThrow('killed');
      await Promise.all([service.store, other, service.store, other].map((store) => deliverMessages(store, at)));
      for (const name of ['owner', 'county', 'city']) {
        const told = (await of(name, 'appeal.decided')).map(({ summary }) => summary).sort();
        expect(told).toEqual(Array.from({ length: 10 }, (_, index) => `Appeal ${index}`));
      }
      expect(await of('stranger', 'appeal.decided')).toEqual([]);
      expect(await of('other county', 'appeal.decided')).toEqual([]);
      const [newest] = await of('owner', 'appeal.decided');
      expect(newest?.link).toBe('/api/v1/appeals/9');
      expect((await service.store.read.outbox.pending(1)).length).toBe(0);
    } finally {
      await other.close();
    }
  });

  it('pages go on by what was added last', async () => {
    const whole = (await listOf('city')).items.map(({ id }) => id);
    const first = (await by('city').get('/notifications?limit=3')).body as { items: Notification[]; next: string };
    const second = (await by('city').get(`/notifications?limit=200&cursor=${first.next}`)).body as typeof first;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(whole);
  });

  it('marks all as read, what came later stays unread', async () => {
    service.clock.advance(60_000);
    const { unread } = await listOf('owner', '?unread=true');
    expect(unread).toBeGreaterThan(1);
    expect((await by('owner').post('/notifications/read-all', {})).body).toEqual({ read: unread, unread: 0 });
    expect((await listOf('owner', '?unread=true')).items).toEqual([]);
    expect((await listOf('owner', '?unread=false')).items).toHaveLength(unread);
    await say('later');
    await deliverMessages(service.store, at);
    expect((await listOf('owner')).unread).toBe(1);
  });

  it('the next hour begins another', async () => {
    const before = (await counts('violation.opened'))['county'] ?? [];
    service.clock.advance(HOUR);
    await breach();
    await follow();
    service.clock.set(NOW);
    expect((await counts('violation.opened'))['county']).toEqual([1, ...before]);
  });

  it('404 for another’s, as for one that is not there; 401 and 403', async () => {
    const [own] = (await listOf('county')).items;
    for (const caller of [by('city'), by('owner'), await service.admin()]) {
      expect(problem(await caller.get(`/notifications/${own?.id}`))).toEqual([404, '#/id']);
      expect(problem(await caller.post(`/notifications/${own?.id}/read`, {}))).toEqual([404, '#/id']);
    }
    expect((await service.nobody.get('/notifications')).status).toBe(401);
    expect((await mill.gate.caller.get('/notifications')).status).toBe(403);
  });

  describe('preferences', () => {
    const choose = (name: string, topics: object, sending = {}) =>
      by(name).patch('/notifications/preferences', { topics }, sending);
    const choice = (body: unknown, topic: string) =>
      (body as { topics: { topic: string }[] }).topics.find((one) => one.topic === topic);

    it('switch a topic off and on again for oneself', async () => {
      const off = await choose('county', { 'violation.opened': { inApp: false } });
      expect(off.status).toBe(200);
      expect(choice(off.body, 'violation.opened')).toMatchObject({ inApp: false, always: false });
      const before = await counts('violation.opened');
      service.clock.advance(2 * HOUR);
      await breach();
      await follow();
      service.clock.set(NOW);
      const after = await counts('violation.opened');
      expect([after['county'], after['city']]).toEqual([before['county'], [1, ...(before['city'] ?? [])]]);
      await choose('county', { 'violation.opened': { inApp: true } });
      service.clock.advance(2 * HOUR);
      await breach();
      await follow();
      service.clock.set(NOW);
      expect((await counts('violation.opened'))['county']).toEqual([1, ...(before['county'] ?? [])]);
    });

    it('409 for what brings duties, and it arrives', async () => {
      const refused = await choose('owner', { 'appeal.decided': { inApp: false } });
      expect(problem(refused)).toEqual([409, '#/topics/appeal.decided/inApp']);
      const shown = (await by('owner').get('/notifications/preferences')).body;
      expect(choice(shown, 'appeal.decided')).toMatchObject({ inApp: true, always: true });
    });

    it('400 and 412', async () => {
      expect((await choose('owner', { 'no.such': { inApp: true } })).status).toBe(400);
      expect((await choose('owner', {}, { headers: { 'If-Match': '"x"' } })).status).toBe(412);
    });
  });

  it('tell of a gate that went silent once, until it was heard again', async () => {
    const watch = () => watchSilence(service.store, context, 0, 10);
    const beat = () => mill.gate.caller.post(`/gates/${mill.gate.id}/heartbeat`, {});
    expect((await beat()).status).toBe(200);
    await watch();
    await follow();
    expect((await counts('gate.silent'))['county']).toEqual([]);
    const told = async () => (await service.store.read.gateSilences.standing([mill.gate.id])).length;
    service.clock.advance(30 * HOUR);
    for (let round = 0; round < 2; round += 1) await watch();
    await follow();
    expect(await told()).toBe(1);
    service.clock.set(NOW);
    const nobody = { stranger: [], 'other county': [], department: [] };
    expect(await counts('gate.silent')).toEqual({ ...nobody, owner: [1], county: [1], city: [1] });
    service.clock.advance(50 * HOUR);
    await beat();
    await watch();
    await follow();
    service.clock.set(NOW);
    expect(await told()).toBe(0);
    expect((await counts('gate.silent'))['owner']).toEqual([1]);
  });

  it('nobody is silent while the service itself was away', async () => {
    service.clock.advance(60 * HOUR);
    await watchSilence(service.store, context, service.clock.now() - HOUR, 10);
    expect(await service.store.read.gateSilences.standing([mill.gate.id])).toEqual([]);
    service.clock.set(NOW);
  });

  it('go when they are old: what was read after 90 days, the rest after a year', async () => {
    const day = 24 * HOUR;
    const now = service.clock.now() + 100 * day;
    const { items, unread } = await listOf('owner');
    await service.store.write((tx) => tx.notifications.sweep(now - 90 * day, now - 365 * day));
    expect([items.length > unread, (await listOf('owner')).items.length]).toEqual([true, unread]);
    const later = now + 300 * day;
    await service.store.write((tx) => tx.notifications.sweep(later - 90 * day, later - 365 * day));
    expect((await listOf('owner')).items).toEqual([]);
  });

  it('go with a person who is erased', async () => {
    const leaver = await user(service, 'city_officer');
    const { id } = (await leaver.get('/me')).body as { id: string };
    const other = { en: 'x', zh: 'x' };
    const row = {
      id: uuidv7(),
      userId: id,
      topic: 'gate.silent',
      key: 'k',
      summary: other,
      subjectType: 'gate',
      subjectId: 'x',
    };
    const read = { link: null, count: 1, createdAt: 1, updatedAt: 1, readAt: null };
    await service.store.write((tx) => tx.notifications.insert([{ ...row, ...read }]));
    expect((await (await service.admin()).post(`/users/${id}/erase`, {})).status).toBe(200);
    expect(await service.store.read.notifications.find(row.id)).toBeUndefined();
  });
});
