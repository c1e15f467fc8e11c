import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { bodyOf, issued, type Order } from './alert-world.ts';
import { madeOf } from './gate-world.ts';
import { idOf, itemIds, kindsOf, openYard, outcomesOf, type Yard } from './yard.ts';

/** Over Chengqu, all of Wednesday the 2nd: machines of stage III or older, approved projects apart. */
const ORDER = {
  countyCodes: ['140302'],
  ...{ startsAt: '2022-03-02T00:00:00+08:00', endsAt: '2022-03-03T00:00:00+08:00' },
  restrictions: [{ appliesTo: 'machine', maxStage: '3', exempt: ['emergency', 'approved_project'] }],
};

describe.each(databases)('machines under orders on $name', (database) => {
  let yard: Yard;
  let order: Order;
  let siteId: string;
  beforeAll(async () => {
    yard = await openYard(database);
    siteId = await yard.site();
    order = await issued(yard.city, { ...ORDER, issuedAt: '2022-03-01T12:00:00+08:00' });
  });
  afterAll(() => yard.service.close());

  const see = (machineId: string, enteredAt: string, working?: boolean) =>
    yard.officer.post('/site-entries', { siteId, machineId, enteredAt, ...(working === undefined ? {} : { working }) });
  const filed = async (machineId: string): Promise<string> => idOf(await yard.file(siteId, machineId));
  const breaches = async (machineId: string) =>
    itemIds(await yard.officer.get(`/violations?machineId=${machineId}&kind=alert_restriction_breach`));

  it('one seen working breaks it, one flag a stay with the order named; idle is nothing; another day is nothing', async () => {
    const machineId = await yard.machine();
    const idle = await see(machineId, '2022-03-02T08:00:00+08:00', false);
    expect([kindsOf(idle), outcomesOf(idle)['alert-machinery']]).toEqual([['unregistered_machine'], undefined]);
    const before = await see(machineId, '2022-03-01T23:59:59.999+08:00', true);
    expect(kindsOf(before)).toEqual(['unregistered_machine']);
    const working = await see(machineId, '2022-03-02T09:00:00+08:00', true);
    expect(kindsOf(working)).toContain('alert_restriction_breach');
    expect(outcomesOf(working)['alert-machinery']).toBe('violation');
    const again = await yard.officer.post('/inspections', {
      ...{ siteId, machineId, inspectedAt: '2022-03-02T15:00:00+08:00', working: true, ringelmann: 0 },
    });
    expect(kindsOf(again)).toContain('alert_restriction_breach');
    const [flag, ...more] = await breaches(machineId);
    expect(more).toEqual([]);
    const told = (await yard.alice.get(`/violations/${flag}`)).body as Record<string, unknown>;
    expect(told).toMatchObject({
      ...{ clause: '3.3', rule: 'alert-machinery', occurredAt: '2022-03-02T09:00:00.000+08:00' },
      subject: { type: 'machine', machineId, siteId },
      evidence: {
        orderIds: [order.id],
        orders: [{ id: order.id, orderNumber: order.orderNumber, revision: 1 }],
        siteEntryIds: [(working.body as { id: string }).id],
        inspectionIds: [(again.body as { id: string }).id],
      },
      why: { orders: [{ id: order.id, bearing: 'barred' }] },
    });
    expect((await yard.charlie.get(`/violations/${flag}`)).status).toBe(404);
  });

  it('one that is filed and reported to enter in it breaks it; one of unknown stage is neither; a clean one is let work', async () => {
    const machineId = await yard.machine();
    const filing = await filed(machineId);
    await yard.alice.post(`/filings/${filing}/entry`, { enteredAt: '2022-03-02T10:00:00+08:00' });
    expect(await breaches(machineId)).toHaveLength(1);
    const clean = await yard.machine({ emissionStage: '4' });
    expect(kindsOf(await see(clean, '2022-03-02T10:00:00+08:00', true))).toEqual(['unregistered_machine']);
    const unknown = await see(await yard.machine({ emissionStage: 'X' }), '2022-03-02T10:00:00+08:00', true);
    expect(outcomesOf(unknown)['alert-machinery']).toBe('unverified');
    expect(kindsOf(unknown)).toEqual(['unregistered_machine']);
  });

  it('a corrected stage, an exemption and its end are followed before they answer', async () => {
    const machineId = await yard.machine();
    await see(machineId, '2022-03-02T11:00:00+08:00', true);
    expect(await breaches(machineId)).toHaveLength(1);
    await yard.alice.patch(`/machines/${machineId}`, { emissionStage: '4' });
    expect(await breaches(machineId)).toEqual([]);
    await yard.alice.patch(`/machines/${machineId}`, { emissionStage: '2' });
    expect(await breaches(machineId)).toHaveLength(1);

    const grant = { subject: { machineId }, clauseOrOrder: order.orderNumber, from: '2022-03-02', to: '2022-03-02' };
    const granted = madeOf(await yard.officer.post('/exemptions', { ...grant, reason: '抢险', category: 'emergency' }));
    expect(await breaches(machineId)).toEqual([]);
    const revoked = await yard.officer.post(`/exemptions/${granted.id}/revoke`, {
      from: '2022-03-02T10:30:00+08:00',
      reason: '已结束',
    });
    expect(revoked.status).toBe(200);
    expect(await breaches(machineId)).toHaveLength(1);

    const ofSite = {
      subject: { type: 'site', id: siteId },
      clauseOrOrder: '3.3',
      from: '2022-03-02',
      to: '2022-03-02',
    };
    const site = madeOf(
      await yard.officer.post('/exemptions', { ...ofSite, reason: '省重点工程', category: 'approved_project' }),
    );
    expect(await breaches(machineId)).toEqual([]);
    expect((await yard.alice.get(`/exemptions/${site.id}`)).status).toBe(200);
    expect((await yard.charlie.get(`/exemptions/${site.id}`)).status).toBe(404);
    expect((await yard.otherOfficer.post(`/exemptions/${site.id}/revoke`, { reason: '无权' })).status).toBe(403);
    await yard.officer.post(`/exemptions/${site.id}/revoke`, { from: '2022-03-02', reason: '误批' });
    expect(await breaches(machineId)).toHaveLength(1);
  });

  it('orders issued, lifted and extended later are followed by the machines that they cover', async () => {
    const machineId = await yard.machine();
    await see(machineId, '2022-03-03T09:00:00+08:00', true);
    expect(await breaches(machineId)).toEqual([]);
    const late = { ...ORDER, startsAt: '2022-03-03T00:00:00+08:00', endsAt: '2022-03-03T08:00:00+08:00' };
    const { id } = await issued(yard.city, { ...late, issuedAt: '2022-03-02T20:00:00+08:00' });
    await yard.service.settled();
    expect(await breaches(machineId)).toEqual([]);
    const extend = { endsAt: '2022-03-03T12:00:00+08:00', issuedAt: '2022-03-03T07:00:00+08:00' };
    bodyOf(await yard.city.patch(`/alerts/${id}`, extend));
    await yard.service.settled();
    expect(await breaches(machineId)).toHaveLength(1);
    const lift = { endsAt: '2022-03-03T08:30:00+08:00', issuedAt: '2022-03-03T08:15:00+08:00' };
    bodyOf(await yard.city.patch(`/alerts/${id}`, lift));
    await yard.service.settled();
    expect(await breaches(machineId)).toEqual([]);
  });
});
