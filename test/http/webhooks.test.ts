import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tell } from '../../src/actions/tell.ts';
import { deliverMessages } from '../../src/actions/telling/deliver.ts';
import { followFindings } from '../../src/actions/telling/follow.ts';
import { MOST_ATTEMPTS } from '../../src/domain/telling/back-off.ts';
import { sendWebhooks } from '../../src/jobs/send-webhooks.ts';
import type { Store } from '../../src/store/store.ts';
import { makeSend } from '../../src/webhooks/send.ts';
import type { Caller } from '../support/client.ts';
import { databases, type Place } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { untilSettled } from '../support/settled.ts';
import { problem } from '../support/town.ts';
import { user } from '../support/world.ts';
import { diesel, type Plant, pass, plant } from './gate-world.ts';

const NOW = '2022-01-10T12:10:00+08:00';
type Heard = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string };
type Made = { readonly id: string; readonly secret: string };
type Delivery = { readonly id: string; readonly status: string; readonly attempts: number } & Record<string, unknown>;

describe.each(databases)('webhooks on $name', (database) => {
  let place: Place;
  let service: TestService;
  let mill: Plant;
  let county: Caller;
  let city: Caller;
  let receiver: Server;
  let base: string;
  let heard: Heard[] = [];
  /** What the receiver answers, in turn; 204 when they are used up. */
  let answers: number[] = [];
  beforeAll(async () => {
    receiver = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const { url = '', headers } = incoming;
        heard.push({ path: url, headers, body: Buffer.concat(chunks).toString('utf8') });
        outgoing.writeHead(answers.shift() ?? 204, { Location: '/elsewhere' }).end();
      });
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    base = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    place = await database.place();
    service = await startTest(place.open, undefined, { settings: { WEBHOOK_ALLOW: '127.0.0.1' }, quiet: false });
    service.clock.set(NOW);
    mill = await plant(service);
    county = await user(service, 'county_officer', { countyCode: '140302' });
    city = await user(service, 'city_officer');
  });
  beforeEach(() => {
    service.clock.set(NOW);
    heard = [];
    answers = [];
  });
  afterAll(async () => {
    receiver.close();
    await service.close();
    await place.remove();
  });

  const at = () => ({ ...service.app.env, now: service.clock.now(), requestId: 'test' });
  const send = (store: Store = service.store) =>
    sendWebhooks({
      store,
      at,
      send: makeSend(service.app.env.config.webhookAllow),
      secretOf: service.app.env.webhookSecret,
      ticks: service.app.env.ticks,
      signal: new AbortController().signal,
    });
  /** The service's own clockwork sends as well; so whoever does, it has been done. */
  const until = async (done: () => boolean | Promise<boolean>) => {
    for (let turn = 0; turn < 200; turn += 1) {
      await send();
      if (await done()) return;
      await sleep(25);
    }
    throw new Error('it was never sent');
  };
  const make = async (caller: Caller, path: string, topics = ['violation.opened']): Promise<Made> => {
    const answer = await caller.post('/webhooks', { url: `${base}${path}`, topics });
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body as Made;
  };
  const ping = async (caller: Caller, id: string) => {
    const answer = await caller.post(`/webhooks/${id}/ping`, {});
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body as Delivery;
  };
  const log = async (caller: Caller, id: string, query = '') =>
    ((await caller.get(`/webhooks/${id}/deliveries${query}`)).body as { items: Delivery[] }).items;
  const heardAt = (path: string) => heard.filter((one) => one.path === path);

  it('201 with a secret shown once, 200 without it, and on record', async () => {
    const answer = await county.post('/webhooks', { url: `${base}/made?key=mine`, topics: ['gate.silent'] });
    const made = answer.body as Made;
    expect(answer.headers['location']).toBe(`/api/v1/webhooks/${made.id}`);
    expect(made).toMatchObject({
      countyCode: '140302',
      organisationId: null,
      active: true,
      secret: expect.any(String),
    });
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9_-]{43}$/);
    expect((await county.get(`/webhooks/${made.id}`)).body).not.toHaveProperty('secret');
    const renewed = (await county.post(`/webhooks/${made.id}/secret`, {})).body as Made;
    expect(renewed.secret).not.toBe(made.secret);
    const changed = await county.patch(`/webhooks/${made.id}`, { topics: ['violation.opened', 'gate.silent'] });
    expect(changed.body).toMatchObject({ topics: ['violation.opened', 'gate.silent'] });
    expect((await county.delete(`/webhooks/${made.id}`)).status).toBe(204);
    expect((await county.get(`/webhooks/${made.id}`)).status).toBe(404);
    const trail = await service.store.read.audit.about('webhook', made.id);
    const actions = ['webhook.delete', 'webhook.update', 'webhook.renew-secret', 'webhook.create'];
    expect(trail.map(({ action }) => action)).toEqual(actions);
    for (const secret of [made.secret, renewed.secret, 'key=mine']) expect(JSON.stringify(trail)).not.toContain(secret);
  });

  it('belong to an organisation, a county or the city, and are as good as missing to others', async () => {
    const own = await make(mill.caller, '/own');
    const ofCounty = await make(county, '/county');
    const ofCity = await make(city, '/city');
    const stranger = await user(service, 'county_officer', { countyCode: '140322' });
    for (const [caller, id, status] of [
      [mill.caller, own.id, 200],
      [mill.caller, ofCounty.id, 404],
      [county, own.id, 404],
      [county, ofCounty.id, 200],
      [county, ofCity.id, 404],
      [stranger, ofCounty.id, 404],
      [city, own.id, 200],
      [city, ofCounty.id, 200],
    ] as const)
      expect((await caller.get(`/webhooks/${id}`)).status).toBe(status);
    const department = await user(service, 'department');
    expect((await department.post('/webhooks', { url: `${base}/x`, topics: ['gate.silent'] })).status).toBe(403);
    for (const [caller, { id }] of [
      [mill.caller, own],
      [county, ofCounty],
      [city, ofCity],
    ] as const)
      expect((await caller.delete(`/webhooks/${id}`)).status).toBe(204);
  });

  it.each([
    ['https://10.0.0.1/', '#/url'],
    ['http://example.com/', '#/url'],
    ['https://[::1]/', '#/url'],
    ['nonsense', '#/url'],
  ])('400 for %s', async (url, pointer) => {
    expect(problem(await county.post('/webhooks', { url, topics: ['gate.silent'] }))).toEqual([400, pointer]);
  });

  it('400 for no topic and for one that is not known, 409 for one webhook too many', async () => {
    expect(problem(await county.post('/webhooks', { url: base, topics: [] }))).toEqual([400, '#/topics']);
    expect(problem(await county.post('/webhooks', { url: base, topics: ['x'] }))).toEqual([400, '#/topics/0']);
    const other = await user(service, 'county_officer', { countyCode: '140321' });
    const ids: string[] = [];
    for (let made = 0; made < 20; made += 1) ids.push((await make(other, '/many')).id);
    expect((await other.post('/webhooks', { url: base, topics: ['gate.silent'] })).status).toBe(409);
    for (const id of ids) await other.delete(`/webhooks/${id}`);
  });

  it('carry what concerns them, signed so that the receiver can tell', async () => {
    const topics = ['violation.opened', 'appeal.decided'];
    const hooks = [await make(mill.caller, '/own', topics), await make(city, '/city', topics)];
    const foreign = await user(service, 'county_officer', { countyCode: '140322' });
    const elsewhere = await make(foreign, '/foreign', topics);
    await followFindings(service.store, () => ({ ...at(), policies: service.app.env.policies.current() }), 0);
    for (let made = 0; made < 2; made += 1)
      await pass(mill, { vehicle: diesel('3'), passedAt: '2022-01-10T08:00:00+08:00' });
    await untilSettled(service.store);
    await followFindings(service.store, () => ({ ...at(), policies: service.app.env.policies.current() }), 0);
    const summary = { en: 'Granted', zh: '申诉成立' };
    const told = { subject: { type: 'appeal', id: 'x' }, countyCodes: ['140302'], organisationIds: [mill.id], summary };
    await service.store.write((tx) =>
      tell(tx, at(), { topic: 'appeal.decided', ...told, data: { outcome: 'granted' } }),
    );
    await deliverMessages(service.store, at);
    await until(() => heardAt('/own').length === 2 && heardAt('/city').length === 2);
    expect(heardAt('/foreign')).toEqual([]);
    const [first, second] = heardAt('/own');
    const body = JSON.parse(first?.body ?? '') as { data: { items: object[] } };
    expect(body).toMatchObject({ topic: 'violation.opened', summary: { en: expect.stringContaining('2') } });
    expect(body.data.items).toMatchObject([{ kind: 'non_china_vi_access' }, { kind: 'non_china_vi_access' }]);
    expect(first?.body).not.toContain('晋');
    expect(JSON.parse(second?.body ?? '')).toMatchObject({
      topic: 'appeal.decided',
      summary,
      data: { outcome: 'granted' },
    });

    const header = String(first?.headers['x-registry-signature']);
    const [, seconds = '', mac = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
    const expected = createHmac('sha256', hooks[0]?.secret ?? '')
      .update(`${seconds}.${first?.body}`)
      .digest('hex');
    expect(mac).toBe(expected);
    expect(Math.abs(Number(seconds) * 1000 - service.clock.now())).toBeLessThan(60_000);
    const [entry] = await log(mill.caller, hooks[0]?.id ?? '', '?status=delivered&limit=1');
    expect(entry).toMatchObject({
      status: 'delivered',
      attempts: 1,
      responseStatus: 204,
      latencyMs: expect.any(Number),
    });
    expect(entry?.id).toBe(String(second?.headers['x-registry-delivery']));
    for (const [caller, id] of [
      [mill.caller, hooks[0]?.id],
      [city, hooks[1]?.id],
      [foreign, elsewhere.id],
    ] as const)
      await caller.delete(`/webhooks/${id}`);
  });

  it('keep their order, wait longer after each failure, and send once more what is asked for', async () => {
    const { id } = await make(county, '/order');
    answers = [500, 302];
    const [first, second] = [await ping(county, id), await ping(county, id)];
    await until(() => heard.length === 1);
    const waits = async () => (await service.store.read.webhooks.find(id))?.dueAt ?? 0;
    const wait = (await waits()) - service.clock.now();
    expect(wait).toBeGreaterThan(4_000);
    expect(wait).toBeLessThanOrEqual(10_000);
    await send();
    expect(heard).toHaveLength(1);
    service.clock.advance(11_000);
    await until(() => heard.length === 2);
    expect((await waits()) - service.clock.now()).toBeGreaterThan(24_000);
    service.clock.advance(51_000);
    await until(() => heard.length === 4);
    const ids = heard.map(({ headers }) => headers['x-registry-delivery']);
    expect(ids).toEqual([first.id, first.id, first.id, second.id]);
    await until(async () => (await log(county, id, '?status=pending')).length === 0);
    expect(await log(county, id)).toMatchObject([
      { id: second.id, status: 'delivered', attempts: 1 },
      { id: first.id, status: 'delivered', attempts: 3, error: null },
    ]);

    const again = await county.post(`/webhooks/${id}/deliveries/${first.id}/redeliver`, {});
    expect(again.body).toMatchObject({ redeliveryOf: first.id, topic: 'ping', attempts: 0 });
    await until(() => heard.length === 5);
    const missing = await county.post(`/webhooks/${id}/deliveries/${uuidv7()}/redeliver`, {});
    expect(problem(missing)).toEqual([404, '#/deliveryId']);
    await county.delete(`/webhooks/${id}`);
  });

  it('are stopped after the last attempt, their owner is told, and they go on with what waited', async () => {
    const { id } = await make(mill.caller, '/broken');
    answers = Array.from({ length: MOST_ATTEMPTS }, () => 503);
    const [failing, waiting] = [await ping(mill.caller, id), await ping(mill.caller, id)];
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      await until(() => heard.length === attempt);
      await until(async () => (await service.store.read.webhooks.findDelivery(id, failing.id))?.attempts === attempt);
      service.clock.advance(7 * 3_600_000);
    }
    service.clock.set(NOW);
    expect((await mill.caller.get(`/webhooks/${id}`)).body).toMatchObject({
      active: false,
      disabledReason: 'status 503',
    });
    expect((await mill.caller.post(`/webhooks/${id}/ping`, {})).status).toBe(409);
    expect((await mill.caller.post(`/webhooks/${id}/deliveries/${failing.id}/redeliver`, {})).status).toBe(409);
    await deliverMessages(service.store, at);
    const inbox = (await mill.caller.get('/notifications?topic=webhook.stopped')).body as { items: object[] };
    expect(inbox.items).toMatchObject([{ link: `/api/v1/webhooks/${id}`, summary: expect.stringContaining('503') }]);
    const trail = await service.store.read.audit.about('webhook', id);
    expect(trail[0]).toMatchObject({ action: 'webhook.stop', actorKind: 'system' });

    expect((await mill.caller.patch(`/webhooks/${id}`, { active: true })).body).toMatchObject({ disabledReason: null });
    await until(() => heard.length === MOST_ATTEMPTS + 1);
    expect(heard.at(-1)?.headers['x-registry-delivery']).toBe(waiting.id);
    await mill.caller.delete(`/webhooks/${id}`);
  });

  it('send each message once, in order, where several processes send', async () => {
    const other = await place.open();
    try {
      const { id } = await make(county, '/once');
      const made: string[] = [];
      for (let index = 0; index < 12; index += 1) made.push((await ping(county, id)).id);
      await Promise.all([send(), send(other), send(), send(other)]);
      await until(async () => (await log(county, id, '?status=pending')).length === 0);
      expect(heard.map(({ headers }) => headers['x-registry-delivery'])).toEqual(made);
      await county.delete(`/webhooks/${id}`);
    } finally {
      await other.close();
    }
  });

  it('of a claim whose process ended, another takes over when it has run out', async () => {
    const { id } = await make(county, '/left');
    await ping(county, id);
    await until(() => heard.length === 1);
    await service.store.write((tx) => tx.webhooks.update(id, { claimedUntil: service.clock.now() + 30_000 }));
    await ping(county, id);
    await send();
    expect(heard).toHaveLength(1);
    service.clock.advance(31_000);
    await until(() => heard.length === 2);
    await county.delete(`/webhooks/${id}`);
  });
});
