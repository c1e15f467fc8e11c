import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilingRow } from '../../src/store/filings.ts';
import type { MachineRow } from '../../src/store/machines.ts';
import type { SiteEntryRow } from '../../src/store/site-entries.ts';
import type { SiteRow } from '../../src/store/sites.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { figureOf, listed, report, bookOf as sheetsOf, wrongLinks } from './report-world.ts';
import { freshCode, idOf, newMachine, newSite, openYard, problem, type Yard } from './yard.ts';

const NOW = '2022-03-15T12:00:00+08:00';
const HOUR = 3_600_000;
const FEBRUARY = 'month=2022-02';
const feb = (day: number, time = '08:00:00') => `2022-02-${String(day).padStart(2, '0')}T${time}+08:00`;
const ms = (instant: string) => Date.parse(instant);
const [FROM, UNTIL] = [ms('2022-02-01T00:00:00+08:00'), ms('2022-03-01T00:00:00+08:00')];

describe.each(databases)('reports on machinery on $name', (database) => {
  let yard: Yard;
  const sites: Record<string, string> = {};
  const machines: Record<string, string> = {};
  beforeAll(async () => {
    yard = await openYard(database);
    await fill();
    yard.service.clock.set(NOW);
    yard = await yard.again();
  });
  afterAll(() => yard.service.close());

  const site = async (name: string, who: Caller, more: object = {}) => {
    sites[name] = idOf(await who.post('/sites', newSite({ name, ...more })));
  };
  const machine = async (name: string, who: Caller, more: object = {}) => {
    machines[name] = idOf(await who.post('/machines', newMachine({ name, ...more })));
  };
  /** Files at an instant, and reports the entry `entered`. */
  const file = async (at: string, who: 'alice' | 'charlie', siteName: string, name: string, entered?: string) => {
    yard.service.clock.set(at);
    yard = await yard.again();
    const days = { plannedEntryOn: '2022-02-28', plannedExitOn: '2022-03-10' };
    const sent = { siteId: sites[siteName], machineId: machines[name], ...days };
    const id = idOf(await yard[who].post('/filings', sent));
    if (entered === undefined) return id;
    yard.service.clock.set(ms(entered) > ms(at) ? entered : at);
    yard = await yard.again();
    expect((await yard[who].post(`/filings/${id}/entry`, { enteredAt: entered })).status).toBe(200);
    return id;
  };

  /** Sites that run, have run and will run; machines filed in time, late, never, of every sort; two counties. */
  const fill = async () => {
    yard.service.clock.set('2022-02-01T07:00:00+08:00');
    yard = await yard.again();
    const { alice, charlie } = yard;
    await site('filed', alice, { startsOn: '2022-01-01', endsOn: '2022-12-31' });
    await site('empty', alice, { startsOn: '2022-02-28', endsOn: '2022-12-31' });
    await site('later', alice, { startsOn: '2022-03-01', endsOn: '2022-12-31' });
    await site('over', alice, { startsOn: '2021-01-01', endsOn: '2022-01-31' });
    await site('other', charlie, { countyCode: '140303', startsOn: '2022-01-01', endsOn: '2022-12-31' });
    await site('away', alice, { countyCode: '140303', startsOn: '2022-01-01', endsOn: '2022-12-31' });
    await machine('in time', alice);
    await machine('late', alice, { emissionStage: '2', category: 'loader' });
    await machine('unfiled', alice, { emissionStage: 'X', category: 'loader' });
    await machine('electric', alice, { emissionStage: 'D', fuel: 'electric', category: 'forklift' });
    await machine('stranger', charlie, { emissionStage: '4' });
    await machine('sold', alice);
    await machine('scrapped', charlie, { emissionStage: '2' });
    await end('sold', 'sold', alice);
    await end('scrapped', 'scrapped', charlie);

    await file(feb(2), 'alice', 'filed', 'in time', feb(3));
    await file(feb(5, '20:00:00'), 'alice', 'filed', 'late', feb(5, '08:00:00'));
    const withdrawn = await file(feb(6), 'alice', 'away', 'electric');
    expect((await yard.alice.post(`/filings/${withdrawn}/withdraw`)).status).toBe(200);
    const accepted = await file(feb(7), 'charlie', 'other', 'stranger', feb(9));
    yard.service.clock.set(feb(10));
    yard = await yard.again();
    expect((await yard.otherOfficer.post(`/filings/${accepted}/accept`)).status).toBe(200);
    const seen = async (who: Caller, siteName: string, what: object, enteredAt: string) => {
      const answer = await who.post('/site-entries', { siteId: sites[siteName], ...what, enteredAt });
      expect(answer.status).toBe(201);
    };
    await seen(yard.officer, 'filed', { machineId: machines['in time'] }, feb(8));
    await seen(yard.officer, 'filed', { machineId: machines['unfiled'] }, feb(9));
    const unknown = { name: '装载机', category: 'loader', environmentalCode: freshCode(), emissionStage: 'X' };
    await seen(yard.officer, 'filed', { machine: unknown }, feb(9, '10:00:00'));
    await seen(yard.otherOfficer, 'away', { machineId: machines['electric'] }, feb(10, '06:00:00'));
    const inspected = { siteId: sites['filed'], machineId: machines['late'], inspectedAt: feb(12), working: true };
    yard.service.clock.set(feb(12, '09:00:00'));
    yard = await yard.again();
    for (const ringelmann of [2, 1])
      expect((await yard.officer.post('/inspections', { ...inspected, ringelmann })).status).toBe(201);
    // Filed for in March only: on the last of February nothing was.
    yard.service.clock.set('2022-03-02T08:00:00+08:00');
    yard = await yard.again();
    await seen(yard.otherOfficer, 'other', { machineId: machines['late'] }, feb(28, '23:59:59'));
    await seen(yard.otherOfficer, 'other', { machineId: machines['late'] }, '2022-03-01T00:00:00+08:00');
    await file('2022-03-03T08:00:00+08:00', 'alice', 'empty', 'unfiled');
  };
  const end = async (name: string, what: 'sold' | 'scrapped', who: Caller) => {
    const answer = await who.post(`/machines/${machines[name]}/${what}`, { on: '2022-01-31' });
    expect(answer.status).toBe(200);
  };

  const all = { limit: 1_000 };
  const everyMachine = (): Promise<MachineRow[]> => yard.service.store.read.machines.page({ to: 'all' }, {}, all);
  const everySite = (): Promise<SiteRow[]> => yard.service.store.read.sites.page({ to: 'all' }, {}, all);
  const everyFiling = (): Promise<FilingRow[]> => yard.service.store.read.filings.page({ to: 'all' }, {}, all);
  const everyEntry = (): Promise<SiteEntryRow[]> => yard.service.store.read.siteEntries.page({ to: 'all' }, {}, all);

  it.each([
    ['city', 'machines?by=county'],
    ['city', 'machines?by=category&countyCode=140302'],
    ['city', 'machines?by=site'],
    ['city', 'machines?by=contractor'],
    ['officer', 'machines?by=site'],
    ['alice', 'machines?by=category'],
    ['city', `sites?${FEBRUARY}`],
    ['city', `sites?${FEBRUARY}&by=contractor`],
    ['city', 'sites?from=2022-01-15&to=2022-03-15&by=month'],
    ['otherOfficer', `sites?${FEBRUARY}`],
    ['alice', `sites?${FEBRUARY}&by=contractor`],
    ['city', `filings?${FEBRUARY}`],
    ['city', 'filings?from=2022-01-01&to=2022-03-31&by=contractor'],
    ['alice', `filings?${FEBRUARY}&by=contractor`],
  ] as const)('%s reads %s: each number opens exactly the rows behind it', async (who, path) => {
    const told = await report(yard[who], path);
    // One row of nothing tells as much as all of them.
    const isEmpty = ({ cells }: (typeof told.items)[number]) => Object.values(cells).every(({ value }) => !value);
    const empty = told.items.findIndex(isEmpty);
    const items = told.items.filter((row, at) => at === empty || !isEmpty(row));
    expect(items.length).toBeGreaterThan(0);
    expect(await wrongLinks(yard[who], { ...told, items })).toEqual([]);
  });

  it('machines: in use by origin and stage, the unknown apart, and those no longer in use in none of these', async () => {
    const rows = await everyMachine();
    const inUse = rows.filter(({ status }) => status === 'active');
    const told = await report(yard.city, 'machines');
    const of = (which: (row: MachineRow) => boolean) => inUse.filter(which).length;
    const expected = {
      machines: inUse.length,
      registered: of(({ organisationId }) => organisationId !== null),
      seen: of(({ organisationId }) => organisationId === null),
      ...Object.fromEntries(
        ['0', '1', '2', '3', '4', 'D'].map((code) => [
          `stage${code}`,
          of(({ emissionStage }) => emissionStage === code),
        ]),
      ),
      stageUnknown: of(({ emissionStage }) => emissionStage === 'X'),
      sold: 1,
      scrapped: 1,
      movedOut: 0,
    };
    expect(expected).toMatchObject({ machines: 6, seen: 1, stageUnknown: 2, stage2: 1, stageD: 1 });
    for (const [name, value] of Object.entries(expected)) expect([name, figureOf(told, name)]).toEqual([name, value]);
    const stages = told.columns
      .filter(({ name }) => /^stage/.test(name))
      .map(({ name }) => Number(figureOf(told, name)));
    expect(stages.reduce((sum, one) => sum + one, 0)).toBe(inUse.length);
  });

  it('machines: by county one counts wherever its officers see it, by site where it is filed for or was seen', async () => {
    const store = yard.service.store.read;
    const rows = (await everyMachine()).filter(({ status }) => status === 'active');
    const counties = await Promise.all(rows.map(({ id }) => store.machines.countiesOf(id)));
    const byCounty = await report(yard.city, 'machines');
    for (const county of ['140302', '140303', '140311'])
      expect([county, figureOf(byCounty, 'machines', county)]).toEqual([
        county,
        counties.filter((of) => of.includes(county)).length,
      ]);
    const [filings, entries] = [await everyFiling(), await everyEntry()];
    const bySite = await report(yard.city, 'machines?by=site&limit=200');
    const expected = (await everySite()).map(({ id }) => {
      const standing = filings.filter((row) => row.siteId === id && (row.status !== 'withdrawn' || row.enteredAt));
      const there = new Set([...standing, ...entries.filter((row) => row.siteId === id)].map((row) => row.machineId));
      return [id, there.size];
    });
    expect(bySite.items.map(({ key, cells }) => [key, cells['machines']?.value])).toEqual(expected);
    expect(figureOf(bySite, 'machines', sites['filed'])).toBe(4);
    expect(figureOf(bySite, 'machines', sites['away'])).toBe(1);
  });

  it('sites: those that run, those with nothing filed though their schedule has begun, those with machines seen but not filed', async () => {
    const [filings, entries] = [await everyFiling(), await everyEntry()];
    const running = (await everySite()).filter(
      ({ startsOn, endsOn }) => startsOn <= '2022-02-28' && endsOn >= '2022-02-01',
    );
    const standing = filings.filter(
      (row) => row.submittedAt < UNTIL && (['submitted', 'accepted', 'returned'].includes(row.status) || row.enteredAt),
    );
    const inFebruary = entries.filter(({ enteredAt }) => enteredAt >= FROM && enteredAt < UNTIL);
    const unfiled = inFebruary.filter(
      (row) => !standing.some((one) => one.siteId === row.siteId && one.machineId === row.machineId),
    );
    const without = running.filter(({ id }) => !standing.some((one) => one.siteId === id));
    const told = await report(yard.city, `sites?${FEBRUARY}`);
    const expected = {
      sites: running.length,
      withFiling: running.length - without.length,
      withoutFiling: without.length,
      sitesSeenUnfiled: running.filter(({ id }) => unfiled.some((row) => row.siteId === id)).length,
      sightings: inFebruary.length,
      sightingsUnfiled: unfiled.length,
      filedShare: Math.floor(((running.length - without.length) * 10_000) / running.length) / 100,
    };
    expect(expected).toEqual({
      ...{ sites: 4, withFiling: 2, withoutFiling: 2, sitesSeenUnfiled: 3, sightings: 5, sightingsUnfiled: 4 },
      filedShare: 50,
    });
    for (const [name, value] of Object.entries(expected)) expect([name, figureOf(told, name)]).toEqual([name, value]);
    expect(figureOf(told, 'withoutFiling', '140303')).toBe(1);
  });

  it('filings: how much too late, how long the oldest has waited, and reviews past the day of the county', async () => {
    const rows = (await everyFiling()).filter(({ submittedAt }) => submittedAt >= FROM && submittedAt < UNTIL);
    const late = rows.flatMap(({ submittedAt, enteredAt }) =>
      enteredAt !== null && enteredAt <= submittedAt ? [(submittedAt - enteredAt) / HOUR] : [],
    );
    const told = await report(yard.city, `filings?${FEBRUARY}`);
    expect(late).toHaveLength(1);
    expect(figureOf(told, 'averageLateHours')).toBeCloseTo(late[0] ?? 0, 1);
    expect(figureOf(told, 'longestLateHours')).toBeCloseTo(Math.max(...late), 1);
    const waiting = rows.filter(({ status }) => status === 'submitted').map(({ submittedAt }) => submittedAt);
    expect(waiting.length).toBeGreaterThan(1);
    const longest = (ms(NOW) - Math.min(...waiting)) / HOUR;
    expect(figureOf(told, 'longestWaitingHours')).toBeCloseTo(longest, 1);
    expect(figureOf(told, 'overdueReviews')).toBe(0);
    const first = rows.find(({ status }) => status === 'submitted');
    const { store } = yard.service;
    await store.write((tx) => tx.filings.update(first?.id ?? '', { reviewBy: '2022-03-14' }));
    const after = await report(yard.city, `filings?${FEBRUARY}`);
    expect(figureOf(after, 'overdueReviews')).toBe(1);
    expect(await wrongLinks(yard.city, after)).toEqual([]);
    await store.write((tx) => tx.filings.update(first?.id ?? '', { reviewBy: '2022-03-15' }));
    expect(figureOf(await report(yard.city, `filings?${FEBRUARY}`), 'overdueReviews')).toBe(0);
    const byMonth = await report(yard.city, 'filings?from=2022-02-01&to=2022-03-15&by=month');
    expect(byMonth.items[0]?.cells).not.toHaveProperty('longestWaitingHours');
    const nothing = await report(yard.city, 'filings?month=2019-01');
    for (const name of ['averageLateHours', 'longestLateHours', 'longestWaitingHours'])
      expect([name, figureOf(nothing, name)]).toEqual([name, null]);
  });

  it('403: who has nothing to do with machines reads none of it; officers their county, contractors their own', async () => {
    for (const kind of ['machines', 'sites']) {
      expect((await yard.enterprise.get(`/reports/${kind}`)).status).toBe(403);
      expect((await report(yard.officer, `${kind}?${FEBRUARY}`)).items.map(({ key }) => key)).toEqual(['140302']);
      expect((await yard.department.get(`/reports/${kind}`)).status).toBe(200);
    }
    const own = await report(yard.charlie, 'machines?by=contractor');
    expect(own.items.map(({ cells }) => cells['machines']?.value)).toEqual([1]);
  });

  it('the lists take what the reports count by, and refuse days that make no period', async () => {
    const names = async (query: string) =>
      (await listed(yard.alice, `/sites?${query}`)).map((row) => String(row['name'])).sort();
    expect(await names('on=2022-02-27')).toEqual(['away', 'filed']);
    expect(await names('on=2022-02-28&filed=false')).toEqual(['away', 'empty']);
    expect(await names('on=2022-03-15&filed=false')).toEqual(['away', 'later']);
    expect(await names('from=2022-01-01&to=2022-01-31')).toEqual(['away', 'filed', 'over']);
    expect(await names(`unfiledMachines=true&organisationId=${yard.contractorId}`)).toEqual(['away', 'filed']);
    for (const [query, pointer] of [
      ['from=2022-01-01', '#/to'],
      ['to=2022-01-01', '#/from'],
      ['from=2022-01-02&to=2022-01-01', '#/to'],
      ['on=2022-01-02&to=2022-01-02', '#/on'],
      ['filed=maybe', '#/filed'],
    ])
      expect(problem(await yard.alice.get(`/sites?${query}`))).toEqual([400, pointer]);
    const entries = await listed(yard.officer, `/site-entries?siteId=${sites['filed']}&filed=false`);
    expect(entries).toHaveLength(2);
    const seen = await listed(yard.city, `/machines?siteId=${sites['other']}`);
    expect(seen.map(({ id }) => id).sort()).toEqual([machines['stranger'], machines['late']].sort());
  });

  describe('the monthly return', () => {
    const path = '/reports/machinery-return/2022-02';
    const bookOf = (caller: Caller, more = '') => sheetsOf(yard.service, caller, `${path}${more}`);
    const summed = (book: Awaited<ReturnType<typeof bookOf>>, of: string, figure: string) =>
      book['汇总']?.find((line) => line['类别'] === of && line['指标'] === figure)?.['数值'];

    it('tells of a county each machine on a site, each filing with its delay, inspections, prohibitions and flags', async () => {
      const book = await bookOf(yard.officer);
      expect(Object.keys(book)).toEqual(['汇总', '在场机械', '进场申报', '监督检查', '禁用', '违规线索']);
      const [filings, entries] = [await everyFiling(), await everyEntry()];
      const here = <T extends { readonly countyCode: string }>(rows: readonly T[]) =>
        rows.filter(({ countyCode }) => countyCode === '140302');
      const there = new Set([
        ...here(filings).flatMap(({ siteId, machineId, enteredAt, exitedAt }) =>
          enteredAt !== null && enteredAt < UNTIL && (exitedAt ?? UNTIL) >= FROM ? [`${siteId} ${machineId}`] : [],
        ),
        ...here(entries).flatMap(({ siteId, machineId, enteredAt }) =>
          enteredAt >= FROM && enteredAt < UNTIL ? [`${siteId} ${machineId}`] : [],
        ),
      ]);
      const onSite = book['在场机械'] ?? [];
      expect(there.size).toBe(4);
      expect(onSite).toHaveLength(there.size);
      expect(onSite.filter((row) => row['登记编号'] === '未申报')).toHaveLength(2);
      expect(onSite.filter((row) => row['登记情况'] === '仅现场发现')).toHaveLength(1);
      expect(onSite.filter((row) => row['排放阶段'] === '未知')).toHaveLength(2);

      const submitted = here(filings).filter(({ submittedAt }) => submittedAt >= FROM && submittedAt < UNTIL);
      const shown = book['进场申报'] ?? [];
      expect(shown).toHaveLength(submitted.length);
      const late = shown.filter((row) => row['迟报（小时）'] !== undefined && row['迟报（小时）'] !== null);
      expect(late.map((row) => [row['机械'], Math.round(Number(row['迟报（小时）']))])).toEqual([['late', 12]]);
      expect(late[0]).toMatchObject({ 县区: '城区', 进场时间: '2022-02-05 08:00', 状态: '已提交' });
      expect(book['监督检查']?.map((row) => row['结果']).sort()).toEqual(['不合格', '无法判定'].sort());
      expect(book['禁用']).toMatchObject([{ 机械: 'late', 状态: '禁用中' }]);

      const flags = await listed(yard.officer, '/violations?from=2022-02-01&to=2022-02-28');
      const reviews = await listed(yard.officer, '/violations?from=2022-02-01&to=2022-02-28&effect=review');
      const ofMachines = [...flags, ...reviews].filter(({ subject }) => (subject as { machineId?: string }).machineId);
      expect(book['违规线索']).toHaveLength(ofMachines.length);
      for (const [kind, word] of [
        ['unregistered_machine', '未申报进场'],
        ['late_registration', '进场前未申报'],
        ['machine_over_limit', '排气超标'],
      ]) {
        const found = ofMachines.filter((row) => row['kind'] === kind).length;
        expect([kind, found > 0]).toEqual([kind, true]);
        expect(book['违规线索']?.filter((row) => row['线索'] === word)).toHaveLength(found);
        expect([kind, summed(book, '违规线索', word ?? '')]).toEqual([kind, found]);
      }
    });

    it('its summary is that of the reports, and of its own sheets', async () => {
      for (const [who, county] of [
        [yard.officer, '140302'],
        [yard.city, '140303'],
      ] as const) {
        const book = await bookOf(who, `?countyCode=${county}`);
        for (const [kind, title] of [
          ['machines', '非道路移动机械统计'],
          ['sites', '工地申报情况'],
          ['filings', '机械进场申报统计'],
        ] as const) {
          const { columns, total } = await report(who, `${kind}?${FEBRUARY}&countyCode=${county}`);
          for (const { name, title: heading } of columns) {
            if (name === 'longestWaitingHours') continue;
            expect([name, summed(book, title, heading.zh) ?? null]).toEqual([name, total[name]?.value ?? null]);
          }
        }
        expect(summed(book, '监督检查', '不合格')).toBe(
          book['监督检查']?.filter((row) => row['结果'] === '不合格').length,
        );
        expect(summed(book, '禁用', '当月有效')).toBe(book['禁用']?.length);
      }
    });

    it('in English where that is asked for, without telephone numbers, and it is on record who took it', async () => {
      const book = await bookOf(yard.city, '?language=en&countyCode=140302');
      expect(Object.keys(book)).toContain('Machines on site');
      expect(JSON.stringify(book)).not.toMatch(/1[3-9]\d{9}/);
      const { audit } = yard.service.store.read;
      const [row] = await audit.page({ subjectType: 'report', subjectId: 'machinery-return' }, { limit: 1 });
      expect(row).toMatchObject({ action: 'report.export', detail: { from: '2022-02-01', countyCode: '140302' } });
    });

    it('403 for who keeps no county, 404 for what is no month, 400 for what it does not know, and of another county nothing', async () => {
      for (const caller of [yard.alice, yard.enterprise]) expect((await caller.get(path)).status).toBe(403);
      expect((await yard.officer.get('/reports/machinery-return/2022-13')).status).toBe(404);
      expect((await yard.officer.get(`${path}?county=1`)).status).toBe(400);
      const foreign = await bookOf(yard.otherOfficer, '?countyCode=140302');
      expect([foreign['在场机械'], foreign['进场申报'], foreign['违规线索']]).toEqual([[], [], []]);
    });
  });
});
