import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { freshPlate } from '../support/world.ts';
import { type Cast, castOf, created, declaredLorry, lorry } from './fleet-world.ts';
import { COKING, diesel, itemsOf, type Plant, pass, plant } from './gate-world.ts';
import { refillOf } from './urea-world.ts';

const NOW = '2022-04-05T12:00:00+08:00';
const OWNER = { name: '王五', phone: '13800001111' };

type Entry = {
  readonly at: string;
  readonly type: string;
  readonly id: string;
  readonly summary: string;
  readonly status: string | null;
  readonly link: string;
  readonly detail: Readonly<Record<string, unknown>>;
};
type Page = {
  readonly items: readonly Entry[];
  readonly next?: string;
  readonly file?: Readonly<Record<string, unknown>>;
};

let serial = 0;
const capture = (plate: string, more: object = {}) => {
  serial += 1;
  return {
    ...{
      kind: 'black_smoke',
      source: '黑烟平台',
      externalId: `C-${serial}`,
      plate,
      plateColour: 'yellow',
      result: 'fail',
    },
    ...{ occurredAt: '2022-03-20T10:00:00+08:00', details: { place: '桃北东街', ringelmann: 3 }, ...more },
  };
};
const inspection = (plate: string) =>
  capture(plate, {
    ...{ kind: 'periodic_inspection', result: 'pass', occurredAt: '2022-02-01T10:00:00+08:00' },
    details: { station: '阳泉检测一站', method: 'lug_down', reportNumber: 'R-9', validUntil: '2023-01-31' },
  });

