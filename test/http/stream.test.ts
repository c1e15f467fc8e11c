import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchSilence } from '../../src/actions/gates/watch-silence.ts';
import { LiveStream } from '../../src/http/live-stream.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { openWire, type Wire } from '../support/wire.ts';
import { enterprise, user } from '../support/world.ts';
import { diesel, type Plant, pass, passage, plant } from './gate-world.ts';

type Event = { readonly id?: string; readonly event?: string; readonly data?: Record<string, unknown> };
type Batch = { readonly results: readonly { readonly id: string }[] };
type Open = {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly events: Event[];
  readonly text: () => string;
  readonly isOver: () => boolean;
  close(): void;
};

const later = { passedAt: '2022-01-10T08:00:00+08:00' };

describe.each(databases)('the live stream on $name', (database) => {
  let service: TestService;
  let wire: Wire;
  let mill: Plant;
  let county: Caller;
  const opened: Open[] = [];
  beforeAll(async () => {
    service = await startTest(database.open);
    service.clock.set('2022-01-10T12:00:00+08:00');
    wire = await openWire(service.app.listener);
    mill = await plant(service);
    county = await user(service, 'county_officer', { countyCode: '140302' });
  });
  afterAll(async () => {
    for (const one of opened) one.close();
    await wire.close();
    await service.close();
  });

  const listen = async ({ token }: Caller, path = '/stream', headers: Record<string, string> = {}): Promise<Open> => {
    const outgoing = request({
      ...{ port: wire.port, host: '127.0.0.1', path: `/api/v1${path}`, agent: false },
      headers: { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...headers },
    });
    outgoing.on('error', () => undefined);
    outgoing.end();
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    let [text, over] = ['', false];
    const events: Event[] = [];
    incoming.setEncoding('utf8');
    incoming.on('error', () => undefined);
    incoming.on('close', () => {
      over = true;
    });
    incoming.on('data', (chunk: string) => {
      text += chunk;
      events.length = 0;
      events.push(...parsed(text));
    });
    const one: Open = {
      status: incoming.statusCode ?? 0,
      headers: incoming.headers,
      events,
      text: () => text,
      isOver: () => over,
      close: () => outgoing.destroy(),
    };
    opened.push(one);
    return one;
  };
  const until = async (done: () => boolean, what: () => string = () => '') => {
    for (let turn = 0; turn < 300; turn += 1) {
      if (done()) return;
      await sleep(25);
    }
    throw new Error(`it never came to that: ${what()}`);
  };

  it('tells each of what is in its scope, and an enterprise of its passages', async () => {
    const stranger = await user(service, 'county_officer', { countyCode: '140322' });
    const rival = (await enterprise(service)).caller;
    const department = await user(service, 'department');
    const all = [county, stranger, mill.caller, rival, department];
    const streams = await Promise.all(all.map((caller) => listen(caller)));
    expect(streams.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(streams[0]?.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    const made = await pass(mill, { vehicle: diesel('3'), ...later });
    const [officer, other, owner, competitor, reader] = streams as [Open, Open, Open, Open, Open];
    await until(() =>
      [officer, owner, reader].every(({ events }) => events.some(({ event }) => event === 'violation')),
    );
    const [violation] = officer.events;
    expect(violation).toMatchObject({
      event: 'violation',
      id: made.violations[0]?.id,
      data: { kind: 'non_china_vi_access', countyCode: '140302', clause: '2.4.2b' },
    });
    expect(owner.events).toMatchObject([
      { event: 'passage', id: made.id, data: { gateId: mill.gate.id, emissionStage: '3', outcome: 'violation' } },
      { event: 'violation' },
    ]);
    expect([officer.events.length, reader.events.length]).toEqual([1, 1]);

    await mill.gate.caller.post(`/gates/${mill.gate.id}/heartbeat`, {});
    const policies = service.app.env.policies.current();
    const context = () => ({ policies, now: service.clock.now() + 60 * 3_600_000, newId: uuidv7 });
    await watchSilence(service.store, context, 0, 10);
    await until(() => [officer, owner, reader].every(({ events }) => events.at(-1)?.event === 'gate.silent'));
    expect(officer.events.at(-1)?.data).toMatchObject({ gateId: mill.gate.id, countyCode: '140302' });
    expect([other.events, competitor.events]).toEqual([[], []]);
    for (const one of streams) one.close();
  });

  it('goes on after Last-Event-ID, each event once and in order, also over a long gap', async () => {
    const first = await listen(mill.caller);
    const made = [];
    for (let index = 0; index < 3; index += 1) made.push((await pass(mill, { vehicle: diesel('6'), ...later })).id);
    await until(() => first.events.length === 3, first.text);
    expect(first.events.map(({ id }) => id)).toEqual(made);
    first.close();
    const many = Array.from({ length: 120 }, () => passage({ vehicle: diesel('6'), ...later }));
    const stored = (await mill.gate.caller.post('/passages/batch', { passages: many })).body as Batch;
    made.push(...stored.results.map(({ id }) => id));
    const second = await listen(mill.caller, '/stream', { 'Last-Event-ID': made[0] ?? '' });
    await until(() => second.events.length === 122, second.text);
    expect(second.events.map(({ id }) => id)).toEqual(made.slice(1));
    second.close();
  });

  it('ends after what there is where nobody wants to wait, and says so where that is not all', async () => {
    await sleep(1_100);
    const hour = await listen(mill.caller, '/stream?follow=false', {
      'Last-Event-ID': '01000000-0000-7000-8000-000000000000',
    });
    await until(hour.isOver);
    expect(hour.events[0]?.event).toBe('gap');
    expect(hour.events.filter(({ event }) => event === 'passage').length).toBeGreaterThan(100);
    const none = await listen(mill.caller, '/stream?follow=false');
    await until(none.isOver);
    expect(none.events).toEqual([]);
  });

  it('400, 401 and 403', async () => {
    const wrong = await listen(county, '/stream?follow=false', { 'Last-Event-ID': 'x' });
    expect(wrong.status).toBe(400);
    expect((await service.nobody.get('/stream?follow=false')).status).toBe(401);
    expect((await mill.gate.caller.get('/stream?follow=false')).status).toBe(403);
  });

  it('ends when the session is ended, or the token has run out', async () => {
    const leaver = await user(service, 'city_officer');
    const stream = await listen(leaver);
    expect((await leaver.post('/auth/logout', {})).status).toBe(204);
    await until(stream.isOver);
    expect(stream.events.at(-1)).toEqual({ event: 'end', data: { reason: 'signed-out' } });

    const stayer = await user(service, 'city_officer');
    const late = await listen(stayer);
    service.clock.advance(16 * 60_000);
    await until(late.isOver);
    expect(late.events.at(-1)).toEqual({ event: 'end', data: { reason: 'signed-out' } });
    service.clock.advance(-16 * 60_000);
  });

  it('429 for a sixth of one user, until one is closed', async () => {
    const busy = await user(service, 'city_officer');
    const five = await Promise.all([1, 2, 3, 4, 5].map(() => listen(busy)));
    const sixth = await listen(busy);
    expect([sixth.status, sixth.headers['retry-after']]).toEqual([429, '5']);
    five[0]?.close();
    await until(() => five[0]?.isOver() === true);
    let again = await listen(busy);
    for (let turn = 0; turn < 40 && again.status === 429; turn += 1) {
      await sleep(25);
      again = await listen(busy);
    }
    expect(again.status).toBe(200);
    for (const one of [...five, again]) one.close();
  });

  it('all end at once when the service is about to stop, and none begins', async () => {
    const stream = await listen(county);
    service.app.hangUp();
    await until(stream.isOver);
    expect(stream.events.at(-1)).toEqual({ event: 'end', data: { reason: 'restart' } });
    expect((await listen(county)).status).toBe(429);
  });
});

describe('a reader that does not keep up', () => {
  it('is given no more, then told and let go', async () => {
    let [looks, now] = [0, 0];
    const events = Array.from({ length: 100 }, () => ({
      id: uuidv7(),
      event: 'passage' as const,
      data: { x: 'y'.repeat(2_000) },
    }));
    const look = () => {
      looks += 1;
      return Promise.resolve({ events, reached: uuidv7(), more: true });
    };
    const stream = new LiveStream(look, { from: uuidv7(), follow: true, ticks: () => now });
    await sleep(50);
    const waiting = stream.readableLength;
    await sleep(50);
    expect([looks, stream.readableLength]).toEqual([1, waiting]);
    now += 31_000;
    // It looks whether its reader has caught up once a second.
    await sleep(1_100);
    now += 31_000;
    await sleep(1_100);
    const text = (await stream.toArray()).map(String).join('');
    expect(text.endsWith('event: end\ndata: {"reason":"too-slow"}\n\n')).toBe(true);
    expect(looks).toBe(1);
  });
});

/** The events of what has come so far; comments and what is not whole yet are left out. */
function parsed(text: string): Event[] {
  const blocks = text.split('\n\n').slice(0, -1);
  return blocks.flatMap((block) => {
    const fields = new Map(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
    );
    const [id, event, data] = ['id', 'event', 'data'].map((name) => fields.get(name));
    if (!event || !data) return [];
    return [{ ...(id ? { id } : {}), event, data: JSON.parse(data) as Record<string, unknown> }];
  });
}
