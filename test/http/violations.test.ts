import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { idsOf, problem } from '../support/town.ts';
import { type Contractor, contractor, freshPlate, user } from '../support/world.ts';
import { lorry } from './fleet-world.ts';
import { COKING, diesel, itemsOf, madeOf, type Plant, pass, plant } from './gate-world.ts';
import { newMachine, newSite } from './yard.ts';

const MISSING = '019a0000-0000-7000-8000-000000000000';

type Name = 'a' | 'c' | 'bc' | 'b' | 'sale' | 'machine' | 'review' | 'withdrawn';
type Listed = Readonly<Record<string, unknown>> & { readonly id: string; readonly why: string };

describe.each(databases)('violations on $name', ({ open }) => {
  let service: TestService;
  let coking: Plant;
  let power: Plant;
  let there: Plant;
  let builder: Contractor;
  let city: Caller;
  let county: Caller;
  let otherCounty: Caller;
  let department: Caller;
  let machineId: string;
  let siteId: string;
  let passageId: string;
  let ids: Readonly<Record<Name, string>>;
  const plate = freshPlate();

  beforeAll(async () => {
    service = await startTest(open);
    coking = await plant(service, COKING);
    power = await plant(service);
    there = await plant(service, COKING, '140303');
    builder = await contractor(service);
    city = await user(service, 'city_officer');
    county = await user(service, 'county_officer', { countyCode: '140302' });
    otherCounty = await user(service, 'county_officer', { countyCode: '140303' });
    department = await user(service, 'department');
    const flag = async (at: Plant, passedAt: string, stage: string, more: object = {}) => {
      const answer = await pass(at, { passedAt, vehicle: diesel(stage), ...more });
      return { ...answer, flag: [...answer.violations, ...answer.findings][0]?.id ?? '' };
    };
    const a = await flag(coking, '2021-05-01T08:00:00+08:00', '4', { plate });
    const sold = lorry({ invoiceOn: '2021-08-01', seller: { name: '某汽贸', countyCode: '140303' } });
    madeOf(await city.post('/vehicles', sold));
    const [sale] = itemsOf<Listed>(await city.get('/violations?kind=non_china_vi_sale'));
    const c = await flag(power, '2021-11-01T08:00:00+08:00', '5', { plate });
    const bc = await flag(power, '2022-02-01T08:00:00+08:00', '5', { plate });
    const known = lorry({ emissionStage: '6' });
    madeOf(await city.post('/vehicles', known));
    const review = await flag(power, '2022-02-02T08:00:00+08:00', '5', { plate: known.plate });
    const b = await flag(there, '2022-03-01T23:59:59.999+08:00', '5');
    siteId = madeOf(await builder.caller.post('/sites', newSite({ countyCode: '140303' }))).id;
    machineId = madeOf(await builder.caller.post('/machines', newMachine())).id;
    const entry = { siteId, machineId, enteredAt: '2022-03-02T00:00:00+08:00' };
    const seen = madeOf<{ violations: { id: string }[] }>(await otherCounty.post('/site-entries', entry));
    const gone = await flag(coking, '2022-03-03T08:00:00+08:00', '5');
    await coking.gate.caller.post('/passages/barrier', { eventId: gone.eventId, result: 'refused' });
    passageId = bc.id;
    ids = {
      ...{ a: a.flag, c: c.flag, bc: bc.flag, b: b.flag, review: review.flag, withdrawn: gone.flag },
      ...{ sale: sale?.id ?? '', machine: seen.violations[0]?.id ?? '' },
    };
  });
  afterAll(() => service.close());

  const named = (...names: Name[]) => names.map((name) => ids[name]);
  const ALL = ['machine', 'b', 'bc', 'c', 'sale', 'a'] as const;

  it.each<[string, () => string, readonly Name[]]>([
    ['breaches that stand, newest first', () => '', ALL],
    ['reviews where they are asked for', () => `effect=review&enterpriseId=${power.id}`, ['review']],
    ['a kind of review by itself', () => 'kind=stage_conflict', ['review']],
    ['a kind with an effect it does not have', () => 'kind=stage_conflict&effect=breach', []],
    ['a kind of breach', () => 'kind=non_china_vi_access', ['b', 'bc', 'c']],
    ['a rule that is the first broken', () => 'rule=bulk-freight-china-vi', ['b', 'bc']],
    ['a rule that stands first or beside another', () => 'rule=planning-area-china-vi', ['bc', 'c']],
    ['a clause, first or beside', () => 'clause=2.4.2c', ['bc', 'c']],
    ['the clause of the machinery', () => 'clause=2.4.6a', ['machine']],
    ['a rule and a clause of another rule', () => 'rule=bulk-freight-china-v&clause=2.4.2c', []],
    ['a county', () => 'countyCode=140303', ['machine', 'b', 'sale']],
    ['a county and a clause', () => 'countyCode=140302&clause=2.4.2b', ['bc']],
    ['an enterprise', () => `enterpriseId=${power.id}`, ['bc', 'c']],
    ['an organisation that is an enterprise', () => `organisationId=${coking.id}`, ['a']],
    ['an organisation that is a contractor', () => `organisationId=${builder.id}`, ['machine']],
    ['a machine', () => `machineId=${machineId}`, ['machine']],
    ['a site', () => `siteId=${siteId}`, ['machine']],
    ['a seller', () => `sellerName=${encodeURIComponent('某汽贸')}`, ['sale']],
    ['a seller that sold nothing', () => `sellerName=${encodeURIComponent('某汽')}`, []],
    ['the open', () => 'status=open', ALL],
    ['the withdrawn', () => 'status=withdrawn', ['withdrawn']],
    ['the confirmed, of which there are none', () => 'status=confirmed', []],
    ['from a legal day on', () => 'from=2022-03-02', ['machine']],
    ['to a legal day, which is included', () => 'to=2022-03-01', ['b', 'bc', 'c', 'sale', 'a']],
    ['of one day', () => 'from=2022-03-01&to=2022-03-01', ['b']],
    ['between instants', () => 'from=2021-07-31T16:00:00Z&to=2021-11-01T00:00:00Z', ['c', 'sale']],
    ['of a clause and a time', () => 'clause=2.4.2c&from=2022-01-01', ['bc']],
  ])('lists %s', async (_name, query, names) => {
    expect(idsOf(await city.get(`/violations?${query()}`))).toEqual(named(...names));
  });

  it('goes on by cursor, each row once, whether or not a clause is named', async () => {
    for (const [filter, names] of [
      ['', ALL],
      ['&clause=2.4.2c', ['bc', 'c']],
    ] as const) {
      const seen: string[] = [];
      let cursor = '';
      do {
        const page = await city.get(`/violations?limit=1${filter}${cursor}`);
        seen.push(...idsOf(page));
        const { next } = page.body as { next?: string };
        cursor = next ? `&cursor=${next}` : '';
      } while (cursor !== '');
      expect(seen).toEqual(named(...names));
    }
    const { next } = (await city.get('/violations?limit=1')).body as { next: string };
    expect(problem(await city.get(`/violations?limit=1&effect=review&cursor=${next}`))).toEqual([400, '#/cursor']);
  });

  it.each(['plate=x', 'effect=fine', 'status=gone', 'countyCode=1', 'machineId=x', 'siteId=x', 'from=x', 'limit=-1'])(
    '400: ?%s',
    async (query) => {
      expect(problem(await city.get(`/violations?${query}`))).toEqual([400, `#/${query.split('=')[0]}`]);
    },
  );

  it('200: leaves as a table of what the list shows, narrowed alike and by scope, and it is recorded who took it', async () => {
    const taken = async (caller: Caller, query: string) => {
      const csv = await caller.get(`/violations/export?format=csv${query}`);
      expect(csv.status).toBe(200);
      return csv.text.trim().split('\r\n');
    };
    const idsIn = (lines: readonly string[]) => lines.slice(1).map((line) => line.split(',')[0]);
    const all = await taken(city, '');
    expect(idsIn(all)).toEqual(named(...ALL));
    expect(all[0]).toContain('违规类型');
    expect(all.find((line) => line.startsWith(ids.c))).toMatch(
      new RegExp(
        `2021-11-01 08:00:00,2021-11-01,2.4.2c,非国六车辆进出厂区,违法线索,待处理,城区,.*${plate},黄色,国五,.*2.4.2c 违反`,
      ),
    );
    expect(idsIn(await taken(city, '&clause=2.4.2c'))).toEqual(named('bc', 'c'));
    expect(idsIn(await taken(county, ''))).toEqual(named('bc', 'c', 'a'));
    expect(idsIn(await taken(builder.caller, ''))).toEqual(named('machine'));
    const rows = itemsOf<{ action: string; detail: object }>(await city.get('/audit?action=violation.export'));
    expect(rows).toHaveLength(4);
    const xlsx = await city.get('/violations/export?format=xlsx', { headers: { 'Accept-Language': 'en' } });
    expect([xlsx.status, xlsx.text.slice(0, 2)]).toEqual([200, 'PK']);
  });

  it.each([
    ['format', ''],
    ['format', 'format=pdf'],
    ['plate', 'format=csv&plate=x'],
  ])('400 about %s: /violations/export?%s', async (name, query) => {
    expect(problem(await city.get(`/violations/export?${query}`))).toEqual([400, `#/${name}`]);
  });

  it('tells in a list, in one line of the language asked for, why', async () => {
    const whys = async (language: string) =>
      itemsOf<Listed>(await city.get('/violations?clause=2.4.2c', { headers: { 'Accept-Language': language } })).map(
        ({ why }) => why,
      );
    expect(await whys('en')).toEqual([
      expect.stringMatching(/^2\.4\.2b broken: [^\n]*emission stage: China V [^\n]*$/),
      expect.stringMatching(/^2\.4\.2c broken: [^\n]*$/),
    ]);
    expect(await whys('zh-CN')).toEqual([
      expect.stringMatching(/^2\.4\.2b 违反：[^\n]*$/),
      expect.stringMatching(/^2\.4\.2c 违反：[^\n]*$/),
    ]);
    const [finding] = itemsOf<Listed>(await city.get('/violations?kind=stage_conflict'));
    expect(finding?.why).toMatch(/registered 6, asserted 5/);
  });

  it('is whole by itself: the rule, those beside it, the subject, the evidence, who answers, and the tree of why', async () => {
    const answer = await city.get(`/violations/${ids.bc}`);
    expect(answer.body).toMatchObject({
      ...{ id: ids.bc, kind: 'non_china_vi_access', effect: 'breach', rule: 'bulk-freight-china-vi', clause: '2.4.2b' },
      ...{ alsoRules: ['planning-area-china-vi'], policy: 'yangquan-2021@1', legalDay: '2022-02-01' },
      ...{
        occurredAt: '2022-02-01T08:00:00.000+08:00',
        beforePublication: false,
        countyCode: '140302',
        status: 'open',
      },
      subject: {
        ...{ type: 'vehicle', plate, plateColour: 'yellow', emissionStage: '5' },
        ...{ enterpriseId: power.id, gateId: power.gate.id, organisationId: power.id },
      },
      evidence: { passageIds: [passageId] },
      answerable: ['各县区政府', '开发区管委会', '市交通运输局', '市生态环境局', '市交警支队'],
      why: {
        summary: expect.stringMatching(/^2\.4\.2b broken/),
        missing: [],
        inForce: { from: '2022-01-01' },
        applies: { op: 'all', value: 'yes' },
        requires: { value: 'no' },
        citation: { zh: expect.stringContaining('国六') },
        also: [{ rule: 'planning-area-china-vi', clause: '2.4.2c', outcome: 'violation' }],
      },
    });
    const again = { headers: { 'If-None-Match': String(answer.headers['etag']) } };
    expect((await city.get(`/violations/${ids.bc}`, again)).status).toBe(304);
    expect((await city.get(`/violations/${ids.a}`)).body).toMatchObject({ beforePublication: true, alsoRules: [] });
    expect((await city.get(`/violations/${ids.machine}`)).body).toMatchObject({
      ...{ kind: 'unregistered_machine', clause: '2.4.6a', subject: { type: 'machine', machineId, siteId } },
    });
  });

  describe('by plate, in the body', () => {
    const search = (caller: Caller, body: object) => caller.post('/violations/search', body);

    it('in whatever form it is written, with the filters of the list', async () => {
      for (const form of [plate, ` ${plate.toLowerCase()}`, plate.replace('C', 'C·')])
        expect(idsOf(await search(city, { plate: form }))).toEqual(named('bc', 'c', 'a'));
      expect(idsOf(await search(city, { plate, clause: '2.4.2c' }))).toEqual(named('bc', 'c'));
      expect(idsOf(await search(city, { plate, to: '2021-12-31', enterpriseId: power.id }))).toEqual(named('c'));
      expect(idsOf(await search(city, { plate, effect: 'review' }))).toEqual([]);
      expect(idsOf(await search(city, { plate, plateColour: 'blue' }))).toEqual([]);
    });

    it('within what each may see, page by page', async () => {
      expect(idsOf(await search(power.caller, { plate }))).toEqual(named('bc', 'c'));
      expect(idsOf(await search(there.caller, { plate }))).toEqual([]);
      const first = await search(city, { plate, limit: 2 });
      const { next: cursor } = first.body as { next: string };
      expect(idsOf(await search(city, { plate, limit: 2, cursor }))).toEqual(named('a'));
      expect(problem(await search(city, { limit: 2, cursor }))).toEqual([400, '#/cursor']);
      expect(problem(await search(city, { plate: '' }))).toEqual([400, '#/plate']);
    });
  });

  it('shows each his own: an organisation its own, an officer the county, the city and departments all', async () => {
    const seen = async (caller: Caller) => idsOf(await caller.get('/violations'));
    expect(await seen(power.caller)).toEqual(named('bc', 'c'));
    expect(await seen(there.caller)).toEqual(named('b'));
    expect(await seen(builder.caller)).toEqual(named('machine'));
    expect(await seen(county)).toEqual(named('bc', 'c', 'a'));
    expect(await seen(otherCounty)).toEqual(named('machine', 'b', 'sale'));
    for (const caller of [city, department, await service.admin()]) expect(await seen(caller)).toEqual(named(...ALL));
    expect(idsOf(await county.get('/violations?countyCode=140303'))).toEqual([]);
    expect(idsOf(await power.caller.get(`/violations?enterpriseId=${there.id}`))).toEqual([]);
  });

  it('to strangers one is as good as missing; gates see none', async () => {
    const path = `/violations/${ids.bc}`;
    for (const caller of [power.caller, county, city, department]) expect((await caller.get(path)).status).toBe(200);
    const strangers = [coking.caller, there.caller, builder.caller, otherCounty, power.gate.caller];
    const answers = await Promise.all(strangers.map((caller) => caller.get(path)));
    answers.push(await city.get(`/violations/${MISSING}`), await city.get('/violations/none'));
    answers.push(await power.caller.get(`/violations/${ids.sale}`), await builder.caller.get(`/violations/${ids.b}`));
    expect(answers.map(problem)).toEqual(answers.map(() => [404, '#/id']));
    for (const answer of [
      await power.gate.caller.get('/violations'),
      await power.gate.caller.post('/violations/search', {}),
    ])
      expect(answer.status).toBe(403);
    expect((await service.nobody.get('/violations')).status).toBe(401);
    expect((await service.nobody.get(path)).status).toBe(401);
  });
});
