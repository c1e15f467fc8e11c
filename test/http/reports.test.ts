import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fillTallies } from '../../src/actions/gates/fill-tallies.ts';
import type { PassageRow } from '../../src/store/passages.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { freshPlate, organisation, user } from '../support/world.ts';
import { type Cast, castOf, created, lorry, problem } from './fleet-world.ts';
import { COKING, coal, diesel, freshEvent, type Plant, pass, passage, plant } from './gate-world.ts';
import { bytesOf } from './ledger-world.ts';
import { figureOf, listed, type ReportBody, report, wrongLinks } from './report-world.ts';

const NOW = '2022-03-15T12:00:00+08:00';
const FEBRUARY = 'month=2022-02';

/** Numbers that look random and are the same at every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe.each(databases)('reports on $name', (database) => {
  let cast: Cast;
  let mill: Plant;
  let smelter: Plant;
  beforeAll(async () => {
    cast = await castOf(database, NOW);
    mill = await plant(cast.service, COKING);
    smelter = await plant(cast.service, COKING, '140322');
    await generate();
  });
  afterAll(() => cast.service.close());
  beforeEach(() => cast.service.clock.set(NOW));

  /** Some hundred passages from January to March, of all sorts, repeats and refusals among them; a third of the trucks verified. */
  const generate = async () => {
    const pick = numbers(7);
    const plates = Array.from({ length: 40 }, freshPlate);
    for (const [index, plate] of plates.slice(0, 12).entries())
      created(
        await cast.city.post(
          '/vehicles',
          lorry({ plate, emissionStage: ['3', '5', '6'][index % 3], ...electric(index) }),
        ),
      );
    for (const { gate } of [mill, smelter]) {
      const passages = Array.from({ length: 150 }, () => {
        const day = String(1 + pick(28)).padStart(2, '0');
        const time = `${String(pick(24)).padStart(2, '0')}:${String(pick(60)).padStart(2, '0')}:${String(pick(60)).padStart(2, '0')}`;
        const stage = ['3', '4', '5', '6', '6', 'D', 'X'][pick(7)] ?? 'X';
        const plate = pick(15) === 0 ? null : plates[pick(plates.length)];
        const yellow = { plateColour: pick(8) === 0 ? 'blue' : 'yellow' };
        return {
          ...{ eventId: freshEvent(), passedAt: `2022-0${1 + pick(3)}-${day}T${time}+08:00` },
          ...{ direction: pick(2) ? 'in' : 'out', plate, ...yellow },
          ...{
            vehicle: pick(6) === 0 ? undefined : { emissionStage: stage, fuel: stage === 'D' ? 'electric' : 'diesel' },
          },
          cargo: [coal, { name: '焦炭', bulk: true }, { empty: true }, undefined][pick(4)],
          ...(pick(12) === 0 ? { barrier: 'refused' } : {}),
        };
      }).filter(({ passedAt }) => passedAt < '2022-03-15');
      const twice = passages
        .filter(({ plate }, index) => plate !== null && index % 5 === 0)
        .map((one) => ({ ...one, eventId: freshEvent(), passedAt: later(one.passedAt, 20), cargo: coal }));
      const answer = await gate.caller.post('/passages/batch', { passages: [...passages, ...twice] });
      const { results } = answer.body as { results: { status: string }[] };
      expect(results.filter(({ status }) => status !== 'created')).toEqual([]);
    }
  };
  const electric = (index: number) =>
    index === 2 ? { fuel: 'electric', emissionStage: 'D', vehicleType: 'H11', plateColour: 'yellow' } : {};
  const later = (at: string, seconds: number) =>
    new Date(Date.parse(at) + seconds * 1000).toISOString().replace('Z', '+00:00');

  /** Every stored passage. */
  const everything = async (): Promise<PassageRow[]> =>
    cast.service.store.read.passages.page({ to: 'all' }, {}, { limit: 10_000 });
  const inFebruary = ({ passedAt }: PassageRow): boolean =>
    passedAt >= Date.parse('2022-02-01T00:00:00+08:00') && passedAt < Date.parse('2022-03-01T00:00:00+08:00');

  it('passages: the totals are those of a naive count over all rows', async () => {
    const rows = (await everything()).filter(inFebruary);
    const accesses = rows.filter((row) => row.accessId === row.id && row.barrier !== 'refused');
    const facts = (row: PassageRow) => ` ${row.facts}`;
    const goods = accesses.filter((row) => / g[a-z]1/.test(facts(row)));
    const stage = (row: PassageRow): string => (row.plate === '' ? 'X' : (/ s[a-z](.)/.exec(facts(row))?.[1] ?? 'X'));
    const electricOnes = (row: PassageRow) => row.plate !== '' && / n([a-z])1/.test(facts(row));
    const clean = (row: PassageRow) => ['6', '7', 'D'].includes(stage(row)) || electricOnes(row);
    const verified = (row: PassageRow) =>
      (['6', '7', 'D'].includes(stage(row)) && row.basis === 'verified') ||
      (row.plate !== '' && / nr1/.test(facts(row)));
    const told = await report(cast.city, `passages?${FEBRUARY}`);
    expect(goods.length).toBeGreaterThan(50);
    expect(figureOf(told, 'accesses')).toBe(goods.length);
    for (const code of ['3', '4', '5', '6', 'D'])
      for (const [suffix, basis] of [
        ['Verified', 'verified'],
        ['Asserted', 'asserted'],
      ] as const) {
        const found = goods.filter((row) => stage(row) === code && row.basis === basis).length;
        expect([code, suffix, figureOf(told, `stage${code}${suffix}`)]).toEqual([code, suffix, found]);
      }
    const unknown = goods.filter((row) => stage(row) === 'X').length;
    expect(unknown).toBeGreaterThan(5);
    expect(figureOf(told, 'stageUnknown')).toBe(unknown);
    expect(figureOf(told, 'chinaViVerified')).toBe(goods.filter(verified).length);
    expect(figureOf(told, 'chinaViTold')).toBe(goods.filter(clean).length);
    expect(figureOf(told, 'chinaViShareTold')).toBe(
      Math.floor((goods.filter(clean).length * 10_000) / goods.length) / 100,
    );
    const counties = told.items.reduce((sum, { cells }) => sum + Number(cells['accesses']?.value), 0);
    expect(counties).toBe(goods.length);
    expect(told.items.map(({ key }) => key)).toEqual(['140302', '140303', '140311', '140321', '140322', '140371']);
    expect(figureOf(told, 'accesses', '140303')).toBe(0);
    expect(figureOf(told, 'chinaViShare', '140303')).toBeNull();
  });

  it.each([
    'passages?from=2022-01-20&to=2022-02-28&by=month',
    'passages?from=2022-02-03&to=2022-02-20&by=enterprise&countyCode=140322',
    `violations?${FEBRUARY}&by=clause&clause=2.4.2b`,
    `violations?${FEBRUARY}&by=kind`,
    'violations?from=2022-01-01&to=2022-02-28&by=month&kind=non_china_vi_access',
    `clean-transport?${FEBRUARY}&by=enterprise&limit=200`,
    'clean-transport?from=2022-01-01&to=2022-03-31&by=month',
    `repeat-offenders?${FEBRUARY}`,
    `connectivity?${FEBRUARY}&countyCode=140302`,
    `comparison?${FEBRUARY}&countyCode=140302`,
    'retirements',
  ])('%s: each number opens exactly the rows behind it', async (path) => {
    const told = await report(cast.city, path);
    expect(told.items.length).toBeGreaterThan(0);
    expect(await wrongLinks(cast.city, told)).toEqual([]);
  });

  it('violations: by status, kind and clause as they stand, and gone from every number once judged otherwise', async () => {
    const path = 'violations?month=2022-01&by=clause';
    const plate = freshPlate();
    const before = await report(cast.city, path);
    const { violations } = await pass(mill, { plate, vehicle: diesel('5'), passedAt: '2022-01-20T08:00:00+08:00' });
    expect(violations).toHaveLength(1);
    const during = await report(cast.city, path);
    for (const column of ['breaches', 'open'])
      expect(Number(figureOf(during, column, '2.4.2b'))).toBe(Number(figureOf(before, column, '2.4.2b')) + 1);
    created(await cast.city.post('/vehicles', lorry({ plate, emissionStage: '6' })));
    await cast.service.settled();
    expect(figureOf(await report(cast.city, path), 'breaches', '2.4.2b')).toBe(figureOf(before, 'breaches', '2.4.2b'));
    const stages = await report(cast.city, 'passages?month=2022-01');
    expect(await wrongLinks(cast.city, stages)).toEqual([]);
  });

  it('months begin and end with the legal day, to the millisecond', async () => {
    const late = await plant(cast.service, COKING, '140371');
    const at = (passedAt: string) => pass(late, { plate: freshPlate(), passedAt, cargo: { ...coal, tonnes: 10 } });
    await at('2021-12-31T23:59:59.999+08:00');
    await at('2022-01-01T00:00:00.000+08:00');
    await at('2022-01-31T15:59:59.999Z');
    await at('2022-01-31T16:00:00.000Z');
    const of = (month: string, kind = 'passages', column = 'accesses') =>
      report(cast.city, `${kind}?month=${month}&countyCode=140371`).then((told) => figureOf(told, column));
    expect([await of('2021-12'), await of('2022-01'), await of('2022-02')]).toEqual([1, 2, 1]);
    expect(await of('2022-01', 'clean-transport', 'roadTonnes')).toBe(20);
    const [breaches, months] = [await of('2022-01', 'violations', 'breaches'), 'from=2021-12-01&to=2022-02-28'];
    expect(breaches).toBe(2);
    const byMonth = await report(cast.city, `passages?${months}&by=month&countyCode=140371`);
    expect(byMonth.items.map(({ key, cells }) => [key, cells['accesses']?.value])).toEqual([
      ['2021-12', 1],
      ['2022-01', 2],
      ['2022-02', 1],
    ]);
  });

  it('an empty month gives zeros and null shares', async () => {
    for (const kind of ['passages', 'violations', 'clean-transport', 'filings', 'repeat-offenders', 'spot-checks']) {
      const { total, columns } = await report(cast.city, `${kind}?month=2019-02`);
      for (const { name, unit } of columns)
        expect([kind, name, total[name]?.value]).toEqual([
          kind,
          name,
          unit === 'percent' || unit === 'hours' ? null : 0,
        ]);
    }
  });

  it('the clean share: what was moved by other modes and by road as weighed, one load for each access', async () => {
    const yard = await plant(cast.service, COKING, '140311');
    const moved = { enterpriseId: yard.id, month: '2022-02', mode: 'rail', direction: 'in', cargo: '煤', tonnes: 60 };
    created(await cast.city.post('/clean-transport', moved));
    const plate = freshPlate();
    const load = { plate, passedAt: '2022-02-10T08:00:00+08:00', cargo: { name: '煤炭', tonnes: 40 } };
    await pass(yard, load);
    await pass(yard, { ...load, passedAt: '2022-02-10T08:00:30+08:00' });
    await pass(yard, { passedAt: '2022-02-10T09:00:00+08:00', cargo: { name: '煤炭' } });
    const told = await report(cast.city, `clean-transport?${FEBRUARY}&by=enterprise&enterpriseId=${yard.id}`);
    const columns = ['cleanShare', 'cleanTonnes', 'totalTonnes', 'roadTonnes', 'loads', 'unweighed'];
    expect(columns.map((column) => figureOf(told, column, yard.id))).toEqual([60, 60, 100, 40, 2, 1]);
    expect(await wrongLinks(cast.city, told)).toEqual([]);
    const share = await cast.city.get(`/enterprises/${yard.id}/transport-share?month=2022-02`);
    expect(share.body).toMatchObject({ share: 60, road: { inTonnes: 40, loads: 2, unweighed: 1 } });
    expect(problem(await cast.city.get('/reports/clean-transport?from=2022-02-02&to=2022-02-28'))).toEqual([
      400,
      '#/from',
    ]);
  });

  it('filings: how long acceptance took, and entry before or after; contractors see their own', async () => {
    const contractorId = await organisation(cast.service, 'contractor');
    const builder = await user(cast.service, 'contractor', { organisationId: contractorId });
    const site = {
      name: '工地',
      countyCode: '140302',
      address: '德胜街',
      startsOn: '2022-01-01',
      endsOn: '2022-12-31',
    };
    const { id: siteId } = created(await builder.post('/sites', site));
    const file = async (at: string, enteredAt?: string, acceptedAt?: string) => {
      cast.service.clock.set(at);
      const signedIn = cast.service.clock;
      const number = String(20_000_000 + (Date.parse(at) % 70_000_000)).padStart(8, '0');
      const machine = { name: '挖掘机', category: 'excavator', environmentalCode: `3-${number}` };
      const made = await builder.post('/machines', { ...machine, fuel: 'diesel', emissionStage: '3' });
      const { id: machineId } = created(made);
      const days = { plannedEntryOn: '2022-03-01', plannedExitOn: '2022-03-31' };
      const { id } = created(await builder.post('/filings', { siteId, machineId, ...days }));
      if (acceptedAt) {
        signedIn.set(acceptedAt);
        expect((await cast.county.post(`/filings/${id}/accept`, {})).status).toBe(200);
      }
      if (enteredAt) expect((await builder.post(`/filings/${id}/entry`, { enteredAt })).status).toBe(200);
    };
    await file('2022-03-15T12:01:00+08:00', '2022-03-15T12:00:00+08:00', '2022-03-15T12:07:00+08:00');
    await file('2022-03-15T12:02:00+08:00', '2022-03-15T12:03:00+08:00', '2022-03-15T12:06:00+08:00');
    await file('2022-03-15T12:03:00+08:00');
    cast.service.clock.set(NOW);
    const path = 'filings?month=2022-03&by=contractor';
    const told = await report(builder, path);
    const columns = ['filings', 'accepted', 'everAccepted', 'enteredLate', 'enteredInTime', 'notEntered', 'lateShare'];
    expect(columns.map((column) => figureOf(told, column, contractorId))).toEqual([3, 2, 2, 1, 1, 1, 50]);
    expect(figureOf(told, 'longestHours')).toBe(0.1);
    expect(figureOf(told, 'averageHours')).toBe(0.08);
    expect(await wrongLinks(builder, told)).toEqual([]);
    const all = await report(cast.city, path);
    expect(await wrongLinks(cast.city, all)).toEqual([]);
    const other = await user(cast.service, 'contractor', {
      organisationId: await organisation(cast.service, 'contractor'),
    });
    expect(figureOf(await report(other, path), 'filings')).toBe(0);
  });

  it('the transmission rate: of each gate and day not more than it declared; silent gates are listed', async () => {
    const yard = await plant(cast.service, COKING, '140321');
    for (const minute of ['00', '10', '20']) await pass(yard, { passedAt: `2022-03-10T08:${minute}:00+08:00` });
    await pass(yard, { passedAt: '2022-03-11T08:00:00+08:00' });
    const declare = (day: string, passages: number) =>
      yard.caller.post(`/gates/${yard.gate.id}/counts`, { day, passages });
    created(await declare('2022-03-10', 2));
    created(await declare('2022-03-11', 4));
    const told = await report(cast.city, 'connectivity?month=2022-03&countyCode=140321');
    const columns = ['daysDeclared', 'declared', 'received', 'transmissionRate', 'gates', 'silent'];
    expect(columns.map((column) => figureOf(told, column, '140321'))).toEqual([2, 6, 3, 50, 1, 0]);
    cast.service.clock.set('2022-03-19T12:00:00+08:00');
    const city = await user(cast.service, 'city_officer');
    const silent = await report(city, 'connectivity?month=2022-03&countyCode=140321');
    expect([figureOf(silent, 'heard'), figureOf(silent, 'silent')]).toEqual([0, 1]);
    expect(await wrongLinks(city, silent)).toEqual([]);
  });

  it('repeat offenders: as many breaches in as many days as the policy says', async () => {
    const yard = await plant(cast.service, COKING, '140303');
    const plate = freshPlate();
    const offend = (passedAt: string) => pass(yard, { plate, vehicle: diesel('5'), passedAt });
    for (const day of ['01', '08']) await offend(`2022-02-${day}T08:00:00+08:00`);
    const vehicles = async (month: string) =>
      figureOf(await report(cast.city, `repeat-offenders?month=${month}&countyCode=140303`), 'vehicles');
    expect(await vehicles('2022-02')).toBe(0);
    await offend('2022-02-15T08:00:00+08:00');
    expect([await vehicles('2022-01'), await vehicles('2022-02'), await vehicles('2022-03')]).toEqual([0, 1, 1]);
    const told = await report(cast.city, 'repeat-offenders?month=2022-02&countyCode=140303');
    expect(await wrongLinks(cast.city, told)).toEqual([]);
  });

  it('officers see their county, enterprises their own rows, contractors no more than filings', async () => {
    const own = await report(cast.county, `passages?${FEBRUARY}`);
    expect(own.items.map(({ key }) => key)).toEqual(['140302']);
    const whole = await report(cast.city, `passages?${FEBRUARY}`);
    expect(figureOf(own, 'accesses')).toBe(figureOf(whole, 'accesses', '140302'));
    expect(figureOf(await report(cast.county, `passages?${FEBRUARY}&countyCode=140322`), 'accesses')).toBe(0);
    const mills = await report(mill.caller, `passages?${FEBRUARY}&by=enterprise`);
    expect(mills.items.map(({ key }) => key)).toEqual([mill.id]);
    expect(await wrongLinks(mill.caller, mills)).toEqual([]);
    expect(figureOf(await report(cast.charlie, `passages?${FEBRUARY}`), 'accesses')).toBe(0);
    expect(await wrongLinks(mill.caller, await report(mill.caller, `violations?${FEBRUARY}`))).toEqual([]);
    expect(figureOf(await report(cast.department, `passages?${FEBRUARY}`), 'accesses')).toBe(
      figureOf(whole, 'accesses'),
    );
    const refused = async (caller: Caller, path: string) => (await caller.get(`/reports/${path}`)).status;
    for (const kind of ['passages', 'violations', 'comparison', 'retirements', 'monthly/2022-02'])
      expect(await refused(cast.contractor, kind)).toBe(403);
    for (const kind of ['filings', 'comparison', 'retirements', 'repeat-offenders', 'monthly/2022-02'])
      expect(await refused(mill.caller, kind)).toBe(403);
    for (const kind of ['passages', 'comparison'])
      expect(await refused(cast.contractor, `${kind}/export?format=csv`)).toBe(403);
  });

  it.each(['passages?by=enterprise&', 'violations?by=clause&', 'passages?by=month&'])(
    '%s without links: the same numbers, and nothing beside them',
    async (query) => {
      const whole = await report(cast.city, `${query}${FEBRUARY}`);
      const bare = await report(cast.city, `${query}${FEBRUARY}&links=false`);
      const alone = (name: string, value: unknown) => (['rows', 'sum', 'madeAt'].includes(name) ? undefined : value);
      expect(JSON.stringify(whole)).not.toBe(JSON.stringify(whole, alone));
      expect(JSON.parse(JSON.stringify({ ...bare, madeAt: undefined }))).toEqual(
        JSON.parse(JSON.stringify(whole, alone)),
      );
      expect(problem(await cast.city.get(`/reports/${query}${FEBRUARY}&links=few`))).toEqual([400, '#/links']);
    },
  );

  it('a page of enterprises goes on where it was, and periods that are none are refused', async () => {
    const path = `passages?${FEBRUARY}&by=enterprise`;
    const whole = await report(cast.city, `${path}&limit=200`);
    const keys: string[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const some: ReportBody = await report(cast.city, `${path}&limit=2${next && `&cursor=${next}`}`);
      keys.push(...some.items.map(({ key }) => key));
      next = some.next;
    }
    expect(keys).toEqual(whole.items.map(({ key }) => key));
    for (const [query, pointer] of [
      ['month=2022-02&from=2022-02-01&to=2022-02-03', '#/month'],
      ['from=2022-02-01', '#/to'],
      ['to=2022-02-01', '#/from'],
      ['from=2022-02-02&to=2022-02-01', '#/to'],
      ['from=2000-01-01&to=2022-02-01', '#/from'],
      ['month=2022-13', '#/month'],
      ['by=clause', '#/by'],
    ])
      expect(problem(await cast.city.get(`/reports/passages?${query}`))).toEqual([400, pointer]);
  });

  it('as files: the same numbers, shares with their counts, definitions in both languages, and who took them', async () => {
    const { service } = cast;
    const csv = await bytesOf(service, cast.city, `/reports/passages/export?${FEBRUARY}&format=csv&language=en`);
    const lines: string[][] = parse(csv.body, { bom: true });
    const told = await report(cast.city, `passages?${FEBRUARY}`);
    const column = lines[0]?.indexOf('Accesses of goods vehicles') ?? -1;
    expect(lines.at(-1)?.[column]).toBe(String(figureOf(told, 'accesses')));
    expect(lines.map(([name]) => name)).toContain('Chengqu');
    const book = new ExcelJS.Workbook();
    const monthly = await bytesOf(service, cast.county, '/reports/monthly/2022-02');
    expect(monthly.status).toBe(200);
    await book.xlsx.load(monthly.body as never);
    const names = book.worksheets.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['县区对比', '过车-按企业', '违规-按条款', '淘汰进度', '指标口径']));
    const first = book.getWorksheet('县区对比');
    expect(first?.getRow(1).values).toEqual([undefined, '指标', '城区', '合计']);
    const defined = book.getWorksheet('指标口径')?.getColumn(4).values.join('\n');
    expect(defined).toContain('Unknown stages are not among them');
    const trail = await service.store.read.audit.page({ subjectType: 'report', subjectId: 'monthly' }, { limit: 5 });
    expect(trail).toHaveLength(1);
    expect((await cast.city.get('/reports/passages/export?format=csv&by=clause')).status).toBe(400);
    expect((await cast.city.get('/reports/passages/export?format=csv&kind=x')).status).toBe(400);
  });

  it('passages of before there were tallies count as unknown until they are filled, and then as judged', async () => {
    const { app, store } = cast.service;
    // Its own routine would fill them at any moment.
    await app.stop();
    const old = await plant(cast.service, COKING, '140321');
    const entry = await pass(old, { plate: freshPlate(), vehicle: diesel('6'), passedAt: '2022-01-05T08:00:00+08:00' });
    const row = await store.read.passages.find(entry.id);
    if (!row) throw new Error('a passage that was made is found');
    await store.write((tx) => tx.passages.setTally(row, null as never, null));
    const path = `passages?month=2022-01&by=enterprise&enterpriseId=${old.id}`;
    const before = await report(cast.city, path);
    expect(figureOf(before, 'unclassified')).toBe(1);
    expect(await wrongLinks(cast.city, before)).toEqual([]);
    expect(await store.write((tx) => fillTallies(tx, 200))).toBe(1);
    expect(await store.write((tx) => fillTallies(tx, 200))).toBe(0);
    expect(await store.read.passages.find(entry.id)).toEqual(row);
    expect(figureOf(await report(cast.city, path), 'stage6Asserted')).toBe(1);
  });

  it('the list of passages takes what a report counts as filters', async () => {
    const rows = await listed(cast.city, `/passages?from=2022-02-01&to=2022-02-28&counted=true&chinaVi=told`);
    expect(rows.length).toBeGreaterThan(0);
    expect(problem(await cast.city.get('/passages?chinaVi=yes'))).toEqual([400, '#/chinaVi']);
    const searched = await cast.city.post('/passages/search', passage({}).vehicle);
    expect(searched.status).toBe(400);
  });
});
