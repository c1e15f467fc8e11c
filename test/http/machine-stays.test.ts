import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { bookOf, figureOf, listed, report, wrongLinks } from './report-world.ts';
import { idOf, newSite, openYard, type Yard } from './yard.ts';

const march = (day: number) => `2022-03-${String(day).padStart(2, '0')}T10:00:00+08:00`;
const MARCH = 'month=2022-03';

describe.each(databases)('stays of machines in the reports on $name', (database) => {
  let yard: Yard;
  let site: string;
  let onlyInspected: string;
  const machines: Record<string, string> = {};
  const numbers: Record<string, string> = {};

  /** All filed on the 4th, then met; read on the 21st. */
  beforeAll(async () => {
    yard = await openYard(database);
    const { alice } = yard;
    site = idOf(await alice.post('/sites', newSite({ name: '甲' })));
    onlyInspected = idOf(await alice.post('/sites', newSite({ name: '乙' })));
    for (const name of ['back', 'waiting', 'lost', 'refused after', 'tested'])
      machines[name] = await yard.machine({ name });
    machines['against'] = await yard.machine({ name: 'against', fuel: 'electric' });
    const filings: Record<string, string> = {};
    for (const name of ['back', 'waiting', 'lost', 'refused after']) {
      const answer = await yard.file(site, machines[name] ?? '');
      filings[name] = idOf(answer);
      numbers[name] = (answer.body as { number: string }).number;
    }
    const ok = async (answer: Promise<{ status: number; text: string }>) => {
      const { status, text } = await answer;
      expect([status, status < 300 ? '' : text]).toEqual([status, '']);
    };
    await ok(yard.officer.post(`/filings/${filings['lost']}/return`, { reason: '缺少照片' }));
    yard.service.clock.set(march(8));
    yard = await yard.again();
    await ok(yard.officer.post(`/filings/${filings['refused after']}/reject`, { reason: '不属实' }));
    await ok(yard.alice.post(`/filings/${filings['back']}/entry`, { enteredAt: march(5) }));
    await ok(yard.alice.post(`/filings/${filings['back']}/exit`, { exitedAt: march(8) }));
    yard.service.clock.set(march(21));
    yard = await yard.again();
    const { store } = yard.service;
    await store.write((tx) => tx.filings.update(filings['lost'] ?? '', { closedAt: Date.parse(march(20)) }));
    for (const [name, day] of [
      ['back', 7],
      ['back', 10],
      ['back', 11],
      ['waiting', 6],
      ['lost', 6],
      ['refused after', 6],
    ] as const) {
      const seen = { siteId: site, machineId: machines[name], enteredAt: march(day) };
      expect((await yard.officer.post('/site-entries', seen)).status).toBe(201);
    }
    const measured = { smoke: { readings: [1.2, 1.2, 1.2] }, inspectedAt: march(9) };
    for (const [siteId, name] of [
      [site, 'waiting'],
      [onlyInspected, 'tested'],
    ] as const) {
      const answer = await yard.officer.post('/inspections', { ...measured, siteId, machineId: machines[name] });
      expect([answer.status, (answer.body as { result: string }).result]).toEqual([201, 'fail']);
    }
  });
  afterAll(() => yard.service.close());

  const sheets = () => bookOf(yard.service, yard.officer, '/reports/machinery-return/2022-03');

  it('the return has a row for each stay, with the filing that it was filed by, entered or not', async () => {
    const rows = (await sheets())['在场机械'] ?? [];
    const told = rows.map((row) => [row['机械'], row['登记编号'], row['申报状态'], row['进场时间'], row['离场时间']]);
    const at = (day: number) => `2022-03-${String(day).padStart(2, '0')} 10:00`;
    expect(told.sort()).toEqual(
      [
        ['back', numbers['back'], '已提交', at(5), at(8)],
        ['back', '未申报', undefined, at(10), undefined],
        ['waiting', numbers['waiting'], '已提交', at(6), undefined],
        ['lost', '未申报', undefined, at(6), undefined],
        ['refused after', numbers['refused after'], '已驳回', at(6), undefined],
        ['tested', '未申报', undefined, at(9), undefined],
      ].sort(),
    );
    const met = Object.fromEntries(
      rows.map((row) => [`${row['机械']} ${row['登记编号']}`, [row['当月进场记录'], row['当月检查次数']]]),
    );
    expect(met).toMatchObject({
      [`back ${numbers['back']}`]: [1, 0],
      'back 未申报': [2, 0],
      [`waiting ${numbers['waiting']}`]: [1, 1],
      'tested 未申报': [0, 1],
    });
    expect(rows.map((row) => row['排放阶段'])).toEqual(rows.map(() => '国三'));
  });

  it('sites: one filing is for one stay, one left unmended is none, and an inspection shows a machine too', async () => {
    const told = await report(yard.city, `sites?${MARCH}`);
    const expected = { sites: 2, withFiling: 1, sitesSeenUnfiled: 2, sightings: 6, sightingsUnfiled: 3 };
    for (const [name, value] of Object.entries(expected)) expect([name, figureOf(told, name)]).toEqual([name, value]);
    expect(await wrongLinks(yard.city, told)).toEqual([]);
    const unfiled = await listed(yard.officer, '/site-entries?filed=false');
    expect(unfiled.map(({ machineId }) => machineId).sort()).toEqual(
      [machines['back'], machines['back'], machines['lost']].sort(),
    );
    const bySite = await report(yard.city, 'machines?by=site');
    expect(figureOf(bySite, 'machines', onlyInspected)).toBe(1);
    const items = bySite.items.filter(({ key }) => key === onlyInspected);
    expect(await wrongLinks(yard.city, { ...bySite, items })).toEqual([]);
  });

  it('a stage that the fuel contradicts is unknown, and its record is in doubt', async () => {
    const told = await report(yard.city, 'machines');
    expect([figureOf(told, 'stageUnknown'), figureOf(told, 'stage3')]).toEqual([1, 5]);
    expect(await wrongLinks(yard.city, { ...told, items: [] })).toEqual([]);
    const unknown = await listed(yard.city, '/machines?emissionStage=X');
    expect(unknown.map(({ id, emissionStage, warnings }) => ({ id, emissionStage, warnings }))).toEqual([
      {
        ...{ id: machines['against'], emissionStage: '3' },
        warnings: [{ code: 'stage_against_fuel', pointer: '#/emissionStage' }],
      },
    ]);
  });

  it('an inspection shows the class that it was judged by; a prohibition that was annulled was never in force', async () => {
    const before = await sheets();
    expect(before['监督检查']?.map((row) => row['限值类别'])).toEqual(['II', 'II']);
    expect(before['禁用']).toHaveLength(2);
    const { store } = yard.service;
    const [annulled] = await store.read.prohibitions.ofMachine(machines['tested'] ?? '');
    const ended = { status: 'lifted', liftedAt: Date.parse(march(20)) };
    await store.write((tx) => tx.prohibitions.update(annulled?.id ?? '', ended));
    const after = await sheets();
    expect(after['禁用']).toMatchObject([{ 机械: 'waiting' }]);
    const inForce = after['汇总']?.find((line) => line['类别'] === '禁用' && line['指标'] === '当月有效');
    expect(inForce?.['数值']).toBe(1);
  });
});