describe.each(databases)('the file of a vehicle on $name', (database) => {
  let cast: Cast;
  let mill: Plant;
  let other: Plant;
  beforeAll(async () => {
    cast = await castOf(database, NOW);
    mill = await plant(cast.service, COKING);
    other = await plant(cast.service, COKING, '140322');
  });
  afterAll(() => cast.service.close());

  const page = async (path: string, by = cast.city) => (await by.get(path)).body as Page;
  const types = (items: readonly Entry[]) => items.map(({ type }) => type);

  /** A truck that passed two plants at the same instant, was refilled, captured, inspected, and changed its plate. */
  async function busyTruck() {
    const { id, plate: before } = created(
      await cast.city.post('/vehicles', lorry({ vehicleType: 'Q11', emissionStage: '4', owner: OWNER })),
    );
    const plate = freshPlate();
    await pass(mill, { plate: before, passedAt: '2022-02-28T12:00:00+08:00', vehicle: diesel('4') });
    expect((await cast.city.patch(`/vehicles/${id}`, { plate, effectiveOn: '2022-03-01' })).status).toBe(200);
    // Whoever carries the old plate from then on is another.
    await pass(mill, { plate: before, passedAt: '2022-03-02T12:00:00+08:00' });
    for (const at of [mill, other])
      await pass(at, { plate, passedAt: '2022-03-10T12:00:00+08:00', vehicle: diesel('4') });
    created(
      await mill.caller.post('/urea-refills', refillOf(mill.id, plate, { refilledAt: '2022-03-10T12:00:00+08:00' })),
    );
    created(await cast.city.post('/observations', capture(plate)));
    created(await cast.city.post('/observations', inspection(before)));
    await cast.service.settled();
    return { id, plate, before };
  }

  it('stands on one timeline, newest first, whole however it is paged', async () => {
    const { id, plate, before } = await busyTruck();
    const whole = await page(`/vehicles/${id}/timeline`);
    const { items } = whole;
    expect(types(items).slice().sort()).toEqual(
      [
        ...['change', 'inspection', 'observation', 'passage', 'passage', 'passage', 'plate', 'plate', 'refill'],
        ...['registration', 'violation', 'violation', 'violation'],
      ].sort(),
    );
    const ordered = [...items].sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1));
    expect(items).toEqual(ordered);
    const noon = items.filter(({ at }) => at === '2022-03-10T12:00:00.000+08:00');
    expect(types(noon).slice().sort()).toEqual(['passage', 'passage', 'refill', 'violation', 'violation']);
    for (const limit of [1, 2, 5]) {
      const paged: Entry[] = [];
      for (let cursor = ''; ; ) {
        const one = await page(`/vehicles/${id}/timeline?limit=${limit}${cursor}`);
        paged.push(...one.items);
        if (one.next === undefined) break;
        cursor = `&cursor=${one.next}`;
      }
      expect(paged.map((entry) => entry.id)).toEqual(items.map((entry) => entry.id));
    }
    const passages = items.filter(({ type }) => type === 'passage').map(({ detail }) => detail['plate']);
    expect(passages).toEqual([plate, plate, before]);
    expect(items.find(({ type }) => type === 'observation')).toMatchObject({
      ...{ status: 'fail', summary: expect.stringContaining('black-smoke') },
      detail: { kind: 'black_smoke', ringelmann: 3, followUp: 'open' },
    });
    const links = items.map(({ link }) => link);
    for (const link of new Set(links)) expect([link, (await cast.city.get(link)).status]).toEqual([link, 200]);
    expect(JSON.stringify(items)).not.toContain(OWNER.name);
  });

  it('is summed up in one answer, which heads the first page', async () => {
    const { id, plate, before } = await busyTruck();
    const online = { state: 'online', lastHeardAt: '2022-04-05T11:00:00+08:00' };
    created(
      await cast.city.post(
        '/observations',
        capture(plate, {
          kind: 'online_state',
          result: 'none',
          occurredAt: '2022-04-05T11:00:00+08:00',
          details: online,
        }),
      ),
    );
    const file = (await cast.city.get(`/vehicles/${id}/file`)).body as Record<string, unknown>;
    expect(file).toMatchObject({
      vehicleId: id,
      identity: { plate, plateColour: 'yellow', vehicleType: 'Q11', owner: OWNER },
      stage: { stage: '4', basis: 'vehicle_list', origin: 'verified' },
      network: { status: 'online', origin: 'observed', lastHeardAt: '2022-04-05T11:00:00.000+08:00' },
      lastInspection: { result: 'pass', station: '阳泉检测一站', validUntil: '2023-01-31' },
      openFollowUps: 1,
      refills: { count: 1, litres: 20, lastAt: '2022-03-10T12:00:00.000+08:00' },
      byYear: [
        {
          ...{ year: '2022', passages: 3, violations: 3, refills: 1, litres: 20 },
          observations: { black_smoke: 1, periodic_inspection: 1, online_state: 1 },
        },
      ],
      plates: expect.arrayContaining([expect.objectContaining({ plate: before, until: '2022-03-01' })]),
    });
    expect(file['openFlags']).toHaveLength(3);
    const first = await page(`/vehicles/${id}/timeline?limit=3`);
    expect(first.file).toEqual(file);
    expect((await page(`/vehicles/${id}/timeline?limit=3&cursor=${first.next}`)).file).toBeUndefined();
  });

  it('shows an enterprise what is its own of a vehicle it declared, and nothing of any other', async () => {
    const { id, plate } = await busyTruck();
    for (const path of ['timeline', 'file']) {
      expect((await mill.caller.get(`/vehicles/${id}/${path}`)).status).toBe(404);
      expect((await cast.contractor.get(`/vehicles/${id}/${path}`)).status).toBe(404);
      expect((await cast.department.get(`/vehicles/${id}/${path}`)).status).toBe(200);
    }
    created(await mill.caller.post('/vehicles', declaredLorry({ plate, vehicleType: 'Q11' })));
    created(await other.caller.post('/vehicles', declaredLorry({ plate, vehicleType: 'Q11' })));
    const own = await page(`/vehicles/${id}/timeline`, other.caller);
    expect(
      types(own.items).filter((type) => ['passage', 'refill', 'observation', 'inspection'].includes(type)),
    ).toEqual(['passage']);
    const text = JSON.stringify(own);
    expect(text).not.toContain(mill.id);
    expect(text).not.toContain(OWNER.phone);
    expect(own.file).toMatchObject({
      byYear: [{ passages: 1, refills: 0 }],
      openFollowUps: 0,
      declarants: [{ organisationId: other.id }],
      lastInspection: { result: 'pass' },
    });
    const county = await page(`/vehicles/${id}/timeline`, cast.otherCounty);
    expect(county.items.filter(({ type }) => type === 'passage').map(({ detail }) => detail['enterpriseId'])).toEqual([
      other.id,
    ]);
    expect(county.file).toMatchObject({ declarants: [{}, {}] });
  });

  it('gives what was told of a plate that is on no register, to each what is its own', async () => {
    const plate = freshPlate();
    await pass(mill, { plate });
    await pass(other, { plate, plateColour: null, passedAt: '2022-01-04T08:00:00+08:00' });
    await pass(other, { plate, plateColour: 'blue', passedAt: '2022-01-05T08:00:00+08:00' });
    created(await cast.city.post('/observations', capture(plate)));
    const search = async (by: Cast['city'], body: object) =>
      (await by.post('/vehicles/timeline/search', { plate, ...body })).body as Page & { vehicleIds: string[] };
    const found = await search(cast.city, { plateColour: 'yellow' });
    expect(found.vehicleIds).toEqual([]);
    expect(types(found.items).filter((type) => type !== 'violation')).toEqual(['observation', 'passage', 'passage']);
    expect(types((await search(cast.city, {})).items).filter((type) => type === 'passage')).toHaveLength(3);
    const own = await search(mill.caller, {});
    expect(types(own.items).filter((type) => type !== 'violation')).toEqual(['passage']);
    const first = await search(cast.city, { limit: 1 });
    const rest = await search(cast.city, { limit: 50, cursor: first.next });
    expect([...first.items, ...rest.items]).toEqual((await search(cast.city, {})).items);
    expect(itemsOf(await cast.charlie.post('/vehicles/timeline/search', { plate }))).toEqual([]);
  });

  it('has vehicles of retired and transferred plates apart', async () => {
    const { id, plate } = created(await cast.city.post('/vehicles', lorry()));
    const gone = { status: 'scrapped', effectiveOn: '2022-03-01' };
    expect((await cast.city.patch(`/vehicles/${id}`, gone)).status).toBe(200);
    await pass(mill, { plate, passedAt: '2022-02-01T08:00:00+08:00' });
    const next = created(await cast.city.post('/vehicles', lorry({ plate, registeredOn: '2022-03-05' })));
    await pass(mill, { plate, passedAt: '2022-03-06T08:00:00+08:00' });
    const of = async (vehicle: string) =>
      (await page(`/vehicles/${vehicle}/timeline`)).items.filter(({ type }) => type !== 'violation');
    expect(types(await of(id)).sort()).toEqual(['passage', 'plate', 'registration', 'retirement']);
    expect(types(await of(next.id)).sort()).toEqual(['passage', 'plate', 'registration']);
  });
});
