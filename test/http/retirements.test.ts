import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepRetirements } from '../../src/actions/fleet/sweep-retirements.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { ADMIN_PASSWORD } from '../support/server.ts';
import { type Cast, castOf, created, declaredLorry, lorry, platesIn, problem } from './fleet-world.ts';

type Vehicle = { id: string; plate: string; retirement: string | null };
type Flag = {
  id: string;
  kind: string;
  status: string;
  legalDay: string;
  occurredAt: string;
  countyCode: string | null;
};

/** An operating China III diesel lorry registered in the city. */
const old = (more: object = {}) =>
  lorry({ emissionStage: '3', registeredDivision: '140302', owner: { name: '李四', phone: '13900000000' }, ...more });

describe.each(databases)('the retirement programme on $name', (database) => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await castOf(database, '2021-10-08T09:00:00+08:00');
  });
  afterAll(() => cast.service.close());

  const listed = async (caller: Caller, query = '') => platesIn(await caller.get(`/retirements${query}`));
  const flagsOf = async (caller: Caller, plate: string) =>
    ((await caller.post('/violations/search', { plate, effect: 'review' })).body as { items: Flag[] }).items;

  it('200: lists an operating China III lorry with what a county needs to call its owner', async () => {
    const vehicle = created<Vehicle>(await cast.city.post('/vehicles', old()));
    expect(vehicle.retirement).toBe('due');
    const page = await cast.county.get('/retirements?status=due&limit=1');
    expect((page.body as { items: unknown[] }).items).toEqual([
      {
        vehicleId: vehicle.id,
        status: 'due',
        plate: vehicle.plate,
        plateColour: 'yellow',
        vin: null,
        emissionStage: '3',
        vehicleType: 'H11',
        registeredOn: null,
        countyCode: '140302',
        inferred: false,
        deadline: '2021-12-31',
        clause: '2.4.4',
        owner: { name: '李四', phone: '13900000000' },
        proof: null,
        proofId: null,
        retiredOn: null,
      },
    ]);
    expect(await flagsOf(cast.county, vehicle.plate)).toMatchObject([
      {
        kind: 'china_iii_retirement_due',
        effect: 'review',
        clause: '2.4.4',
        legalDay: '2021-10-08',
        countyCode: '140302',
      },
    ]);
  });

  it.each<[string, object, string | null]>([
    ['China IV', { emissionStage: '4' }, null],
    ['China II', { emissionStage: '国二' }, 'due'],
    ['not operating', { usage: 'non_operating' }, null],
    ['L (营转非) is not operating', { usageCode: 'L' }, null],
    ['a bus', { vehicleType: 'K11' }, null],
    ['petrol', { fuel: 'petrol' }, null],
    ['an inferred stage never retires', { stageBasis: 'inferred' }, null],
    ['registered elsewhere', { registeredDivision: '130102' }, null],
    ['scrapped', { status: 'scrapped' }, 'retired'],
    ['deregistered', { status: 'deregistered' }, 'retired'],
    ['transferred out', { status: 'transferred_out' }, null],
  ])('%s', async (_name, more, place) => {
    const vehicle = created<Vehicle>(await cast.city.post('/vehicles', old(more)));
    expect(vehicle.retirement).toBe(place);
    expect((await listed(cast.county)).includes(vehicle.plate)).toBe(place !== null);
    expect((await flagsOf(cast.city, vehicle.plate)).length).toBe(place === 'due' ? 1 : 0);
  });

  it('a vehicle whose city is told by the plate alone is marked, and is for city officers', async () => {
    const { plate } = created<Vehicle>(await cast.city.post('/vehicles', old({ registeredDivision: undefined })));
    const whole = (await cast.city.get('/retirements?limit=1')).body as { items: object[] };
    expect(whole.items).toMatchObject([{ plate, countyCode: null, inferred: true }]);
    expect(await listed(cast.department)).toContain(plate);
    for (const officer of [cast.county, cast.otherCounty]) expect(await listed(officer)).not.toContain(plate);
  });

  it('what an enterprise declares puts nothing on the list', async () => {
    const body = declaredLorry({ emissionStage: '3', registeredDivision: '140302' });
    const vehicle = created<Vehicle>(await cast.alice.post('/vehicles', body));
    expect(vehicle.retirement).toBeNull();
    expect(await listed(cast.city)).not.toContain(vehicle.plate);
  });

  it('a scrapped vehicle counts as retired, one transferred out leaves the list', async () => {
    const [one, two] = [
      created<Vehicle>(await cast.city.post('/vehicles', old())),
      created<Vehicle>(await cast.city.post('/vehicles', old())),
    ];
    await cast.county.patch(`/vehicles/${one.id}`, { status: 'scrapped', effectiveOn: '2021-10-08' });
    await cast.county.patch(`/vehicles/${two.id}`, { status: 'transferred_out', effectiveOn: '2021-10-08' });
    expect(await listed(cast.county, '?status=retired')).toContain(one.plate);
    expect(await listed(cast.county, '?status=due')).not.toContain(one.plate);
    expect(await listed(cast.county)).not.toContain(two.plate);
    expect(await flagsOf(cast.city, one.plate)).toEqual([]);
    expect(await flagsOf(cast.city, two.plate)).toEqual([]);
  });

  it('200: by county and status; officers of another county see nothing of it', async () => {
    const { plate } = created<Vehicle>(await cast.city.post('/vehicles', old({ registeredDivision: '140322' })));
    expect(await listed(cast.city, '?countyCode=140322')).toEqual([plate]);
    expect(await listed(cast.otherCounty)).toEqual([plate]);
    expect(await listed(cast.county)).not.toContain(plate);
    expect(await listed(cast.county, '?countyCode=140322')).toEqual([]);
    expect(await listed(cast.city, '?status=overdue')).toEqual([]);
    expect(problem(await cast.city.get('/retirements?status=late'))).toEqual([400, '#/status']);
    expect(problem(await cast.city.get('/retirements?countyCode=130102'))).toEqual([400, '#/countyCode']);
  });

  it('200: page after page', async () => {
    const first = (await cast.city.get('/retirements?limit=1')).body as { items: { plate: string }[]; next: string };
    const second = await cast.city.get(`/retirements?limit=1&cursor=${first.next}`);
    expect(platesIn(second)).not.toEqual(first.items.map(({ plate }) => plate));
  });

  it('401 and 403: the list is for officers and departments', async () => {
    expect((await cast.service.nobody.get('/retirements')).status).toBe(401);
    for (const caller of [cast.alice, cast.contractor]) expect((await caller.get('/retirements')).status).toBe(403);
  });

  it('what was due becomes overdue when the deadline has passed, and the first day stays', async () => {
    const { id, plate } = created<Vehicle>(await cast.city.post('/vehicles', old()));
    const policies = cast.service.app.env.policies.current();
    const sweep = async (instant: string) => {
      cast.service.clock.set(instant);
      let after: string | undefined;
      do {
        const context = { policies, now: cast.service.clock.now(), newId: cast.service.app.env.newId };
        const range = { after, limit: 3 };
        ({ after } = await cast.service.store.write((tx) => sweepRetirements(tx, context, range)));
      } while (after);
      return cast.service.logIn('admin', ADMIN_PASSWORD);
    };
    const last = await sweep('2021-12-31T23:59:50+08:00');
    expect(await flagsOf(last, plate)).toMatchObject([{ kind: 'china_iii_retirement_due', legalDay: '2021-10-08' }]);
    const first = await sweep('2022-01-01T00:00:00+08:00');
    expect(await flagsOf(first, plate)).toMatchObject([
      { kind: 'china_iii_retirement_overdue', legalDay: '2022-01-01', occurredAt: '2022-01-01T00:00:00.000+08:00' },
    ]);
    expect(await listed(first, '?status=overdue')).toContain(plate);
    expect(await listed(first, '?status=due')).toEqual([]);
    const later = await sweep('2022-03-01T08:00:00+08:00');
    expect(await flagsOf(later, plate)).toMatchObject([
      { kind: 'china_iii_retirement_overdue', legalDay: '2022-01-01' },
    ]);
    expect((await later.get(`/vehicles/${id}`)).body).toMatchObject({ retirement: 'overdue' });
    await later.patch(`/vehicles/${id}`, { status: 'deregistered', effectiveOn: '2022-03-01' });
    expect(await flagsOf(later, plate)).toEqual([]);
    expect(await listed(later, '?status=retired')).toContain(plate);
  });
});
