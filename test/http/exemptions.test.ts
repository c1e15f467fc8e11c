import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { jpeg } from '../support/pictures.ts';
import { freshPlate } from '../support/world.ts';
import { bodyOf, enter, issued, type Order, openAlertWorld, outcomeOf, smallPlant } from './alert-world.ts';
import { type Cast, created, lorry, problem } from './fleet-world.ts';
import { itemsOf, madeOf, type Plant } from './gate-world.ts';
import { addFile } from './ledger-world.ts';

const DAY = { startsAt: '2022-01-10T00:00:00+08:00', endsAt: '2022-01-11T00:00:00+08:00' };
const IN_IT = '2022-01-10T09:00:00+08:00';

type Exemption = { readonly id: string; readonly until: string; readonly countyCode: string | null };

describe.each(databases)('exemptions on $name', (database) => {
  let cast: Cast;
  let mill: Plant;
  let order: Order;
  beforeAll(async () => {
    cast = await openAlertWorld(database);
    mill = await smallPlant(cast.service);
    const restrictions = [{ appliesTo: 'goods_vehicle', maxStage: '4', exempt: ['livelihood'] }];
    order = await issued(cast.city, { ...DAY, issuedAt: '2022-01-09T18:00:00+08:00', restrictions });
  });
  afterAll(() => cast.service.close());

  const body = (subject: object, more: object = {}) => ({
    ...{ subject, clauseOrOrder: '3.3', from: '2022-01-10', to: '2022-01-10', reason: '民生物资保供' },
    ...more,
  });
  const grant = async (subject: object, more: object = {}) =>
    madeOf<Exemption>(await cast.city.post('/exemptions', body(subject, more)));

  it('201: of a plate, an enterprise or a vehicle; passages on record follow before it answers, and later ones', async () => {
    const admin = await cast.service.admin();
    const plate = freshPlate();
    const before = await enter(mill, IN_IT, { plate });
    expect(before.outcome).toBe('violation');
    const answer = await cast.city.post('/exemptions', body({ plate, plateColour: 'yellow' }));
    const made = madeOf<Exemption>(answer);
    expect(answer.headers['location']).toBe(`/api/v1/exemptions/${made.id}`);
    expect(made).toMatchObject({
      ...{ subject: { type: 'vehicle', plate, plateColour: 'yellow' }, clauseOrOrder: '3.3', orderId: null },
      ...{ from: '2022-01-10T00:00:00.000+08:00', until: '2022-01-11T00:00:00.000+08:00', countyCode: null },
    });
    expect((await cast.city.get(`/exemptions/${made.id}`)).body).toEqual(made);
    const after = bodyOf<typeof before>(await admin.get(`/passages/${before.id}`));
    expect([after.outcome, after.violations]).toEqual(['exempt', []]);
    const decision = after.decisions.find(({ outcome }) => outcome === 'exempt');
    expect(decision).toMatchObject({
      clause: '3.3',
      why: { orders: [{ id: order.id, bearing: 'exempted', exemptionIds: [made.id] }] },
    });
    expect((await enter(mill, '2022-01-10T09:30:00+08:00', { plate, direction: 'in' })).outcome).toBe('exempt');
    const found = await cast.department.post('/exemptions/search', { plate });
    expect(itemsOf<Exemption>(found).map(({ id }) => id)).toEqual([made.id]);
    const check = await mill.gate.caller.post(`/gates/${mill.gate.id}/check`, {
      ...{ plate, plateColour: 'yellow', vehicle: { emissionStage: '3', fuel: 'diesel', vehicleType: 'H11' } },
    });
    expect(check.body).toMatchObject({ outcome: 'exempt' });
  });

  it('of a vehicle on the register: whatever its plate, from its own county’s officer only there', async () => {
    const { id, plate } = created(await cast.city.post('/vehicles', lorry({ emissionStage: '4' })));
    await cast.service.settled();
    const own = await enter(mill, IN_IT, { plate, vehicle: null });
    expect(own.outcome).toBe('violation');
    const elsewhere = madeOf<Exemption>(await cast.otherCounty.post('/exemptions', body({ vehicleId: id })));
    expect(elsewhere.countyCode).toBe('140322');
    expect(await outcomeOf(cast.city, own.id)).toBe('violation');
    const here = madeOf<Exemption>(await cast.county.post('/exemptions', body({ type: 'vehicle', id })));
    expect(here.countyCode).toBe('140302');
    expect(await outcomeOf(cast.city, own.id)).toBe('exempt');
  });

  it('of an enterprise, which sees its own; another does not; revoked with reason from a moment on', async () => {
    const plant = await smallPlant(cast.service);
    const [early, late] = [await enter(plant, IN_IT), await enter(plant, '2022-01-10T09:45:00+08:00')];
    const given = await grant({ enterpriseId: plant.id }, { clauseOrOrder: order.orderNumber, category: 'livelihood' });
    const outcomes = async () => [await outcomeOf(cast.city, early.id), await outcomeOf(cast.city, late.id)];
    expect(await outcomes()).toEqual(['exempt', 'exempt']);
    expect((await plant.caller.get(`/exemptions/${given.id}`)).status).toBe(200);
    expect(itemsOf<Exemption>(await plant.caller.get('/exemptions')).map(({ id }) => id)).toEqual([given.id]);
    expect((await cast.charlie.get(`/exemptions/${given.id}`)).status).toBe(404);
    const photo = await addFile(
      cast.service,
      cast.city,
      { subjectType: 'exemption', subjectId: given.id, kind: 'document' },
      await jpeg(),
    );
    expect((await plant.caller.get(`/evidence/${photo}`)).status).toBe(200);
    expect((await cast.charlie.get(`/evidence/${photo}`)).status).toBe(404);

    const path = `/exemptions/${given.id}/revoke`;
    expect(problem(await cast.city.post(path, {}))).toEqual([400, '#/reason']);
    expect((await plant.caller.post(path, { reason: '无权' })).status).toBe(403);
    const revoked = await cast.city.post(path, { reason: '超出批准用途', from: '2022-01-10T09:30:00+08:00' });
    expect(revoked.body).toMatchObject({
      revocationReason: '超出批准用途',
      revokedFrom: '2022-01-10T09:30:00.000+08:00',
      until: given.until,
    });
    expect(await outcomes()).toEqual(['exempt', 'violation']);
    expect((await cast.city.post(path, { reason: '再次' })).status).toBe(409);
  });

  it.each([
    ['a clause without exemptions', { clauseOrOrder: '2.4.2b' }, [400, '#/clauseOrOrder']],
    ['neither clause nor order', { clauseOrOrder: '没有这个文号' }, [404, '#/clauseOrOrder']],
    ['no order of this id', { clauseOrOrder: '019a0000-0000-7000-8000-000000000000' }, [404, '#/clauseOrOrder']],
    ['nobody', { subject: { vehicleId: '019a0000-0000-7000-8000-000000000000' } }, [404, '#/subject']],
    ['peak shifting of a machine', { subject: { siteId: '019a0000-0000-7000-8000-000000000000' } }, [404, '#/subject']],
    ['no reason', { reason: ' ' }, [400, '#/reason']],
    ['it ends before it begins', { to: '2022-01-09' }, [400, '#/to']],
    ['new energy, which needs none', { category: 'new_energy' }, [400, '#/category']],
  ])('refuses %s', async (_, more, expected) => {
    expect(problem(await cast.city.post('/exemptions', body({ enterpriseId: mill.id }, more)))).toEqual(expected);
  });

  it('refuses a category that the order does not exempt, and a number that two orders have', async () => {
    const ofOrder = { clauseOrOrder: order.id, category: 'green_pass' };
    expect(problem(await cast.city.post('/exemptions', body({ enterpriseId: mill.id }, ofOrder)))).toEqual([
      400,
      '#/category',
    ]);
    const far = { countyCodes: ['140321'], orderNumber: '重复文号' };
    await issued(cast.city, far);
    await issued(cast.city, far);
    const named = body({ enterpriseId: mill.id }, { clauseOrOrder: '重复文号' });
    expect(problem(await cast.city.post('/exemptions', named))).toEqual([400, '#/clauseOrOrder']);
  });

  it('403: only officers grant, county officers for what is theirs', async () => {
    for (const who of [cast.department, cast.alice, cast.contractor, mill.gate.caller])
      expect((await who.post('/exemptions', body({ enterpriseId: mill.id }))).status).toBe(403);
    expect((await cast.otherCounty.post('/exemptions', body({ enterpriseId: mill.id }))).status).toBe(404);
  });
});
