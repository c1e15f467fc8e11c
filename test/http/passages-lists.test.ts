import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { idsOf, problem } from '../support/town.ts';
import { contractor, freshPlate, type Gate, gate, user } from '../support/world.ts';
import { lorry } from './fleet-world.ts';
import { COKING, coal, diesel, itemsOf, kinds, madeOf, type Plant, pass, plant } from './gate-world.ts';

const MISSING = '019a0000-0000-7000-8000-000000000000';

describe.each(databases)('passages as they are looked up, on $name', ({ open }) => {
  let service: TestService;
  let here: Plant;
  let second: Gate;
  let there: Plant;
  let city: Caller;
  let county: Caller;
  let otherCounty: Caller;
  let department: Caller;
  let stranger: Caller;
  const plates = { kept: freshPlate(), other: freshPlate() };
  /** In the order of their times: at the first gate, there, at the second, there. */
  let ids: readonly [string, string, string, string];

  beforeAll(async () => {
    service = await startTest(open);
    here = await plant(service, COKING);
    second = await gate(service, here.id);
    there = await plant(service, COKING, '140303');
    city = await user(service, 'city_officer');
    county = await user(service, 'county_officer', { countyCode: '140302' });
    otherCounty = await user(service, 'county_officer', { countyCode: '140303' });
    department = await user(service, 'department');
    stranger = (await contractor(service)).caller;
    const [kept, other] = [plates.kept, plates.other];
    const last = await pass(there, { passedAt: '2022-01-04T00:00:00+08:00', plate: other, vehicle: diesel('X') });
    const first = await pass(here, { passedAt: '2022-01-02T00:00:00+08:00', plate: kept });
    const third = await pass(
      { gate: second },
      { passedAt: '2022-01-03T23:59:59.999+08:00', plate: kept, direction: 'out' },
    );
    const forced = { barrier: 'forced', barrierReason: '抢修' };
    const next = await pass(there, {
      passedAt: '2022-01-03T12:00:00+08:00',
      plate: kept,
      vehicle: diesel('6'),
      ...forced,
    });
    ids = [first.id, next.id, third.id, last.id];
  });
  afterAll(() => service.close());

  const at = (...places: number[]) => places.map((place) => ids[place]);

  it.each<[string, () => string, number[]]>([
    ['all, newest first', () => '', [3, 2, 1, 0]],
    ['an enterprise’s', () => `enterpriseId=${here.id}`, [2, 0]],
    ['a gate’s', () => `gateId=${second.id}`, [2]],
    ['a county’s', () => 'countyCode=140303', [3, 1]],
    ['an outcome’s', () => 'outcome=violation', [2, 0]],
    ['the unverified', () => 'outcome=unverified', [3]],
    ['a direction’s', () => 'direction=out', [2]],
    ['the forced', () => 'barrier=forced', [1]],
    ['from a legal day on', () => 'from=2022-01-04', [3]],
    ['to a legal day, which is included', () => 'to=2022-01-03', [2, 1, 0]],
    ['of one day', () => 'from=2022-01-03&to=2022-01-03', [2, 1]],
    ['between instants, both included', () => 'from=2022-01-01T16:00:00Z&to=2022-01-03T04:00:00Z', [1, 0]],
    ['of several filters', () => `enterpriseId=${there.id}&outcome=compliant&direction=in`, [1]],
    ['of filters that exclude each other', () => `gateId=${second.id}&countyCode=140303`, []],
  ])('lists %s', async (_name, query, places) => {
    expect(idsOf(await city.get(`/passages?${query()}`))).toEqual(at(...places));
  });

  it('shows each his own: a gate its own, an enterprise its gates, an officer the county, the city and departments all', async () => {
    const seen = async (caller: Caller) => idsOf(await caller.get('/passages'));
    expect(await seen(here.gate.caller)).toEqual(at(0));
    expect(await seen(second.caller)).toEqual(at(2));
    expect(await seen(here.caller)).toEqual(at(2, 0));
    expect(await seen(county)).toEqual(at(2, 0));
    expect(await seen(otherCounty)).toEqual(at(3, 1));
    for (const caller of [city, department, await service.admin()]) expect(await seen(caller)).toEqual(at(3, 2, 1, 0));
    expect((await stranger.get('/passages')).status).toBe(403);
    expect((await service.nobody.get('/passages')).status).toBe(401);
  });

  it('a filter opens nothing that is not one’s own', async () => {
    for (const query of [`enterpriseId=${there.id}`, `gateId=${there.gate.id}`, 'countyCode=140303'])
      for (const caller of [here.caller, here.gate.caller, county])
        expect(idsOf(await caller.get(`/passages?${query}`))).toEqual([]);
  });

  it('goes on by cursor, each row once, and only with the same filters', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await city.get(`/passages?limit=1${cursor}`);
      seen.push(...idsOf(page));
      const { next } = page.body as { next?: string };
      cursor = next ? `&cursor=${next}` : '';
    } while (cursor !== '');
    expect(seen).toEqual(at(3, 2, 1, 0));
    const { next } = (await city.get('/passages?limit=1')).body as { next: string };
    expect(problem(await city.get(`/passages?limit=1&direction=in&cursor=${next}`))).toEqual([400, '#/cursor']);
  });

  it.each([
    ...['plate=x', 'outcome=fine', 'direction=up', 'barrier=up', 'countyCode=140399', 'gateId=none', 'enterpriseId=1'],
    ...['from=yesterday', 'to=2022-02-30', 'limit=0', 'cursor=x'],
  ])('400: ?%s', async (query) => {
    expect(problem(await city.get(`/passages?${query}`))).toEqual([400, `#/${query.split('=')[0]}`]);
  });

  it('400: a period that ends before it begins', async () => {
    expect(problem(await city.get('/passages?from=2022-01-04&to=2022-01-03'))).toEqual([400, '#/to']);
  });

  describe('by plate, in the body', () => {
    const search = (caller: Caller, body: object) => caller.post('/passages/search', body);

    it('in whatever form it is written, within what each may see', async () => {
      for (const plate of [plates.kept, ` ${plates.kept.toLowerCase()} `, plates.kept.replace('C', 'C·')])
        expect(idsOf(await search(city, { plate }))).toEqual(at(2, 1, 0));
      expect(idsOf(await search(here.caller, { plate: plates.kept }))).toEqual(at(2, 0));
      expect(idsOf(await search(otherCounty, { plate: plates.kept }))).toEqual(at(1));
      expect(idsOf(await search(here.gate.caller, { plate: plates.kept }))).toEqual(at(0));
      expect(idsOf(await search(here.caller, { plate: plates.other }))).toEqual([]);
    });

    it('with the filters of the list, limit and cursor beside it', async () => {
      const { kept: plate } = plates;
      expect(idsOf(await search(city, { plate, direction: 'in' }))).toEqual(at(1, 0));
      expect(idsOf(await search(city, { plate, from: '2022-01-03', enterpriseId: here.id }))).toEqual(at(2));
      expect(idsOf(await search(city, { plate, plateColour: 'blue' }))).toEqual([]);
      const first = await search(city, { plate, limit: 2 });
      const { next: cursor } = first.body as { next: string };
      const rest = await search(city, { plate, limit: 2, cursor });
      expect([...idsOf(first), ...idsOf(rest)]).toEqual(at(2, 1, 0));
      expect((rest.body as { next?: string }).next).toBeUndefined();
      expect(problem(await search(city, { plate: plates.other, cursor }))).toEqual([400, '#/cursor']);
    });

    it('400 for what is wrong, 403 and 401 to whom it is barred', async () => {
      for (const [field, value] of [
        ['plate', ''],
        ['plate', '晋'.repeat(21)],
        ['limit', '2'],
        ['vehicle', {}],
      ] as const)
        expect(problem(await search(city, { [field]: value }))).toEqual([400, `#/${field}`]);
      expect((await search(stranger, {})).status).toBe(403);
      expect((await search(service.nobody, {})).status).toBe(401);
    });
  });

  describe('one passage', () => {
    it('is shown to those who may, and is missing to all others', async () => {
      const path = `/passages/${ids[0]}`;
      for (const caller of [here.gate.caller, here.caller, county, city, department])
        expect((await caller.get(path)).body).toMatchObject({ id: ids[0] });
      const answers = [
        ...(await Promise.all(
          [second.caller, there.caller, there.gate.caller, otherCounty, stranger].map((caller) => caller.get(path)),
        )),
        await city.get(`/passages/${MISSING}`),
        await city.get('/passages/none'),
      ];
      expect(answers.map(problem)).toEqual(answers.map(() => [404, '#/id']));
      expect((await service.nobody.get(path)).status).toBe(401);
    });

    it('tells why, with each fact and where it came from, in both languages', async () => {
      type Detail = { decisions: { clause: string; why: { summary: string; facts: object[]; citation: object } }[] };
      const why = async (language: string) => {
        const { body } = await city.get(`/passages/${ids[0]}`, { headers: { 'Accept-Language': language } });
        return (body as Detail).decisions.find(({ clause }) => clause === '2.4.2b')?.why;
      };
      const [english, chinese] = [await why('en'), await why('zh-CN')];
      expect(english?.summary).toMatch(/^2\.4\.2b broken: .*in force from 2022-01-01/);
      expect(chinese?.summary).toMatch(/^2\.4\.2b 违反：.*自2022-01-01起施行/);
      expect(english?.citation).toMatchObject({ zh: expect.stringContaining('国六') });
      expect(english?.facts).toContainEqual({ name: 'vehicle.emissionStage', value: '5', origin: 'asserted' });
      expect(english?.facts).toContainEqual({
        ...{ name: 'enterprise.annualFreightTonnes', value: 2_000_000, origin: 'enterprise_record' },
      });
    });

    it('keeps every judgement it had, newest first, and its ETag follows', async () => {
      const power = await plant(service);
      const registered = lorry({ emissionStage: '6' });
      const november = { plate: registered.plate, passedAt: '2021-11-01T10:00:00+08:00', cargo: null };
      const { id, eventId } = await pass(power, november);
      const first = await city.get(`/passages/${id}`);
      expect(first.body).toMatchObject({
        outcome: 'unverified',
        emissionStage: '5',
        basis: 'asserted',
        superseded: [],
      });
      await power.gate.caller.post('/passages/cargo', { eventId, cargo: coal });
      const told = await city.get(`/passages/${id}`);
      const [flag] = (told.body as { violations: { id: string; kind: string }[] }).violations;
      expect(flag?.kind).toBe('non_china_vi_access');
      madeOf(await city.post('/vehicles', registered));
      await service.settled();
      const now = await city.get(`/passages/${id}`);
      expect(now.body).toMatchObject({ outcome: 'compliant', emissionStage: '6', basis: 'verified', violations: [] });
      expect(kinds((now.body as { findings: { kind: string }[] }).findings)).toEqual(['stage_conflict']);
      const past = (now.body as { superseded: { outcome: string; decisions: object[] }[] }).superseded;
      expect(past).toMatchObject([
        { outcome: 'violation', basis: 'asserted', policy: 'yangquan-2021@1' },
        { outcome: 'unverified', basis: 'asserted', policy: 'yangquan-2021@1', cause: 'cargo' },
      ]);
      for (const { decisions } of past) expect(decisions.length).toBeGreaterThan(0);
      expect(new Set([first, told, now].map(({ headers }) => headers['etag'])).size).toBe(3);
      expect((await city.get(`/violations/${flag?.id}`)).body).toMatchObject({ status: 'withdrawn' });
      expect(itemsOf(await city.post('/violations/search', { plate: registered.plate }))).toEqual([]);
    });
  });
});
