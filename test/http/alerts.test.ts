import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { freshPlate } from '../support/world.ts';
import { bodyOf, enter, issued, NOW, type Order, openAlertWorld, order, outcomeOf, smallPlant } from './alert-world.ts';
import { type Cast, problem } from './fleet-world.ts';
import { itemsOf, kinds, type Plant } from './gate-world.ts';

type Violation = {
  readonly evidence: { readonly orderIds: string[]; readonly orders: { orderNumber: string; revision: number }[] };
  readonly why: { readonly summary: string; readonly orders: unknown[] };
  readonly status: string;
};

describe.each(databases)('orders on $name', (database) => {
  let cast: Cast;
  let mill: Plant;
  beforeAll(async () => {
    cast = await openAlertWorld(database);
    // Each test has its own orders; what is left of one must not bar another's trucks.
    mill = await smallPlant(cast.service, {}, '140371');
  });
  afterAll(() => cast.service.close());

  const zone = (more: object = {}) => order({ countyCodes: ['140371'], ...more });
  const issue = (more: object = {}) => issued(cast.city, zone(more));
  const revise = async (id: string, change: object): Promise<Order> =>
    bodyOf<Order>(await cast.city.patch(`/alerts/${id}`, change));
  /** Takes an order out of the way of the tests that follow: a lift issued together with each of its revisions. */
  const voided = async (id: string) => {
    const { revisions } = bodyOf<Order>(await cast.city.get(`/alerts/${id}`));
    for (const { issuedAt } of revisions) await revise(id, { issuedAt, endsAt: '2021-12-01T00:00:00+08:00' });
    await cast.service.settled();
  };

  it('201: an order with its first revision; 200: the same by its id, with its tag, for everyone signed in', async () => {
    const made = await cast.city.post('/alerts', zone());
    const { id, ...body } = bodyOf<Order & Record<string, unknown>>(made, 201);
    expect(made.headers['location']).toBe(`/api/v1/alerts/${id}`);
    expect(body).toMatchObject({
      ...{ level: 'orange', countyCodes: ['140371'], revision: 1, kind: 'issue', closedHours: [], note: null },
      ...{ startsAt: '2022-01-10T12:00:00.000+08:00', endsAt: '2022-01-12T12:00:00.000+08:00', warnings: [] },
      restrictions: [{ appliesTo: 'goods_vehicle', maxStage: '4' }],
    });
    const readers = [cast.city, cast.county, cast.department, cast.alice, cast.contractor, mill.gate.caller];
    for (const reader of readers) {
      const read = await reader.get(`/alerts/${id}`);
      expect([read.status, read.headers['etag']]).toEqual([200, made.headers['etag']]);
    }
    expect((await cast.service.nobody.get(`/alerts/${id}`)).status).toBe(401);
    await voided(id);
  });

  it.each([
    ['ends before it starts', { endsAt: '2022-01-10T11:00:00+08:00' }, '#/endsAt'],
    ['no county', { countyCodes: [] }, '#/countyCodes'],
    ['a county elsewhere', { countyCodes: ['140105'] }, '#/countyCodes/0'],
    ['a level of no alert', { level: 'blue' }, '#/level'],
    ['issued in the future', { issuedAt: '2022-01-10T10:06:00+08:00' }, '#/issuedAt'],
    [
      'a stage that is none to bar by',
      { restrictions: [{ appliesTo: 'machine', maxStage: 'D' }] },
      '#/restrictions/0/maxStage',
    ],
    ['hours of no length', { closedHours: [{ from: '08:00', to: '08:00' }] }, '#/closedHours/0/to'],
    ['an hour that there is not', { closedHours: [{ from: '24:00', to: '08:00' }] }, '#/closedHours/0/from'],
    ['no such fuel', { restrictions: [{ appliesTo: 'goods_vehicle', fuels: ['coal'] }] }, '#/restrictions/0/fuels/0'],
    ['a field nobody knows', { colour: 'red' }, '#/colour'],
  ])('400: %s', async (_, more, pointer) => {
    expect(problem(await cast.city.post('/alerts', zone(more)))).toEqual([400, pointer]);
  });

  it('403: issuing and revising are the city’s; 404: no such order; 428: without If-Match; 412: a stale one', async () => {
    const { id } = await issue();
    for (const who of [cast.county, cast.department, cast.alice, cast.contractor, mill.gate.caller]) {
      expect((await who.post('/alerts', zone())).status).toBe(403);
      expect((await who.patch(`/alerts/${id}`, { level: 'red' })).status).toBe(403);
    }
    const missing = '019a0000-0000-7000-8000-000000000000';
    expect((await cast.city.get(`/alerts/${missing}`)).status).toBe(404);
    expect((await cast.city.patch(`/alerts/${missing}`, { level: 'red' })).status).toBe(404);
    const stale = { headers: { 'If-Match': '"stale"' } };
    expect((await cast.city.patch(`/alerts/${id}`, { level: 'red' }, stale)).status).toBe(412);
    const tag = (await cast.city.get(`/alerts/${id}`)).headers['etag'] ?? '';
    const revised = await cast.city.patch(`/alerts/${id}`, { level: 'red' }, { headers: { 'If-Match': tag } });
    expect([revised.status, (revised.body as Order).kind]).toEqual([200, 'change_level']);
    const again = { headers: { 'If-Match': revised.headers['etag'] ?? '' } };
    expect((await cast.city.patch(`/alerts/${id}`, { note: '补充说明' }, again)).status).toBe(200);
    await voided(id);
  });

  it('keeps every revision: extended, lifted, amended; nothing changed is no revision', async () => {
    const { id } = await issue();
    expect(await revise(id, { endsAt: '2022-01-13T00:00:00+08:00' })).toMatchObject({ revision: 2, kind: 'extend' });
    expect(await revise(id, { level: 'orange' })).toMatchObject({ revision: 2, revisions: [{}, {}] });
    expect(await revise(id, { note: '加强巡查' })).toMatchObject({ revision: 3, kind: 'amend' });
    expect(await revise(id, { endsAt: null })).toMatchObject({ revision: 4, kind: 'extend', endsAt: null });
    const lifted = await revise(id, { endsAt: NOW });
    expect(lifted).toMatchObject({ revision: 5, kind: 'lift' });
    expect(lifted.revisions.map(({ kind }) => kind)).toEqual(['issue', 'extend', 'amend', 'extend', 'lift']);
    const early = await cast.city.patch(`/alerts/${id}`, { level: 'red', issuedAt: '2022-01-09T00:00:00+08:00' });
    expect(problem(early)).toEqual([400, '#/issuedAt']);
  });

  it('orders issued and revised at one moment all stand, each with its own', async () => {
    const far = { countyCodes: ['140321'], startsAt: '2030-01-01T00:00:00+08:00', endsAt: '2030-01-02T00:00:00+08:00' };
    const made = await Promise.all([1, 2, 3, 4, 5].map(() => cast.city.post('/alerts', order(far))));
    const ids = made.map((answer) => bodyOf<Order>(answer, 201).id);
    const levels = ['yellow', 'red', 'yellow', 'red'];
    const revised = await Promise.all(levels.map((level) => cast.city.patch(`/alerts/${ids[0]}`, { level })));
    for (const answer of revised) bodyOf(answer);
    const { revisions } = bodyOf<Order>(await cast.city.get(`/alerts/${ids[0]}`));
    expect(revisions.map(({ revision }) => revision)).toEqual(revisions.map((_, index) => index + 1));
    expect(revisions.length).toBeGreaterThanOrEqual(3);
    const rows = await Promise.all(ids.map((id) => cast.service.store.read.alerts.find(id)));
    expect(new Set(rows.map((row) => row?.serial)).size).toBe(5);
  });

  it('stores a number given twice with a warning', async () => {
    const { id, orderNumber } = await issue();
    const twice = await cast.city.post('/alerts', zone({ orderNumber }));
    expect(twice.body).toMatchObject({ warnings: [{ code: 'order_number_repeated', pointer: '#/orderNumber' }] });
    for (const one of [id, (twice.body as Order).id]) await voided(one);
  });

  it('lists by county, level, window and what was in force at an instant', async () => {
    const own = { countyCodes: ['140322'] };
    const first = await issue({
      ...own,
      issuedAt: '2022-01-02T00:00:00+08:00',
      startsAt: '2022-01-02T00:00:00+08:00',
      endsAt: '2022-01-03T00:00:00+08:00',
    });
    const second = await issue({ ...own, level: 'red' });
    const list = async (query: string) =>
      itemsOf<Order>(await cast.alice.get(`/alerts?countyCode=140322&${query}`)).map(({ id, revision }) => [
        id,
        revision,
      ]);
    expect(await list('')).toEqual([
      [second.id, 1],
      [first.id, 1],
    ]);
    expect(await list('level=red')).toEqual([[second.id, 1]]);
    expect(await list('to=2022-01-02')).toEqual([[first.id, 1]]);
    expect(await list('from=2022-01-03T00:00:00%2B08:00')).toEqual([[second.id, 1]]);
    expect(await list('inForceAt=2022-01-02T12:00:00%2B08:00')).toEqual([[first.id, 1]]);
    expect(await list('inForceAt=2022-01-10T11:00:00%2B08:00')).toEqual([]);
    await revise(second.id, { endsAt: '2022-01-10T18:00:00+08:00' });
    expect(await list('inForceAt=2022-01-10T12:00:00%2B08:00')).toEqual([[second.id, 2]]);
    expect(await list('inForceAt=2022-01-10T18:00:00%2B08:00')).toEqual([]);
    expect(itemsOf(await cast.alice.get('/alerts?countyCode=140311'))).toEqual([]);
  });

  it('bars what enters in its window, names itself in the flag and in why, and says so at the gate', async () => {
    const first = await issue({ startsAt: '2022-01-10T09:00:00+08:00', issuedAt: '2022-01-10T08:30:00+08:00' });
    const second = await issue({ startsAt: '2022-01-10T09:00:00+08:00', issuedAt: '2022-01-10T08:45:00+08:00' });
    expect((await enter(mill, '2022-01-10T08:59:59.999+08:00')).outcome).toBe('compliant');
    const barred = await enter(mill, '2022-01-10T09:00:00+08:00');
    expect([barred.outcome, kinds(barred.violations)]).toEqual(['violation', ['alert_restriction_breach']]);
    const decision = barred.decisions.find(({ rule }) => rule === 'alert-graded-transport');
    expect(decision).toMatchObject({
      clause: '3.3',
      outcome: 'violation',
      why: { orders: [{ id: first.id }, { id: second.id }] },
    });
    const read = bodyOf<typeof barred>(await cast.department.get(`/passages/${barred.id}`));
    expect(read.decisions).toEqual(bodyOf<typeof barred>(await cast.city.get(`/passages/${barred.id}`)).decisions);
    const admin = await cast.service.admin();
    const violation = bodyOf<Violation>(await admin.get(`/violations/${barred.violations[0]?.id}`));
    expect(violation.evidence.orderIds).toEqual([first.id, second.id]);
    expect(violation.evidence.orders[1]).toMatchObject({ orderNumber: second.orderNumber, revision: 1 });
    expect(violation.why.summary).toContain(first.orderNumber);
    expect(violation.why.orders).toHaveLength(2);

    const check = await mill.gate.caller.post(`/gates/${mill.gate.id}/check`, {
      ...{ plate: freshPlate(), plateColour: 'yellow' },
      vehicle: { emissionStage: '4', fuel: 'diesel', vehicleType: 'H11' },
    });
    expect(check.body).toMatchObject({ outcome: 'violation' });
    expect(
      (
        await enter(mill, '2022-01-10T09:30:00+08:00', {
          vehicle: { emissionStage: '6', fuel: 'diesel', vehicleType: 'H11' },
        })
      ).outcome,
    ).toBe('compliant');
    expect(
      (await enter(mill, '2022-01-10T09:30:00+08:00', { vehicle: { fuel: 'diesel', vehicleType: 'H11' } })).outcome,
    ).toBe('unverified');
    expect((await enter(mill, '2022-01-10T09:30:00+08:00', { direction: 'out' })).outcome).toBe('compliant');
    for (const { id } of [first, second]) await voided(id);
    const after = bodyOf<{ outcome: string; superseded: unknown[] }>(await admin.get(`/passages/${barred.id}`));
    expect([after.outcome, after.superseded.length]).toEqual(['compliant', 2]);
    expect(bodyOf<Violation>(await admin.get(`/violations/${barred.violations[0]?.id}`)).status).toBe('withdrawn');
  });

  it('an order entered late, extended and lifted around passages on record: they follow', async () => {
    const admin = await cast.service.admin();
    const times = ['2022-01-08T06:00', '2022-01-08T12:00', '2022-01-08T20:00', '2022-01-09T06:00', '2022-01-09T12:00'];
    const ids: string[] = [];
    for (const time of times) ids.push((await enter(mill, `${time}:00+08:00`)).id);
    const outcomes = async () => {
      await cast.service.settled();
      const all: string[] = [];
      for (const id of ids) all.push((await outcomeOf(admin, id)).slice(0, 4));
      return all.join(' ');
    };
    const window = { startsAt: '2022-01-08T08:00:00+08:00', endsAt: '2022-01-08T18:00:00+08:00' };
    const { id } = await issue({ ...window, issuedAt: '2022-01-08T07:00:00+08:00' });
    expect(await outcomes()).toBe('comp viol comp comp comp');
    // Issued at 22:00: the truck of 20:00 came before anyone was told.
    await revise(id, { endsAt: '2022-01-09T18:00:00+08:00', issuedAt: '2022-01-08T22:00:00+08:00' });
    expect(await outcomes()).toBe('comp viol comp viol viol');
    await revise(id, { endsAt: '2022-01-09T10:00:00+08:00', issuedAt: '2022-01-09T08:00:00+08:00' });
    expect(await outcomes()).toBe('comp viol comp viol comp');
    await revise(id, { countyCodes: ['140303'], issuedAt: '2022-01-09T05:00:00+08:00' });
    // The lift was issued later and still names the county it was of.
    expect(await outcomes()).toBe('comp viol comp comp comp');
    await voided(id);
    expect(await outcomes()).toBe('comp comp comp comp comp');
  });

  it('a truck refused at the barrier stands as judged and raises nothing; a repeat and a paired exit follow their entry', async () => {
    const { id } = await issue({
      startsAt: '2022-01-10T06:00:00+08:00',
      endsAt: '2022-01-10T07:00:00+08:00',
      issuedAt: '2022-01-10T05:00:00+08:00',
    });
    const refused = await enter(mill, '2022-01-10T06:10:00+08:00', { barrier: 'refused' });
    expect([refused.outcome, refused.violations]).toEqual(['violation', []]);
    const plate = freshPlate();
    const entry = await enter(mill, '2022-01-10T06:59:00+08:00', { plate });
    const repeat = await enter(mill, '2022-01-10T07:01:00+08:00', { plate });
    const exit = await enter(mill, '2022-01-10T07:30:00+08:00', { plate, direction: 'out' });
    expect([entry.outcome, repeat.outcome, exit.outcome]).toEqual(['violation', 'violation', 'violation']);
    expect([entry.violations.length, repeat.violations.length, exit.violations.length]).toEqual([1, 0, 0]);
    await voided(id);
  });

  it('gives templates with their sources and nothing of what was not found', async () => {
    const answer = await cast.alice.get('/alerts/templates', { headers: { 'Accept-Language': 'zh-CN' } });
    const { templates } = bodyOf<{ templates: { level: string; cite: string; restrictions: object[] }[] }>(answer);
    expect(templates.map(({ level }) => level)).toEqual(['orange', 'yellow', 'orange', 'red']);
    expect(templates[0]).toMatchObject({ cite: expect.stringContaining('2019-12-13') as string });
    const made = await cast.city.post('/alerts', zone({ level: 'orange', restrictions: templates[0]?.restrictions }));
    await voided(bodyOf<Order>(made, 201).id);
  });
});
