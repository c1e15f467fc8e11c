import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifySeals } from '../../src/actions/seals/verify.ts';
import { verifyViolationStates } from '../../src/actions/seals/verify-violations.ts';
import { type Connected, connect } from '../store/connect.ts';
import type { Caller } from '../support/client.ts';
import { databases, type Place } from '../support/database.ts';
import { sealNow } from '../support/seal.ts';
import { startTest, type TestService } from '../support/server.ts';
import { untilSettled } from '../support/settled.ts';
import { freshPlate, organisation, PASSWORD } from '../support/world.ts';
import { lorry } from './fleet-world.ts';
import { COKING, diesel, itemsOf, kinds, madeOf, type PassageAnswer, type Plant, pass, plant } from './gate-world.ts';
import { figureOf, report } from './report-world.ts';
import { freshCode } from './yard.ts';

type Order = { readonly id: string; readonly revisions: readonly object[] };
type Held = { readonly id: string; readonly status: string };

/** An orange day of January 2022, told in order: each step stands on the ones before. */
describe.each(databases)('an alert, an appeal and what follows, on $name', (database) => {
  let place: Place;
  let service: TestService;
  let db: Connected;
  /** Bulk freight of 2 Mt: China VI from 2022. */
  let mill: Plant;
  /** Too small for 2.4.2, so that orders alone bar anything. */
  let shop: Plant;
  let site: string;
  let order: Order;
  beforeAll(async () => {
    place = await database.place();
    service = await startTest(place.open);
    db = connect(place.where);
    service.clock.set('2022-01-05T08:00:00+08:00');
    mill = await plant(service, COKING);
    shop = await plant(service, { ...COKING, annualFreightTonnes: 10_000 });
    const builderId = await organisation(service, 'contractor');
    const admin = await service.admin();
    for (const [username, more] of [
      ['city', { role: 'city_officer' }],
      ['county', { role: 'county_officer', countyCode: '140302' }],
      ['builder', { role: 'contractor', organisationId: builderId }],
      ['miller', { role: 'enterprise', organisationId: mill.id }],
    ] as const)
      madeOf(await admin.post('/users', { username, password: PASSWORD, ...more }));
    const builder = await as('builder');
    const where = { name: '城区三中', countyCode: '140302', address: '德胜街' };
    site = madeOf(await builder.post('/sites', { ...where, startsOn: '2022-01-01', endsOn: '2022-12-31' })).id;
  });
  afterAll(async () => {
    await db.close();
    await service.close();
    await place.remove();
  });

  const at = (instant: string) => service.clock.set(instant);
  const enters = (plate: string, passedAt: string, stage = '4', to = shop) => {
    at(passedAt);
    return pass(to, { plate, passedAt, vehicle: diesel(stage), cargo: null });
  };
  /** Hours lie between the steps, so everyone signs in for each. */
  const as = (username: string): Promise<Caller> => service.logIn(username, PASSWORD);
  const revise = async (change: object) => {
    const answer = await (await as('city')).patch(`/alerts/${order.id}`, change, { headers: { 'If-Match': '*' } });
    expect(answer.status).toBe(200);
    await service.settled();
  };
  const faults = async (): Promise<string[]> => {
    await untilSettled(service.store);
    const { keys } = service.app.env;
    await sealNow(service.store, keys, service.clock.now());
    const found: string[] = [];
    for await (const fault of verifySeals(service.store.bulk, keys)) found.push(fault);
    for await (const fault of verifyViolationStates(service.store.bulk)) found.push(fault);
    return found;
  };
  const barred = (answer: PassageAnswer) => kinds(answer.violations).includes('alert_restriction_breach');

  it('orange is issued at 9 for noon: who entered before noon is free, who enters from noon on is not', async () => {
    at('2022-01-05T09:00:00+08:00');
    const city = await as('city');
    order = madeOf<Order>(
      await city.post('/alerts', {
        ...{ orderNumber: '阳气应急〔2022〕1号', level: 'orange', countyCodes: ['140302'] },
        ...{ startsAt: '2022-01-05T12:00:00+08:00', endsAt: '2022-01-06T12:00:00+08:00' },
        restrictions: [
          { appliesTo: 'heavy_vehicle', maxStage: '4', exempt: ['new_energy', 'livelihood'] },
          { appliesTo: 'machine', maxStage: '2' },
        ],
      }),
    );
    const before = await enters(freshPlate(), '2022-01-05T11:59:59.999+08:00');
    expect([before.outcome, before.violations]).toEqual(['compliant', []]);
    const truck = freshPlate();
    const after = await enters(truck, '2022-01-05T12:00:00+08:00');
    expect([after.outcome, kinds(after.violations)]).toEqual(['violation', ['alert_restriction_breach']]);
    expect((await enters(freshPlate(), '2022-01-05T12:30:00+08:00', '5')).outcome).toBe('compliant');
    expect((await enters(freshPlate(), '2022-01-05T12:31:00+08:00', 'X')).outcome).toBe('unverified');
    const leaves = await pass(shop, {
      ...{ plate: freshPlate(), passedAt: '2022-01-05T12:30:00+08:00', direction: 'out', cargo: null },
      vehicle: diesel('3'),
    });
    expect(leaves.violations).toEqual([]);
  });

  it('a stage II machine at work on a site is flagged, one that stands idle is not', async () => {
    at('2022-01-05T13:00:00+08:00');
    const builder = await as('builder');
    for (const [working, expected] of [
      [true, ['alert_restriction_breach']],
      [false, []],
    ] as const) {
      const machine = { name: '挖掘机', category: 'excavator', environmentalCode: freshCode() };
      const told = { ...machine, fuel: 'diesel', emissionStage: '2', engine: { powerKw: 100 } };
      const { id: machineId } = madeOf(await builder.post('/machines', told));
      const days = { plannedEntryOn: '2022-01-05', plannedExitOn: '2022-06-30' };
      service.clock.advance(-3_600_000);
      madeOf(await builder.post('/filings', { siteId: site, machineId, ...days }));
      service.clock.advance(3_600_000);
      const seen = { siteId: site, machineId, enteredAt: '2022-01-05T13:00:00+08:00', working };
      const entry = madeOf<PassageAnswer>(await (await as('city')).post('/site-entries', seen));
      expect(kinds(entry.violations)).toEqual(expected);
    }
  });

  it('an extension convicts nobody who entered before it was issued, and binds from then on', async () => {
    const between = await enters(freshPlate(), '2022-01-06T12:30:00+08:00');
    expect(between.outcome).toBe('compliant');
    at('2022-01-06T13:00:00+08:00');
    await revise({ endsAt: '2022-01-08T12:00:00+08:00' });
    const again = (await (await as('city')).get(`/passages/${between.id}`)).body as PassageAnswer;
    expect(again.outcome).toBe('compliant');
    expect(barred(await enters(freshPlate(), '2022-01-06T13:01:00+08:00'))).toBe(true);
  });

  it('lifted early it binds no longer, and its history tells the three acts', async () => {
    at('2022-01-07T09:00:00+08:00');
    await revise({ endsAt: '2022-01-07T10:00:00+08:00' });
    expect(barred(await enters(freshPlate(), '2022-01-07T09:59:59+08:00'))).toBe(true);
    expect((await enters(freshPlate(), '2022-01-07T10:00:00+08:00')).outcome).toBe('compliant');
    const whole = (await (await as('city')).get(`/alerts/${order.id}`)).body as Order;
    expect(whole.revisions).toHaveLength(3);
  });

  it('a wrong stage appealed and granted: flags, totals, the report and the retirement list follow; the seals hold', async () => {
    at('2022-01-08T10:00:00+08:00');
    const city = await as('city');
    const wrong = lorry({ emissionStage: '3', vehicleType: 'Q11', registeredDivision: '140302' });
    const { plate } = wrong;
    madeOf(await city.post('/vehicles', wrong));
    const first = await enters(plate, '2022-01-08T10:01:00+08:00', '3', mill);
    // Told late, of when the order was in force.
    const during = await pass(mill, {
      plate,
      passedAt: '2022-01-05T15:00:00+08:00',
      vehicle: diesel('3'),
      cargo: null,
    });
    expect(kinds(first.violations)).toEqual(['non_china_vi_access']);
    expect(kinds(during.violations).sort()).toEqual(['alert_restriction_breach', 'non_china_vi_access']);
    expect(kinds(first.findings)).toEqual(['china_iii_access']);

    const violations = async () => {
      const all: Held[] = [];
      for (const status of ['open', 'cancelled', 'withdrawn', 'appealed'])
        for (const effect of ['breach', 'review'])
          all.push(...itemsOf<Held>(await city.post('/violations/search', { plate, status, effect })));
      return all;
    };
    const total = async () =>
      itemsOf<{ plate: string; violations: number }>(await city.get('/violators?limit=200')).find(
        (one) => one.plate === plate,
      )?.violations;
    const due = async () =>
      itemsOf<{ plate: string }>(await city.get('/retirements?status=overdue&limit=200')).some(
        (one) => one.plate === plate,
      );
    expect([(await violations()).filter(({ status }) => status === 'open').length, await total(), await due()]).toEqual(
      [6, 3, true],
    );
    const figures = async () => {
      const [passages, violations] = [
        await report(city, 'passages?month=2022-01&by=county'),
        await report(city, 'violations?month=2022-01&by=clause'),
      ];
      return ['stage3Verified', 'stage6Verified']
        .map((name) => figureOf(passages, name) ?? 0)
        .concat(figureOf(violations, 'breaches') ?? 0);
    };
    const [threes = 0, sixes = 0, breaches = 0] = await figures();
    expect(threes).toBe(2);
    expect(await faults()).toEqual([]);

    const miller = await as('miller');
    const [appealedId = ''] = first.violations.map(({ id }) => id);
    const told = { violationIds: [appealedId], grounds: 'emission_stage', statement: '随车清单为国六' };
    const { id: appealId } = madeOf(await miller.post('/appeals', told));
    const remedy = { kind: 'vehicle', facts: { emissionStage: '6', stageBasis: 'vehicle_list' } };
    const county = await as('county');
    const granted = await county.post(`/appeals/${appealId}/grant`, { reason: '随车清单核实为国六', remedy });
    expect(granted.status).toBe(200);
    await service.settled();

    const after = await violations();
    expect(after.filter(({ status }) => status === 'cancelled').map(({ id }) => id)).toEqual([appealedId]);
    expect(after.filter(({ status }) => status === 'withdrawn')).toHaveLength(5);
    expect([await total(), await due()]).toEqual([undefined, false]);
    expect(await figures()).toEqual([0, sixes + 2, breaches - 3]);
    for (const { id } of [first, during]) {
      const { outcome } = (await city.get(`/passages/${id}`)).body as PassageAnswer;
      expect(outcome).toBe('compliant');
    }
    expect(await faults()).toEqual([]);
  });

  it('one flipped byte is found', async () => {
    const { decisionHistory } = db.t;
    const [row] = await db.q.select().from(decisionHistory).limit(1);
    if (!row) throw new Error('the appeal replaced decisions');
    const flip = (facts: string) => db.q.update(decisionHistory).set({ facts }).where(eq(decisionHistory.id, row.id));
    await flip(`${String.fromCharCode(row.facts.charCodeAt(0) ^ 1)}${row.facts.slice(1)}`);
    expect((await faults()).join()).toContain(row.id);
    await flip(row.facts);
    expect(await faults()).toEqual([]);
  });
});
