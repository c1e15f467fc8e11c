import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchGates } from '../../src/actions/gates/watch-gates.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { enterprise, gate, user } from '../support/world.ts';
import { itemsOf, passage } from './gate-world.ts';

type Violation = {
  readonly id: string;
  readonly status: string;
  readonly occurredAt: string;
  readonly legalDay: string;
  readonly clause: string;
  readonly beforePublication: boolean;
  readonly evidence: { readonly from: string; readonly until: string | null; readonly gates: number };
};

const HOUR = 3_600_000;

describe.each(databases)('gates that are silent, on $name', ({ open }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTest(open);
  });
  afterAll(() => service.close());

  /** One round of the watch, now. */
  const round = () =>
    watchGates(
      service.store,
      () => ({
        policies: service.app.env.policies.current(),
        now: service.clock.now(),
        newId: service.app.env.newId,
      }),
      2,
    );
  const found = async (enterpriseId: string): Promise<Violation[]> => {
    const admin = await service.admin();
    return itemsOf<Violation>(await admin.get(`/violations?kind=gate_not_networked&enterpriseId=${enterpriseId}`));
  };
  const keyUser = (facts: object = {}) => enterprise(service, { validFrom: '2026-01-01', ...facts });
  /** Lets time pass in rounds, as the routine makes them. */
  const pass = async (hours: number) => {
    for (let gone = 0; gone < hours; gone += 0.5) {
      service.clock.advance(HOUR / 2);
      await round();
    }
  };

  it('raises one breach from the day the time of grace ended, which stays one however often it is looked at', async () => {
    service.clock.set('2026-03-10T08:00:00+08:00');
    const { id } = await keyUser({ validFrom: '2026-02-01' });
    await round();
    await round();
    service.clock.advance(HOUR / 2);
    await round();
    const [breach, ...more] = await found(id);
    expect(more).toEqual([]);
    expect(breach).toMatchObject({
      clause: '2.4.2e',
      status: 'open',
      legalDay: '2026-03-03',
      occurredAt: '2026-03-03T00:00:00.000+08:00',
      beforePublication: false,
      evidence: { gates: 0, until: null },
    });
    const detail = await (await service.admin()).get(`/violations/${breach?.id}`);
    expect(detail.body).toMatchObject({
      rule: 'gate-networking',
      subject: { type: 'enterprise', enterpriseId: id },
      why: { summary: expect.stringContaining('2.4.2e'), citation: { zh: expect.stringContaining('联网') } },
    });
  });

  it('leaves alone who is within the time of grace, on no key list, or heard', async () => {
    const fresh = await keyUser({ validFrom: '2026-03-01' });
    const other = await keyUser({ keyVehicleUser: false });
    const heard = await keyUser();
    const at = await gate(service, heard.id);
    expect((await at.caller.post(`/gates/${at.id}/heartbeat`)).status).toBe(200);
    await round();
    expect([await found(fresh.id), await found(other.id), await found(heard.id)]).toEqual([[], [], []]);
  });

  it('raises the silence when the limit runs out, and a heartbeat rectifies it at that moment', async () => {
    service.clock.set('2026-04-01T08:00:00+08:00');
    await round();
    const { id } = await keyUser();
    const at = await gate(service, id);
    await at.caller.post(`/gates/${at.id}/heartbeat`);
    const heardAt = service.clock.now();
    await pass(23);
    expect(await found(id)).toEqual([]);
    await pass(2);
    const [silent] = await found(id);
    expect(silent?.status).toBe('open');
    expect(Math.abs(Date.parse(silent?.occurredAt ?? '') - heardAt - 24 * HOUR)).toBeLessThan(60_000);
    service.clock.advance(90_000);
    await at.caller.post(`/gates/${at.id}/heartbeat`);
    const [rectified, ...more] = await found(id);
    expect(more).toEqual([]);
    expect(rectified).toMatchObject({ id: silent?.id, status: 'rectified', evidence: { until: expect.any(String) } });
    await round();
    await pass(26);
    const [again, first] = await found(id);
    expect([again?.status, first?.status]).toEqual(['open', 'rectified']);
    expect(first?.id).toBe(silent?.id);
  });

  it('counts a passage as being heard from, and one gate of several is enough', async () => {
    const { id } = await keyUser();
    const [a, b] = [await gate(service, id), await gate(service, id)];
    await round();
    expect((await found(id))[0]).toMatchObject({ status: 'open', evidence: { gates: 2 } });
    const posted = await b.caller.post('/passages', passage({ passedAt: new Date(service.clock.now()).toISOString() }));
    expect(posted.status).toBe(201);
    expect((await found(id))[0]?.status).toBe('rectified');
    const admin = await service.admin();
    const shown = itemsOf<{ id: string; state: string }>(await admin.get(`/connectivity?enterpriseId=${id}`));
    expect(Object.fromEntries(shown.map((one) => [one.id, one.state]))).toEqual({ [a.id]: 'never', [b.id]: 'heard' });
  });

  it('counts a camera’s message as its gate being heard from', async () => {
    const { id, caller } = await keyUser();
    const at = await gate(service, id);
    await round();
    const device = await caller.post(`/gates/${at.id}/devices`, {
      name: '相机',
      protocol: 'hikvision',
      direction: 'in',
    });
    const { url } = device.body as { url: string };
    const { default: request } = await import('supertest');
    await request(service.app.listener)
      .post(url)
      .set('Content-Type', 'application/xml')
      .send(
        '<EventNotificationAlert><eventType>heartBeat</eventType><eventState>inactive</eventState></EventNotificationAlert>',
      );
    expect((await found(id))[0]?.status).toBe('rectified');
  });

  it('holds no silence against anyone while the service itself was away, and goes on where it was', async () => {
    service.clock.set('2026-06-01T08:00:00+08:00');
    await round();
    const [{ id }, before] = [await keyUser(), await keyUser()];
    const at = await gate(service, id);
    await at.caller.post(`/gates/${at.id}/heartbeat`);
    await gate(service, before.id);
    await round();
    expect((await found(before.id))[0]?.status).toBe('open');
    service.clock.advance(72 * HOUR);
    await round();
    expect(await found(id)).toEqual([]);
    const [open] = await found(before.id);
    expect(open).toMatchObject({ status: 'open', legalDay: '2026-01-31' });
    await pass(23);
    expect(await found(id)).toEqual([]);
    await pass(2);
    expect((await found(id))[0]).toMatchObject({ status: 'open', legalDay: '2026-06-05' });
  });

  it('withdraws what corrected facts say was never a breach, rectifies what a change ends', async () => {
    service.clock.set('2026-09-01T08:00:00+08:00');
    await round();
    const [corrected, changed] = [await keyUser(), await keyUser()];
    await round();
    const admin = await service.admin();
    const facts = {
      ...{ sector: 'power', inPlanningArea: true, annualFreightTonnes: 2_000_000, railLineCompletedOn: null },
      keyVehicleUser: false,
    };
    await admin.post(`/enterprises/${corrected.id}/facts`, { ...facts, validFrom: '2026-01-01' });
    await admin.post(`/enterprises/${changed.id}/facts`, { ...facts, validFrom: '2026-09-01' });
    await round();
    expect(await found(corrected.id)).toEqual([]);
    expect((await found(changed.id))[0]).toMatchObject({ status: 'rectified', legalDay: '2026-01-31' });
    // Listed from the first day after all: what was rectified stands as a part of the interval that is open again.
    await admin.post(`/enterprises/${changed.id}/facts`, { ...facts, keyVehicleUser: true, validFrom: '2026-09-01' });
    await round();
    const standing = await found(changed.id);
    expect(standing.map(({ status, legalDay }) => [status, legalDay])).toEqual([['open', '2026-01-31']]);
  });

  it('is seen by officers of its county and by the enterprise, by no other', async () => {
    const { id, caller } = await keyUser();
    await round();
    const [breach] = await found(id);
    const own = await user(service, 'county_officer', { countyCode: '140302' });
    const other = await user(service, 'county_officer', { countyCode: '140303' });
    const stranger = (await keyUser()).caller;
    const statuses: number[] = [];
    for (const who of [caller, own, other, stranger])
      statuses.push((await who.get(`/violations/${breach?.id}`)).status);
    expect(statuses).toEqual([200, 200, 404, 404]);
  });

  it('a breach that an appeal cancelled stays so, whatever is heard or put right later, and is not in the way of the next', async () => {
    service.clock.set('2026-06-10T08:00:00+08:00');
    const { id } = await keyUser({ validFrom: '2026-05-01' });
    const { caller } = await gate(service, id);
    await round();
    const [breach] = await found(id);
    const admin = await service.admin();
    const appeal = {
      ...{ violationIds: [breach?.id], grounds: 'exempt', statement: '线路检修', appellant: { name: '企业' } },
    };
    const { id: appealId } = (await admin.post('/appeals', appeal)).body as { id: string };
    await admin.post(`/appeals/${appealId}/grant`, { reason: '已报备', remedy: { kind: 'none' } });
    const statusNow = async () =>
      ((await (await service.admin()).get(`/violations/${breach?.id}`)).body as Violation).status;
    await pass(1);
    expect([await found(id), await statusNow()]).toEqual([[], 'cancelled']);
    await caller.post('/passages', passage({ passedAt: new Date(service.clock.now()).toISOString() }));
    const facts = { sector: 'power', inPlanningArea: true, keyVehicleUser: false };
    await (await service.admin()).post(`/enterprises/${id}/facts`, { validFrom: '2026-05-01', ...facts });
    await round();
    expect([await found(id), await statusNow()]).toEqual([[], 'cancelled']);
    await (await service.admin()).post(`/enterprises/${id}/facts`, {
      validFrom: '2026-05-01',
      ...facts,
      keyVehicleUser: true,
    });
    await pass(25);
    const [next, ...more] = await found(id);
    expect([next?.status, more, await statusNow()]).toEqual(['open', [], 'cancelled']);
    expect(next?.id).not.toBe(breach?.id);
  });
});
