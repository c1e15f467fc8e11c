import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { freshPlate } from '../support/world.ts';
import { bodyOf, enter, issued, type Order, openAlertWorld, order, smallPlant } from './alert-world.ts';
import { type Cast, created, lorry } from './fleet-world.ts';
import { madeOf, type Plant, plant } from './gate-world.ts';
import { bytesOf } from './ledger-world.ts';
import { newMachine, newSite } from './yard.ts';

type Count = { readonly total: number; readonly barred: number; readonly unverified: number; readonly byStage: object };
type Affected = {
  readonly days: number;
  readonly enterprises: readonly {
    readonly id: string;
    readonly passages: Count;
    readonly vehicles: Count;
    readonly peakShift: boolean;
  }[];
  readonly sites: readonly { readonly id: string; readonly organisationName: string; readonly machines: Count }[];
};
type Day = { readonly day: string; readonly entries: number; readonly turnedAway: number; readonly letIn: number };
type Effect = {
  readonly during: readonly (Day & { readonly exempt: number; readonly byStage: Record<string, Day> })[];
  readonly before: readonly Day[];
  readonly after: readonly Day[];
  readonly meanDuring: Day;
  readonly meanAround: Day;
};

/** Over Kuangqu: China IV and older of grade C, and machines of stage III and older. */
const GRADED = {
  countyCodes: ['140303'],
  restrictions: [
    { appliesTo: 'heavy_vehicle', maxStage: '4', grades: ['C'], hours: [{ from: '08:00', to: '20:00' }] },
    { appliesTo: 'machine', maxStage: '3' },
  ],
};

