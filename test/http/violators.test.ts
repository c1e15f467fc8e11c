import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { problem } from '../support/town.ts';
import { type Contractor, contractor, freshCreditCode, freshPlate, user } from '../support/world.ts';
import { lorry } from './fleet-world.ts';
import { COKING, diesel, itemsOf, madeOf, type Plant, pass, plant } from './gate-world.ts';
import { newMachine, newSite } from './yard.ts';

type Violator = {
  readonly plate?: string;
  readonly enterpriseId?: string;
  readonly organisationId?: string;
  readonly seller?: { readonly name: string };
  readonly violations: number;
};

describe.each(databases)('who violates, on $name', ({ open }) => {
  let service: TestService;
  let near: Plant;
  let far: Plant;
  let builder: Contractor;
  let other: Contractor;
  let city: Caller;
  const [thrice, twice, late, early] = [freshPlate(), freshPlate(), freshPlate(), freshPlate()] as const;
  const sellers = [
    { name: '大汽贸', creditCode: freshCreditCode(), countyCode: '140302' },
    { name: '小汽贸', countyCode: '140303' },
  ] as const;

  beforeAll(async () => {
    service = await startTest(open);
    near = await plant(service, { validFrom: '2021-01-01' });
    far = await plant(service, COKING, '140303');
    builder = await contractor(service);
    other = await contractor(service, '140303');
    city = await user(service, 'city_officer');
    const on = (at: Plant, plate: string, day: string, more: object = {}) =>
      pass(at, { plate, passedAt: `${day}T08:00:00+08:00`, ...more });
    await on(near, thrice, '2021-11-01', { vehicle: diesel('4') });
    await on(far, thrice, '2022-01-05');
    await on(near, twice, '2022-01-03');
    await on(near, twice, '2022-01-04');
    await on(near, late, '2022-02-01');
    await on(far, early, '2022-01-02');
    const refused = await on(near, early, '2022-03-01');
    await near.gate.caller.post('/passages/barrier', { eventId: refused.eventId, result: 'refused' });
    const registered = lorry({ emissionStage: '6' });
    madeOf(await city.post('/vehicles', registered));
    await on(near, registered.plate, '2022-02-02');
    for (const seller of [sellers[0], sellers[0], sellers[1]])
      madeOf(await city.post('/vehicles', lorry({ invoiceOn: '2021-08-01', seller })));
    for (const { caller, machines } of [
      { caller: builder.caller, machines: 1 },
      { caller: other.caller, machines: 2 },
    ]) {
      const siteId = madeOf(await caller.post('/sites', newSite())).id;
      for (let n = 0; n < machines; n += 1) {
        const machineId = madeOf(await caller.post('/machines', newMachine())).id;
        const enteredAt = `2022-03-0${n + 1}T08:00:00+08:00`;
        madeOf(await caller.post('/site-entries', { siteId, machineId, enteredAt }));
      }
    }
  });
  afterAll(() => service.close());

  const violators = async (query: string, caller = city) => itemsOf<Violator>(await caller.get(`/violators?${query}`));
  const plates = async (query: string, caller = city) => (await violators(query, caller)).map(({ plate }) => plate);

  it('by vehicle: worst first, then the latest, with when and of what kinds', async () => {
    expect(await violators('by=vehicle')).toEqual([
      {
        ...{
          plate: thrice,
          plateColour: 'yellow',
          violations: 3,
          kinds: ['below_china_v_access', 'non_china_vi_access'],
        },
        ...{ firstAt: '2021-11-01T08:00:00.000+08:00', lastAt: '2022-01-05T08:00:00.000+08:00' },
      },
      {
        ...{ plate: twice, plateColour: 'yellow', violations: 2, kinds: ['non_china_vi_access'] },
        ...{ firstAt: '2022-01-03T08:00:00.000+08:00', lastAt: '2022-01-04T08:00:00.000+08:00' },
      },
      expect.objectContaining({ plate: late, violations: 1 }),
      expect.objectContaining({ plate: early, violations: 1, lastAt: '2022-01-02T08:00:00.000+08:00' }),
    ]);
    expect(await plates('')).toEqual([thrice, twice, late, early]);
  });

  it('by enterprise, with its name', async () => {
    const found = await violators('by=enterprise');
    expect(found).toMatchObject([
      { enterpriseId: near.id, violations: 5, lastAt: '2022-02-01T08:00:00.000+08:00' },
      { enterpriseId: far.id, violations: 2 },
    ]);
    for (const item of found) expect(item).toHaveProperty('name', expect.stringMatching(/^单位/));
  });

  it('by contractor', async () => {
    const kinds = ['unregistered_machine'];
    expect(await violators('by=contractor')).toMatchObject([
      { organisationId: other.id, violations: 2, kinds },
      { organisationId: builder.id, violations: 1, kinds },
    ]);
  });

  it('by seller, with the credit code where it is known', async () => {
    expect(await violators('by=seller')).toMatchObject([
      { seller: { name: '大汽贸', creditCode: sellers[0].creditCode }, violations: 2, kinds: ['non_china_vi_sale'] },
      { seller: { name: '小汽贸', creditCode: null }, violations: 1 },
    ]);
  });

  it('breaches alone count: neither reviews nor what was withdrawn, even where they are asked for', async () => {
    expect(await plates('effect=review')).toEqual([thrice, twice, late, early]);
    expect(await plates('kind=stage_conflict')).toEqual([]);
    expect(await plates('status=withdrawn')).toEqual([]);
    expect(await violators('by=enterprise&status=withdrawn')).toEqual([]);
  });

  it.each<[string, () => string, () => string[]]>([
    ['from a day on', () => 'from=2022-01-04', () => [late, thrice, twice]],
    ['to a day, which is included', () => 'to=2022-01-03', () => [thrice, twice, early]],
    ['in a county', () => 'countyCode=140303', () => [thrice, early]],
    ['at an enterprise', () => `enterpriseId=${far.id}`, () => [thrice, early]],
    ['of an organisation', () => `organisationId=${near.id}`, () => [twice, thrice, late]],
    ['of a kind', () => 'kind=below_china_v_access', () => [thrice]],
    ['of a rule', () => 'rule=bulk-freight-china-v', () => [thrice]],
    ['of a clause, also where it stands beside another', () => 'clause=2.4.2c', () => [twice, late, thrice]],
    ['of a clause in a county and a time', () => 'clause=2.4.2b&countyCode=140302&to=2022-01-31', () => [twice]],
  ])('counts what happened %s', async (_name, query, expected) => {
    expect(await plates(query())).toEqual(expected());
  });

  it('goes on by cursor, each violator once, over equal counts too', async () => {
    for (const by of ['vehicle', 'enterprise', 'contractor', 'seller']) {
      const seen: Violator[] = [];
      let cursor = '';
      do {
        const page = await city.get(`/violators?by=${by}&limit=1${cursor}`);
        seen.push(...itemsOf<Violator>(page));
        const { next } = page.body as { next?: string };
        cursor = next ? `&cursor=${next}` : '';
      } while (cursor !== '');
      expect(seen).toEqual(await violators(`by=${by}`));
    }
    const { next } = (await city.get('/violators?by=vehicle&limit=1')).body as { next: string };
    expect(problem(await city.get(`/violators?by=seller&limit=1&cursor=${next}`))).toEqual([400, '#/cursor']);
  });

  it('an officer of a county sees what happened there; the city and departments see all', async () => {
    const county = await user(service, 'county_officer', { countyCode: '140303' });
    expect(await violators('by=vehicle', county)).toMatchObject([
      { plate: thrice, violations: 1 },
      { plate: early, violations: 1 },
    ]);
    expect(await violators('by=seller', county)).toMatchObject([{ seller: { name: '小汽贸' } }]);
    expect(await plates('countyCode=140302', county)).toEqual([]);
    for (const caller of [await service.admin(), await user(service, 'department')])
      expect(await plates('by=vehicle', caller)).toEqual([thrice, twice, late, early]);
  });

  it('403 for enterprises, contractors and gates, 401 for nobody', async () => {
    for (const caller of [near.caller, builder.caller, near.gate.caller])
      expect((await caller.get('/violators')).status).toBe(403);
    expect((await service.nobody.get('/violators')).status).toBe(401);
  });

  it.each(['by=machine', 'plate=x', 'status=gone', 'from=x', 'limit=0'])('400: ?%s', async (query) => {
    expect(problem(await city.get(`/violators?${query}`))).toEqual([400, `#/${query.split('=')[0]}`]);
  });
});
