import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { freshCreditCode, freshPlate, user } from '../support/world.ts';
import { type Cast, castOf, created, lorry } from './fleet-world.ts';

type Vehicle = { id: string; plate: string; decisions: { rule: string; outcome: string; missing: string[] }[] };
type Flag = { id: string; countyCode: string | null; status: string };

/** A China V lorry sold in the city on the day clause 2.4.3 began. */
const sold = (more: object = {}) =>
  lorry({
    invoiceOn: '2021-07-01',
    registeredDivision: '140302',
    seller: { name: '阳泉某汽车销售公司', countyCode: '140303' },
    ...more,
  });

describe.each(databases)('clause 2.4.3, the sale of a vehicle on $name', (database) => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await castOf(database);
  });
  afterAll(() => cast.service.close());

  const flagsOf = async (plate: string, status?: string) => {
    const body = { plate, kind: 'non_china_vi_sale', ...(status ? { status } : {}) };
    return ((await cast.city.post('/violations/search', body)).body as { items: Flag[] }).items;
  };
  const outcomeOf = (vehicle: Vehicle) =>
    vehicle.decisions.find(({ rule }) => rule === 'heavy-diesel-sale')?.outcome ?? 'no policy';

  it.each<[string, object, string, string | null]>([
    ['invoiced the day before', { invoiceOn: '2021-06-30' }, 'not_applicable', null],
    ['invoiced on the day', { invoiceOn: '2021-07-01' }, 'violation', '140303'],
    ['no invoice date', { invoiceOn: null }, 'unverified', null],
    ['China VI', { emissionStage: '6' }, 'compliant', null],
    ['a stage somebody inferred', { stageBasis: 'inferred' }, 'unverified', null],
    ['a seller elsewhere', { seller: { name: 's', countyCode: '130102' } }, 'not_applicable', null],
    [
      'a seller of the city’s own code counts for where it is registered',
      { seller: { name: 's', countyCode: '140300' } },
      'violation',
      '140302',
    ],
    ['a seller whose place is not told, registered here', { seller: { name: 's' } }, 'violation', '140302'],
    ['registered elsewhere, sold here', { registeredDivision: '130102' }, 'violation', '140303'],
    ['registered here outside the six counties', { seller: null, registeredDivision: '140300' }, 'violation', null],
    [
      'neither seller nor division: the plate tells nothing of a sale',
      { seller: null, registeredDivision: null },
      'unverified',
      null,
    ],
    ['petrol', { fuel: 'petrol' }, 'not_applicable', null],
    ['sold before there was a policy', { invoiceOn: '2020-12-31' }, 'no policy', null],
  ])('%s', async (_name, more, outcome, countyCode) => {
    const vehicle = created<Vehicle>(await cast.city.post('/vehicles', sold(more)));
    expect(outcomeOf(vehicle)).toBe(outcome);
    const flags = await flagsOf(vehicle.plate);
    expect(flags.map((flag) => flag.countyCode)).toEqual(outcome === 'violation' ? [countyCode] : []);
  });

  it('is a breach of the seller, of the start of the invoice day, with why', async () => {
    const { plate, id } = created<Vehicle>(await cast.city.post('/vehicles', sold()));
    const [flag] = await flagsOf(plate);
    const one = await cast.city.get(`/violations/${flag?.id ?? ''}`);
    expect(one.body).toMatchObject({
      kind: 'non_china_vi_sale',
      effect: 'breach',
      rule: 'heavy-diesel-sale',
      clause: '2.4.3',
      policy: 'yangquan-2021@1',
      occurredAt: '2021-07-01T00:00:00.000+08:00',
      legalDay: '2021-07-01',
      beforePublication: true,
      status: 'open',
      subject: { vehicleId: id, plate, emissionStage: '5', seller: { name: '阳泉某汽车销售公司' } },
      why: { summary: expect.stringContaining('2.4.3') as string },
    });
    const chinese = await cast.city.get(`/violations/${flag?.id ?? ''}`, { headers: { 'Accept-Language': 'zh-CN' } });
    expect((chinese.body as { why: { summary: string } }).why.summary).toMatch(/违反/);
    const violators = await cast.city.get('/violators?by=seller');
    expect((violators.body as { items: { seller: { name: string } }[] }).items[0]?.seller.name).toBe(
      '阳泉某汽车销售公司',
    );
  });

  it('is shown to a seller that has an account here, by its credit code', async () => {
    const creditCode = freshCreditCode();
    const admin = await cast.service.admin();
    const account = { kind: 'enterprise', name: '某经销商', creditCode, countyCode: '140311' };
    const { id: organisationId } = created(await admin.post('/organisations', account));
    const dealer = await user(cast.service, 'enterprise', { organisationId });
    const seller = { name: '某经销商', creditCode, countyCode: '140311' };
    const { plate } = created<Vehicle>(await cast.city.post('/vehicles', sold({ seller })));
    const seen = (await dealer.get('/violations')).body as {
      items: { subject: { plate: string; organisationId: string } }[];
    };
    expect(seen.items).toMatchObject([{ subject: { plate, organisationId, seller: { creditCode } } }]);
  });

  it('is seen by the officers of its county only', async () => {
    const { plate } = created<Vehicle>(
      await cast.city.post('/vehicles', sold({ seller: { name: 's', countyCode: '140302' } })),
    );
    const asked = { plate, kind: 'non_china_vi_sale' };
    const items = async (caller: Cast['city']) =>
      ((await caller.post('/violations/search', asked)).body as { items: Flag[] }).items.length;
    expect([await items(cast.county), await items(cast.otherCounty), await items(cast.department)]).toEqual([1, 0, 1]);
  });

  it('stands whatever the vehicle became on a later day', async () => {
    const { id, plate } = created<Vehicle>(await cast.city.post('/vehicles', sold()));
    await cast.city.patch(`/vehicles/${id}`, { emissionStage: '6', effectiveOn: '2021-07-02' });
    expect(await flagsOf(plate)).toHaveLength(1);
    await cast.city.patch(`/vehicles/${id}`, { emissionStage: '6', effectiveOn: '2021-07-01' });
    expect(await flagsOf(plate)).toEqual([]);
  });

  it('is not raised by a later day either', async () => {
    const { id, plate } = created<Vehicle>(await cast.city.post('/vehicles', sold({ emissionStage: '6' })));
    await cast.city.patch(`/vehicles/${id}`, { emissionStage: '5', effectiveOn: '2022-03-01' });
    expect(await flagsOf(plate)).toEqual([]);
  });

  it('counts for the seller and not for the vehicle', async () => {
    const seller = { name: '只售一辆的公司', countyCode: '140371' };
    const { plate, id } = created<Vehicle>(await cast.city.post('/vehicles', sold({ seller })));
    const violators = async (query: string) =>
      ((await cast.city.get(`/violators?countyCode=140371&${query}`)).body as { items: object[] }).items;
    expect(await violators('by=seller')).toMatchObject([{ seller: { name: seller.name }, violations: 1 }]);
    expect(await violators('by=vehicle')).not.toContainEqual(expect.objectContaining({ plate }));
    await cast.city.patch(`/vehicles/${id}`, { emissionStage: '6' });
    expect(await violators('by=seller&status=withdrawn')).toEqual([]);
  });

  it('is withdrawn when a correction shows China VI, and opens again under the same id', async () => {
    const { id, plate } = created<Vehicle>(await cast.city.post('/vehicles', sold()));
    const [before] = await flagsOf(plate);
    await cast.city.patch(`/vehicles/${id}`, { emissionStage: '6' });
    expect(await flagsOf(plate)).toEqual([]);
    expect(await flagsOf(plate, 'withdrawn')).toMatchObject([{ id: before?.id }]);
    await cast.city.patch(`/vehicles/${id}`, { emissionStage: '5' });
    expect(await flagsOf(plate)).toMatchObject([{ id: before?.id, status: 'open' }]);
  });

  it('moves with a corrected seller to the right county', async () => {
    const { id, plate } = created<Vehicle>(await cast.city.post('/vehicles', sold()));
    await cast.city.patch(`/vehicles/${id}`, { seller: { name: '另一公司', countyCode: '140321' } });
    expect(await flagsOf(plate)).toMatchObject([{ countyCode: '140321' }]);
  });

  it('follows the vehicle to its corrected plate', async () => {
    const { id, plate } = created<Vehicle>(await cast.city.post('/vehicles', sold()));
    const [before] = await flagsOf(plate);
    const corrected = freshPlate();
    await cast.city.patch(`/vehicles/${id}`, { plate: corrected });
    expect(await flagsOf(plate)).toEqual([]);
    expect(await flagsOf(corrected)).toMatchObject([{ id: before?.id }]);
  });

  it('is not raised by what an enterprise declares', async () => {
    const { plate } = created<Vehicle>(await cast.alice.post('/vehicles', sold({ stageBasis: 'declared' })));
    expect(await flagsOf(plate)).toEqual([]);
  });

  it('a China V truck that was sold in time breaks nothing by being on file', async () => {
    const { plate } = created<Vehicle>(await cast.city.post('/vehicles', sold({ invoiceOn: '2021-06-30' })));
    const any = await cast.city.post('/violations/search', { plate, effect: 'breach' });
    expect((any.body as { items: Flag[] }).items).toEqual([]);
  });
});
