import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { freshPlate } from '../support/world.ts';
import { type Cast, castOf, created, problem } from './fleet-world.ts';
import { COKING, itemsOf, type Plant, pass, plant } from './gate-world.ts';
import { judgeMonths, passOften, refillOf, shortfallsOf, tractor } from './urea-world.ts';

const NOW = '2022-04-05T12:00:00+08:00';
const SINCE = '2022-01-01';

describe.each(databases)('urea on $name', (database) => {
  let cast: Cast;
  let mill: Plant;
  beforeAll(async () => {
    cast = await castOf(database, NOW);
    mill = await reporting();
  });
  afterAll(() => cast.service.close());
  beforeEach(() => cast.service.clock.set(NOW));

  /** A plant that reports its refills from a day on. */
  async function reporting(startsOn = SINCE): Promise<Plant> {
    const made = await plant(cast.service, COKING);
    created(await made.caller.post('/urea-reporting', { enterpriseId: made.id, startsOn }));
    return made;
  }
  const shortfalls = (plate: string) => shortfallsOf(cast.service, plate);
  /** A month that is over is judged again a minute after passages of it came. */
  const late = async () => {
    cast.service.clock.advance(61_000);
    await cast.service.settled();
  };
  const refill = async (at: Plant, plate: string, more: object = {}) =>
    created<{ id: string }>(await at.caller.post('/urea-refills', refillOf(at.id, plate, more)));

  it('finds a vehicle that passed 20 times in the 30 days to the end of a month without a refill, and no other', async () => {
    const other = await plant(cast.service, COKING);
    const second = await reporting();
    const cases: readonly (readonly [what: string, short: boolean, vehicle: object, at: Plant, act: Act])[] = [
      ['20 passages', true, {}, mill, (plate) => passOften(mill, plate, 20)],
      ['19 passages', false, {}, mill, (plate) => passOften(mill, plate, 19)],
      [
        'the first of them on the day before the window',
        false,
        {},
        mill,
        async (plate) => {
          await passOften(mill, plate, 1, { from: '2022-03-01T23:59:59+08:00' });
          await passOften(mill, plate, 19);
        },
      ],
      [
        'the first of them as the window begins',
        true,
        {},
        mill,
        async (plate) => {
          await passOften(mill, plate, 1, { from: '2022-03-02T00:00:00+08:00' });
          await passOften(mill, plate, 19);
        },
      ],
      [
        'the last as the month ends',
        true,
        {},
        mill,
        (plate) => passOften(mill, plate, 20, { from: '2022-03-31T19:14:59+08:00' }),
      ],
      [
        'the last in the next month',
        false,
        {},
        mill,
        (plate) => passOften(mill, plate, 20, { from: '2022-03-31T19:15:00+08:00' }),
      ],
      ['stage 3', false, { emissionStage: '3' }, mill, (plate) => passOften(mill, plate, 20)],
      [
        'a light lorry by type whose mass nobody told',
        false,
        { vehicleType: 'H31' },
        mill,
        (plate) => passOften(mill, plate, 20),
      ],
      ['an enterprise that reports nothing here', false, {}, other, (plate) => passOften(other, plate, 20)],
      [
        'a refill in the window',
        false,
        {},
        mill,
        async (plate) => {
          await passOften(mill, plate, 20);
          await refill(mill, plate);
        },
      ],
      [
        'a refill that another enterprise told of',
        false,
        {},
        mill,
        async (plate) => {
          await passOften(mill, plate, 20);
          await refill(other, plate);
        },
      ],
      [
        'a refill before the window alone',
        true,
        {},
        mill,
        async (plate) => {
          await passOften(mill, plate, 20);
          await refill(mill, plate, { refilledAt: '2022-03-01T23:59:59+08:00' });
        },
      ],
      [
        'turned away at the barrier once',
        false,
        {},
        mill,
        async (plate) => {
          await passOften(mill, plate, 19);
          await passOften(mill, plate, 1, { from: '2022-03-20T06:00:00+08:00', more: { barrier: 'refused' } });
        },
      ],
      [
        'read twice at one access',
        false,
        {},
        mill,
        async (plate) => {
          await passOften(mill, plate, 19);
          await passOften(mill, plate, 1, { from: '2022-03-10T10:30:20+08:00' });
        },
      ],
      [
        'half of them at another plant',
        false,
        {},
        mill,
        async (plate) => {
          await passOften(mill, plate, 10);
          await passOften(second, plate, 10, { from: '2022-03-12T06:00:00+08:00' });
        },
      ],
    ];
    const plates: string[] = [];
    for (const [, , vehicle, , act] of cases) {
      const { plate } = await tractor(cast.service, vehicle);
      plates.push(plate);
      await act(plate);
    }
    // On no register: nothing can be said of it.
    const unknown = freshPlate();
    await passOften(mill, unknown, 20);
    await judgeMonths(cast.service);
    const found: unknown[] = [];
    for (const [index, [what]] of cases.entries())
      found.push([what, (await shortfalls(plates[index] ?? '')).length > 0]);
    expect(found).toEqual(cases.map(([what, short]) => [what, short]));
    expect(await shortfalls(unknown)).toEqual([]);

    const [flag] = await shortfalls(plates[0] ?? '');
    expect(flag).toMatchObject({
      ...{ rule: 'urea-supply', clause: '2.4.5', effect: 'review', status: 'open', legalDay: '2022-03-31' },
      subject: { enterpriseId: mill.id, plate: plates[0] },
      evidence: { month: '2022-03', from: '2022-03-02', to: '2022-03-31', passages: 20 },
    });
    expect(flag?.evidence.passageIds).toHaveLength(20);
    const sum = await mill.caller.get(`/enterprises/${mill.id}/urea?month=2022-03`);
    expect(sum.body).toMatchObject({ checks: { unverified: 2 }, policy: 'yangquan-2021@1', reportsSince: SINCE });
    expect(itemsOf(await mill.caller.get('/violations?kind=urea_shortfall')).length).toBeGreaterThan(0);
    expect(itemsOf(await cast.charlie.get('/violations?kind=urea_shortfall'))).toEqual([]);
    expect(itemsOf(await cast.otherCounty.get('/violations?kind=urea_shortfall'))).toEqual([]);
  });

  it('judges again when refills, passages, plates and vehicles become known later, and gives one flag a month', async () => {
    const { plate, id } = await tractor(cast.service);
    // The month was judged before: these come late.
    await passOften(mill, plate, 20);
    await late();
    await judgeMonths(cast.service);
    const [first, ...more] = await shortfalls(plate);
    expect([first?.status, more]).toEqual(['open', []]);

    const told = await refill(mill, plate);
    await cast.service.settled();
    expect(await shortfalls(plate)).toEqual([]);
    const voided = await mill.caller.post(`/urea-refills/${told.id}/void`, { reason: '重复登记' });
    expect([voided.status, (voided.body as { status: string }).status]).toEqual([200, 'voided']);
    await cast.service.settled();
    expect((await shortfalls(plate)).map((flag) => flag.id)).toEqual([first?.id]);

    const stage = { emissionStage: '3', stageBasis: 'vehicle_list' };
    expect((await cast.city.patch(`/vehicles/${id}`, stage)).status).toBe(200);
    await cast.service.settled();
    expect(await shortfalls(plate)).toEqual([]);
    expect((await cast.city.patch(`/vehicles/${id}`, { ...stage, emissionStage: '5' })).status).toBe(200);
    await cast.service.settled();
    expect((await shortfalls(plate)).map((flag) => flag.id)).toEqual([first?.id]);

    const wrong = itemsOf<{ id: string }>(await cast.city.post('/passages/search', { plate, limit: 1 }))[0]?.id;
    const fix = { plate: freshPlate(), plateColour: 'yellow', reason: '识别错误' };
    expect((await cast.city.post(`/passages/${wrong}/plate`, fix, { headers: { 'If-Match': '*' } })).status).toBe(200);
    await cast.service.settled();
    expect(await shortfalls(plate)).toEqual([]);
    await passOften(mill, plate, 1, { from: '2022-03-21T06:00:00+08:00' });
    await late();
    expect((await shortfalls(plate)).map((flag) => flag.id)).toEqual([first?.id]);
  });

  it('judges months again from the day on which an enterprise counts as reporting', async () => {
    const made = await plant(cast.service, COKING);
    const { plate } = await tractor(cast.service);
    await passOften(made, plate, 20);
    await judgeMonths(cast.service);
    expect(await shortfalls(plate)).toEqual([]);
    await refill(made, freshPlate(), { refilledAt: '2022-02-20T08:00:00+08:00' });
    await judgeMonths(cast.service);
    expect(await shortfalls(plate)).toHaveLength(1);
    const told = itemsOf<{ id: string }>(await made.caller.get('/urea-refills'))[0];
    const fixed = refillOf('', freshPlate(), { refilledAt: '2022-03-20T08:00:00+08:00' });
    const { plate: of, plateColour, refilledAt, litres } = fixed;
    const body = { plate: of, plateColour, refilledAt, litres, reason: '日期填错' };
    const corrected = created(await made.caller.post(`/urea-refills/${told?.id}/correct`, body));
    await cast.service.settled();
    expect(await shortfalls(plate)).toEqual([]);
    const before = await made.caller.get(`/urea-refills/${told?.id}`);
    expect(before.body).toMatchObject({ status: 'corrected', replacedById: corrected.id, endReason: '日期填错' });
    expect((await made.caller.post(`/urea-refills/${told?.id}/correct`, body)).status).toBe(409);
    expect((await made.caller.post(`/urea-refills/${told?.id}/void`, { reason: '一' })).status).toBe(409);
    expect((await made.caller.post('/urea-reporting', { enterpriseId: made.id, startsOn: '2022-02-01' })).status).toBe(
      201,
    );
    await cast.service.settled();
    expect(await shortfalls(plate)).toHaveLength(1);
  });

  it('leaves a month alone once its passages may be gone', async () => {
    const { plate } = await tractor(cast.service);
    const made = await reporting();
    await passOften(made, plate, 20);
    await judgeMonths(cast.service);
    const [flag] = await shortfalls(plate);
    expect(flag).toMatchObject({ status: 'open' });
    cast.service.clock.set('2024-05-01T12:00:00+08:00');
    const admin = await cast.service.admin();
    created(await admin.post('/urea-refills', refillOf(made.id, plate)));
    await cast.service.settled();
    expect((await shortfalls(plate)).map(({ id }) => id)).toEqual([flag?.id]);
  });

  it('knows a refill by the enterprise’s own key', async () => {
    const plate = freshPlate();
    const body = refillOf(mill.id, plate);
    const first = await mill.caller.post('/urea-refills', body);
    expect([first.status, first.body]).toMatchObject([201, { duplicate: false, litres: 20, status: 'standing' }]);
    const again = await mill.caller.post('/urea-refills', body);
    expect([again.status, again.body]).toMatchObject([200, { duplicate: true, id: (first.body as { id: string }).id }]);
    expect(problem(await mill.caller.post('/urea-refills', { ...body, litres: 21 }))).toEqual([409, '#/key']);
    const other = await reporting();
    expect((await other.caller.post('/urea-refills', { ...body, enterpriseId: other.id })).status).toBe(201);
    const batch = await mill.caller.post('/urea-refills/batch', {
      refills: [
        body,
        refillOf(mill.id, plate, { refilledAt: '2022-03-16T09:00:00+08:00' }),
        { ...body, litres: 1 },
        refillOf(mill.id, plate, { litres: 0 }),
        refillOf(other.id, plate),
        refillOf(mill.id, plate, { refilledAt: '2023-01-01T00:00:00+08:00' }),
      ],
    });
    const { results } = batch.body as { results: { status: string; errors?: { pointer: string }[] }[] };
    expect(results.map(({ status, errors = [] }) => [status, ...errors.map(({ pointer }) => pointer)])).toEqual([
      ['duplicate'],
      ['created'],
      ['conflict', '#/key'],
      ['invalid', '#/litres'],
      ['invalid', '#/enterpriseId'],
      ['invalid', '#/refilledAt'],
    ]);
    expect(itemsOf(await mill.caller.post('/urea-refills/search', { plate }))).toHaveLength(2);
    expect(itemsOf(await cast.otherCounty.post('/urea-refills/search', { plate }))).toEqual([]);
    expect(itemsOf(await cast.department.post('/urea-refills/search', { plate }))).toHaveLength(3);
  });

  it('takes a vehicle on record in place of its plate, and a point of the same enterprise alone', async () => {
    const { id: vehicleId, plate } = await tractor(cast.service);
    const { plate: _, plateColour: __, ...rest } = refillOf(mill.id, plate);
    const post = (body: object, by = mill.caller) => by.post('/urea-refills', body);
    expect(problem(await post({ ...rest, vehicleId }))).toEqual([404, '#/vehicleId']);
    created(await mill.caller.post('/vehicles', { ...lorryOf(plate), stageBasis: 'declared' }));
    expect((await post({ ...rest, vehicleId })).body).toMatchObject({ plate, plateColour: 'yellow' });
    expect(problem(await post({ ...rest, vehicleId, plate }))).toEqual([400, '#/vehicleId']);
    expect(problem(await post(rest))).toEqual([400, '#/plate']);
    expect(problem(await post({ ...rest, plate }))).toEqual([400, '#/plateColour']);
    const point = { name: '一号加注点', address: '厂内', placeCounty: '140302', kind: 'own', freeOfCharge: true };
    const made = created(await mill.caller.post('/urea-points', { enterpriseId: mill.id, ...point }));
    const other = await reporting();
    expect(problem(await post({ ...refillOf(other.id, plate), pointId: made.id }, other.caller))).toEqual([
      404,
      '#/pointId',
    ]);
    expect((await post({ ...refillOf(mill.id, plate), pointId: made.id })).status).toBe(201);
    const closed = await mill.caller.patch(`/urea-points/${made.id}`, { closedOn: '2022-04-01' });
    expect(closed.body).toMatchObject({ closedOn: '2022-04-01', freeOfCharge: true, name: '一号加注点' });
    expect(itemsOf(await mill.caller.get('/urea-points?open=false'))).toHaveLength(1);
    expect(itemsOf(await mill.caller.get('/urea-points?open=true'))).toEqual([]);
    expect((await other.caller.get(`/urea-points/${made.id}`)).status).toBe(404);
  });

  it('shows litres against tonnes hauled, by vehicle and in sum, and nothing where no tonnes were told', async () => {
    const made = await reporting('2022-03-01');
    const { plate: weighed } = await tractor(cast.service);
    const { plate: unweighed } = await tractor(cast.service);
    const load = (tonnes?: number) => ({ name: '煤炭', bulk: true, ...(tonnes === undefined ? {} : { tonnes }) });
    await pass(made, { plate: weighed, passedAt: '2022-03-05T08:00:00+08:00', cargo: load(32.5) });
    await pass(made, { plate: weighed, passedAt: '2022-03-05T08:01:00+08:00', cargo: load(32.5) });
    await pass(made, {
      plate: weighed,
      passedAt: '2022-03-05T09:00:00+08:00',
      direction: 'out',
      cargo: { empty: true },
    });
    await pass(made, { plate: unweighed, passedAt: '2022-03-06T08:00:00+08:00', cargo: load() });
    await refill(made, weighed, { litres: 13 });
    await refill(made, weighed, { litres: 5, refilledAt: '2022-04-01T00:00:00+08:00' });
    await refill(made, unweighed, { litres: 10.5 });
    const list = await made.caller.get(`/enterprises/${made.id}/urea/vehicles?month=2022-03`);
    expect(itemsOf(list)).toMatchObject([
      {
        plate: weighed,
        passages: 2,
        tonnes: 32.5,
        unweighed: 0,
        litres: 13,
        litresPerThousandTonnes: 400,
        litresPerPassage: 6.5,
      },
      { plate: unweighed, passages: 1, tonnes: null, unweighed: 1, litres: 10.5, litresPerThousandTonnes: null },
    ]);
    const sum = await made.caller.get(`/enterprises/${made.id}/urea?month=2022-03`);
    expect(sum.body).toMatchObject({
      vehicles: 2,
      litres: 23.5,
      refills: 2,
      tonnes: 32.5,
      unweighed: 1,
      litresPerThousandTonnes: 723.077,
    });
    const one = await made.caller.get(`/enterprises/${made.id}/urea/vehicles?month=2022-03&limit=1`);
    const { next } = one.body as { next: string };
    const rest = await made.caller.get(`/enterprises/${made.id}/urea/vehicles?month=2022-03&limit=1&cursor=${next}`);
    expect([...itemsOf(one), ...itemsOf(rest)].map(({ plate }) => plate)).toEqual([weighed, unweighed]);
    const csv = await made.caller.get(`/enterprises/${made.id}/urea/export?month=2022-03&format=csv`);
    expect(csv.text).toContain(`${weighed},黄色,2,32.5,0,1,13,400,6.5`);
    const refills = await made.caller.get('/urea-refills/export?format=csv&from=2022-03-01&to=2022-03-31');
    expect(refills.text.trim().split('\n')).toHaveLength(3);
    expect((await cast.alice.get(`/enterprises/${made.id}/urea?month=2022-03`)).status).toBe(404);
  });
});

type Act = (plate: string) => Promise<void>;

const lorryOf = (plate: string) => ({
  ...{ plate, plateColour: 'yellow', fuel: 'diesel', emissionStage: '5' },
  ...{ usage: 'operating', vehicleType: 'Q11', status: 'active' },
});