describe.each(databases)('whom orders reach on $name', (database) => {
  let cast: Cast;
  let graded: Plant;
  let unknown: Plant;
  let power: Plant;
  let siteId: string;
  let builder: Caller;
  beforeAll(async () => {
    cast = await openAlertWorld(database);
    graded = await smallPlant(cast.service, { performanceGrade: 'C' }, '140303');
    unknown = await smallPlant(cast.service, {}, '140303');
    await smallPlant(cast.service, { performanceGrade: 'A' }, '140303');
    power = await plant(cast.service, { performanceGrade: 'A' }, '140303');
    const four = created(await cast.city.post('/vehicles', lorry({ emissionStage: '4' })));
    await cast.service.settled();
    for (const hour of ['07:50', '08:00', '19:59'])
      await enter(graded, `2022-01-05T${hour}:00+08:00`, { plate: four.plate, vehicle: null });
    await enter(graded, '2022-01-06T12:00:00+08:00');
    await enter(graded, '2022-01-06T12:00:00+08:00', {
      vehicle: { emissionStage: '6', fuel: 'diesel', vehicleType: 'H11' },
    });
    await enter(graded, '2022-01-06T13:00:00+08:00', { vehicle: { vehicleType: 'H11' } });
    await enter(graded, '2021-12-30T12:00:00+08:00');
    builder = cast.contractor;
    siteId = madeOf(await builder.post('/sites', newSite({ countyCode: '140303' }))).id;
    for (const [emissionStage, enteredAt] of [
      ['3', '2022-01-08T08:00:00+08:00'],
      ['X', '2022-01-08T08:00:00+08:00'],
      ['4', '2022-01-08T08:00:00+08:00'],
    ]) {
      const machine = madeOf(await builder.post('/machines', newMachine({ emissionStage }))).id;
      await builder.post('/site-entries', { siteId, machineId: machine, enteredAt, working: false });
    }
  });
  afterAll(() => cast.service.close());

  const preview = async (who: Caller, more: object = {}): Promise<Affected> =>
    bodyOf<Affected>(await who.post('/alerts/preview', { ...order(GRADED), ...more }));

  it('a preview tells who would be bound and what of the last days would be barred, and stores nothing', async () => {
    const { days, enterprises, sites } = await preview(cast.city);
    expect(days).toBe(7);
    expect(enterprises.map(({ id }) => id)).toEqual([graded.id, unknown.id]);
    expect(enterprises[0]).toMatchObject({
      ...{ sector: 'chemical', performanceGrade: 'C', restricted: true, peakShift: false },
      vehicles: { total: 4, barred: 2, unverified: 1, byStage: { '3': 1, '4': 1 } },
      // Of the three entries of the China IV lorry one came before the hours.
      passages: { total: 6, barred: 3, unverified: 1, byStage: { '3': 1, '4': 2 } },
    });
    expect(sites).toMatchObject([
      { id: siteId, machines: { total: 3, barred: 1, unverified: 1, byStage: { '3': 1 } } },
    ]);
    expect((await preview(cast.city, { days: 31 })).enterprises[0]?.passages.total).toBe(7);
    const shut = { restrictions: [], closedHours: [{ from: '08:00', to: '20:00' }] };
    expect((await preview(cast.city, shut)).enterprises.map(({ id, peakShift }) => [id, peakShift])).toEqual([
      [power.id, true],
    ]);
    expect(await preview(cast.county)).toMatchObject({ enterprises: [], sites: [] });
    expect((await cast.city.get('/alerts')).body).toEqual({ items: [] });
    for (const who of [cast.alice, builder, graded.gate.caller])
      expect((await who.post('/alerts/preview', order(GRADED))).status).toBe(403);
  });

  it('tells each whom an order binds once per revision; afterwards lists and exports them and shows its effect', async () => {
    const { store } = cast.service;
    const told = async (topic: string) =>
      (await store.read.outbox.pending(500)).filter((message) => message.topic === topic).map(({ payload }) => payload);
    const window = { startsAt: '2022-01-08T00:00:00+08:00', endsAt: '2022-01-10T00:00:00+08:00' };
    const { id } = await issued(cast.city, { ...GRADED, ...window, issuedAt: '2022-01-07T20:00:00+08:00' });
    const [notice, ...others] = await told('alert.issued');
    expect(others).toEqual([]);
    const contractorId = (await store.read.sites.find(siteId))?.organisationId;
    expect(notice).toMatchObject({ subject: { type: 'alert', id }, countyCodes: ['140303'] });
    const { organisationIds } = notice as { organisationIds: string[] };
    expect([...organisationIds].sort()).toEqual([graded.id, unknown.id, contractorId].sort());
    bodyOf<Order>(await cast.city.patch(`/alerts/${id}`, { restrictions: [GRADED.restrictions[0]] }));
    const revised = await told('alert.revised');
    expect(revised).toHaveLength(1);
    expect(new Set((revised[0] as { organisationIds: string[] }).organisationIds)).toEqual(new Set(organisationIds));
    bodyOf<Order>(await cast.city.patch(`/alerts/${id}`, { restrictions: GRADED.restrictions }));

    const affected = bodyOf<Affected>(await cast.department.get(`/alerts/${id}/affected?days=10`));
    expect(affected.enterprises.map((one) => one.id)).toEqual([graded.id, unknown.id]);
    expect((await cast.city.get(`/alerts/${id}/affected?days=32`)).status).toBe(400);
    const csv = await bytesOf(cast.service, cast.city, `/alerts/${id}/affected/export?format=csv`);
    const lines: string[] = csv.body.toString('utf8').trim().split('\r\n');
    expect(lines[0]).toContain('类型,名称,施工单位,县区,行业,绩效分级');
    expect(lines).toHaveLength(4);
    expect(lines.find((line) => line.includes('C 级'))).toContain('矿区');
    const xlsx = await bytesOf(cast.service, cast.city, `/alerts/${id}/affected/export?format=xlsx&language=en`);
    expect(xlsx.body.subarray(0, 2).toString('latin1')).toBe('PK');

    await cast.service.settled();
    const barred = await enter(graded, '2022-01-08T09:00:00+08:00', { plate: freshPlate() });
    expect(barred.outcome).toBe('violation');
    await enter(graded, '2022-01-08T09:30:00+08:00', { barrier: 'refused' });
    await enter(graded, '2022-01-08T21:00:00+08:00');
    const exempted = freshPlate();
    const exemption = { subject: { plate: exempted, plateColour: 'yellow' }, clauseOrOrder: id };
    await cast.city.post('/exemptions', { ...exemption, from: '2022-01-09', to: '2022-01-09', reason: '抢险' });
    await enter(graded, '2022-01-09T09:00:00+08:00', { plate: exempted });
    await enter(graded, '2022-01-09T10:00:00+08:00', { vehicle: { vehicleType: 'H11' } });
    const effect = bodyOf<Effect>(await cast.city.get(`/alerts/${id}/effect?days=3`));
    expect(effect.during.map(({ day }) => day)).toEqual(['2022-01-08', '2022-01-09']);
    expect(effect.during).toMatchObject([
      { entries: 3, turnedAway: 1, letIn: 1, exempt: 0, unverified: 0, byStage: { '3': { entries: 3 } } },
      { entries: 2, turnedAway: 0, letIn: 0, exempt: 1, unverified: 1, byStage: { X: { unverified: 1 } } },
    ]);
    expect(effect.before.map(({ day, entries }) => [day, entries])).toEqual([
      ['2022-01-05', 3],
      ['2022-01-06', 3],
      ['2022-01-07', 0],
    ]);
    expect(effect.after.map(({ day }) => day)).toEqual(['2022-01-10']);
    expect([effect.meanDuring.entries, effect.meanAround.entries]).toEqual([2.5, 1.5]);
    expect(bodyOf<Effect>(await cast.otherCounty.get(`/alerts/${id}/effect`)).meanDuring.entries).toBe(0);
    expect((await cast.alice.get(`/alerts/${id}/effect`)).status).toBe(403);
  });
});
