import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cast, openCast } from '../support/cast.ts';
import { databases } from '../support/database.ts';
import { freshCode, MULTIPART, multipart, newMachine, newSite } from '../support/holdings.ts';

type Told = {
  readonly row: number;
  readonly column: string | null;
  readonly heading: string | null;
  readonly detail: string;
};
type Report = {
  readonly id: string;
  readonly status: string;
  readonly done: number;
  readonly rows: readonly { readonly row: number; readonly outcome: string }[];
  readonly faults: readonly Told[];
  readonly warnings: readonly Told[];
};
type Filing = { readonly id: string; readonly machineId: string; readonly remarks?: string; readonly number: string };
type Who = keyof Cast['people'];

async function xlsx(rows: readonly (readonly unknown[])[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('台账').addRows(rows.map((row) => [...row]));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
const csv = (rows: readonly (readonly unknown[])[]): Buffer => Buffer.from(rows.map((row) => row.join(',')).join('\n'));

/** As a site's own ledger heads its columns. */
const HEADINGS =
  '序号,机械种类,环保登记号码,生产日期,发动机功率（kW）,燃料类型,排放标准,所有人,计划进场日期*,计划离场日期*,备注'.split(
    ',',
  );
const rowOf = (code: string, more: Readonly<Record<number, unknown>> = {}) =>
  ['1', '挖掘机', code, '2019-05-06', '110kW', '柴油', '国三', '某租赁站', '2024-03-05', '2024-06-30', ''].map(
    (cell, at) => more[at] ?? cell,
  );

describe.each(databases)('filings by the table on $name', ({ open }) => {
  let cast: Cast;
  let site: string;
  const siteName = '阳泉三中改造';
  beforeAll(async () => {
    cast = await openCast(open);
    const body = { ...newSite('140302'), name: siteName, permitNumber: '140302202403040001' };
    site = (await cast.must('contractor', 'POST', '/sites', body)).id;
  });
  afterAll(() => cast.close());

  const send = (file: Buffer, query = '', who: Who = 'contractor', language = 'en') =>
    cast.wire.send({
      method: 'POST',
      path: `/api/v1/filings/import?siteId=${site}${query}`,
      headers: {
        ...{ Authorization: `Bearer ${cast.people[who].token ?? ''}`, 'Content-Type': MULTIPART },
        'Accept-Language': language,
      },
      body: multipart({}, file),
    });
  const trial = async (file: Buffer, language?: string): Promise<Report> => {
    const { status, body, text } = await send(file, '&dryRun=true', 'contractor', language);
    if (status !== 200) throw new Error(`${status} ${text}`);
    return body as Report;
  };
  const imported = async (file: Buffer, query = ''): Promise<Report> => {
    const { status, headers, text } = await send(file, query);
    if (status !== 201) throw new Error(`${status} ${text}`);
    await cast.service.settled();
    return cast.must<Report>('contractor', 'GET', String(headers.location).slice('/api/v1'.length));
  };
  const led = ({ rows }: Report) => rows.map(({ row, outcome }) => [row, outcome]);
  const places = (told: readonly Told[]) => told.map(({ row, column }) => [row, column]);
  const filings = async (query = '') =>
    (await cast.must<{ items: Filing[] }>('contractor', 'GET', `/filings?siteId=${site}&limit=200${query}`)).items;
  const found = async (code: string) =>
    (await cast.must<{ items: { id: string; name: string }[] }>('contractor', 'POST', '/machines/search', { code }))
      .items;

  it('an empty table to fill in names its columns in either language', async () => {
    for (const [language, words] of [
      ['en', ['Site', 'Planned entry*', 'Environmental code']],
      ['zh-CN', ['工地名称', '计划进场日期*', '环保登记号码']],
    ] as const) {
      const { status, text } = await cast.wire.send({
        method: 'GET',
        path: '/api/v1/filings/import/template?format=csv',
        headers: { Authorization: `Bearer ${cast.people.contractor.token ?? ''}`, 'Accept-Language': language },
      });
      expect(status).toBe(200);
      for (const word of words) expect(text).toContain(word);
    }
  });

  it('the machines of one sheet, more than a step of the job, are registered and filed, each with its number; the sheet again changes nothing', async () => {
    const codes = Array.from({ length: 12 }, freshCode);
    const rows = codes.map((code, at) => rowOf(code, { 0: at + 1, 10: at === 0 ? '夜间作业' : '' }));
    const file = await xlsx([HEADINGS, ...rows]);
    expect(led(await trial(file))).toEqual(codes.map((_, at) => [at + 2, 'registered']));
    expect(await filings()).toEqual([]);
    const report = await imported(file);
    expect([report.status, report.done, report.faults, report.warnings]).toEqual(['done', 12, [], []]);
    const filed = await filings();
    expect(filed).toHaveLength(12);
    const serials = filed.map(({ number }) => /〔2024〕城区(\d{5})号$/.exec(number)?.[1]).sort();
    expect(serials).toEqual(codes.map((_, at) => String(at + 1).padStart(5, '0')));
    expect(filed.at(-1)?.remarks).toBe('夜间作业');
    const [machine] = await found(codes[0] ?? '');
    expect(await cast.must('contractor', 'GET', `/machines/${machine?.id}`)).toMatchObject({
      ...{ name: '挖掘机', category: 'excavator', emissionStage: '3', fuel: 'diesel', producedOn: '2019-05-06' },
      ...{ engine: { powerKw: 110 }, owner: { name: '某租赁站' } },
    });
    expect(led(await imported(file))).toEqual(codes.map((_, at) => [at + 2, 'unchanged']));
    expect(await filings()).toHaveLength(12);
  });

  it('reads days, stages, kinds and power as people write them', async () => {
    const ways: readonly Readonly<Record<number, unknown>>[] = [
      ...['2024/3/5', '2024年3月5日', '2024.03.05', '20240305', '２０２４－３－５', new Date('2024-03-05'), 45_356].map(
        (day) => ({ 8: day }),
      ),
      // Plates of machines often tell no more than the month.
      ...['2018年5月', '2018.05', '2018-5', 201805].map((month) => ({ 3: month })),
      ...['III', 3, '第三阶段', '国Ⅲ'].map((stage) => ({ 6: stage })),
      ...['钩机', 'excavator', '其他（破碎机）'].map((kind) => ({ 1: kind })),
      ...[110, '110 千瓦', '110KW'].map((power) => ({ 4: power })),
      ...['电', 'B'].map((fuel) => ({ 5: fuel, 6: fuel === '电' ? 'D' : '国三' })),
    ];
    const report = await trial(await xlsx([HEADINGS, ...ways.map((more) => rowOf(freshCode(), more))]));
    expect(report.faults).toEqual([]);
    expect(led(report)).toEqual(ways.map((_, at) => [at + 2, 'registered']));
  });

  it('reads what a machine is used for and how its stage is known; a use that is not registered is refused with its reason', async () => {
    const code = freshCode();
    const rows = [
      [...rowOf(code), '环保信息标签', '建筑施工'],
      [...rowOf(freshCode()), 'disclosure', 'mine'],
      [...rowOf(freshCode()), '', '农业'],
      [...rowOf(freshCode()), '现场检查', '挖土'],
    ];
    const file = csv([[...HEADINGS, '排放阶段依据', '用途'], ...rows]);
    const report = await imported(file, '&keepGood=true');
    expect(led(report)).toEqual([
      [2, 'registered'],
      [3, 'registered'],
    ]);
    expect(places(report.faults)).toEqual([
      [4, 'use'],
      [5, 'stageBasis'],
      [5, 'use'],
    ]);
    expect(report.faults[0]?.detail).toContain('agricultural authorities');
    const [machine] = await found(code);
    expect(await cast.must('contractor', 'GET', `/machines/${machine?.id}`)).toMatchObject({
      ...{ use: 'construction', stageBasis: 'environmental_label' },
    });
    const otherwise = csv([
      [...HEADINGS, '排放阶段依据', '用途'],
      [...rowOf(code), '申报人申报', '矿山'],
    ]);
    expect(places((await trial(otherwise)).warnings).sort()).toEqual([
      [2, 'stageBasis'],
      [2, 'use'],
    ]);
  });

  it('tells all that is wrong with every row in one pass, in the language asked for, and keeps the good ones on request', async () => {
    const good = freshCode();
    const bad = freshCode();
    const file = csv([
      HEADINGS,
      rowOf(good),
      rowOf(bad, { 1: '挖崛机', 4: '150马力', 8: '2023-12-31', 9: '明年' }),
      rowOf(freshCode(), { 5: '', 6: '', 9: '2026-01-01' }),
      rowOf(''),
      rowOf(freshCode(), { 8: '2023-01-01' }),
    ]);
    const wrong = [
      [3, 'plannedExitOn'],
      [3, 'category'],
      [3, 'enginePowerKw'],
      [4, 'plannedExitOn'],
      [4, 'emissionStage'],
      [4, 'fuel'],
      [5, 'environmentalCode'],
      [6, 'plannedEntryOn'],
    ];
    const tried = await trial(file, 'zh-CN');
    expect(places(tried.faults).sort()).toEqual(wrong.sort());
    for (const { detail, heading } of tried.faults)
      expect(`${heading} ${detail}`).toMatch(/^\p{Script=Han}+.* \p{Script=Han}/u);
    const refused = await send(file);
    expect(refused.status).toBe(400);
    expect((await found(good)).length).toBe(0);
    const report = await imported(file, '&keepGood=true');
    expect(led(report)).toEqual([[2, 'registered']]);
    expect((await found(good)).length).toBe(1);
    expect((await found(bad)).length).toBe(0);
  });

  it("files another contractor's machine without touching its record; where the row says otherwise that is a warning", async () => {
    const hired = { ...newMachine(), pin: `HIRED${Date.now()}`.padEnd(17, '0').slice(0, 17), emissionStage: '4' };
    const { id } = await cast.must('another contractor', 'POST', '/machines', hired);
    const before = await cast.must('another contractor', 'GET', `/machines/${id}`);
    const report = await imported(
      await xlsx([
        [...HEADINGS, '产品识别码'],
        [...rowOf('', { 1: '装载机', 4: '200' }), hired.pin],
      ]),
    );
    expect(led(report)).toEqual([[2, 'filed']]);
    // No more than a card shows: not its power, though that differs as well.
    expect(places(report.warnings)).toEqual([
      [2, 'category'],
      [2, 'emissionStage'],
    ]);
    expect(report.warnings[1]?.detail).toContain('says China IV');
    expect(await cast.must('another contractor', 'GET', `/machines/${id}`)).toEqual(before);
    expect((await filings(`&machineId=${id}`)).length).toBe(1);
  });

  it('tells of a prohibition that is open on a machine it files', async () => {
    const own = newMachine();
    const { id: machineId } = await cast.must('contractor', 'POST', '/machines', own);
    const inspection = { siteId: site, machineId, inspectedAt: '2024-03-04T09:00:00+08:00', ringelmann: 3 };
    await cast.must('county officer', 'POST', '/inspections', inspection);
    const report = await trial(await xlsx([HEADINGS, rowOf(own.environmentalCode, { 4: '100' })]));
    expect([led(report), places(report.warnings)]).toEqual([[[2, 'filed']], [[2, null]]]);
    expect(report.warnings[0]?.detail).toContain('prohibition');
  });

  it('of the own machine everything that differs is told', async () => {
    const own = newMachine();
    await cast.must('contractor', 'POST', '/machines', own);
    const report = await imported(await xlsx([HEADINGS, rowOf(own.environmentalCode, { 4: '92.5', 5: '汽油' })]));
    expect(places(report.warnings)).toEqual([
      [2, 'enginePowerKw'],
      [2, 'fuel'],
    ]);
  });

  it('the site may stand in a column, by name or permit; one that is not the own is no site', async () => {
    const headings = [...HEADINGS, '工地名称'];
    const other = { ...newSite('140302'), name: '别人的工地' };
    await cast.must('another contractor', 'POST', '/sites', other);
    const file = await xlsx([
      headings,
      [...rowOf(freshCode()), siteName],
      [...rowOf(freshCode()), '140302202403040001'],
      [...rowOf(freshCode()), site],
      [...rowOf(freshCode()), other.name],
    ]);
    const report = await trial(file);
    expect(led(report).map(([row]) => row)).toEqual([2, 3, 4]);
    expect(places(report.faults)).toEqual([[5, 'site']]);
  });

  it('refuses what POST /machines refuses, for the same reason, and a machine filed for those days', async () => {
    const taken = freshCode();
    const file = await xlsx([
      [...HEADINGS, '号牌号码'],
      [...rowOf(freshCode()), '晋C12345'],
      [...rowOf(taken), '无'],
    ]);
    const report = await imported(file, '&keepGood=true');
    expect(places(report.faults)).toEqual([[2, 'plate']]);
    const overlapping = await trial(await xlsx([HEADINGS, rowOf(taken, { 8: '2024-06-30', 9: '2024-07-31' })]));
    expect(places(overlapping.faults)).toEqual([[2, null]]);
  });

  it('is for whoever may file for the site: 401, 403, 404', async () => {
    const file = csv([HEADINGS, rowOf(freshCode())]);
    expect((await send(file, '', 'nobody')).status).toBe(401);
    for (const who of ['county officer', 'department'] as const) expect((await send(file, '', who)).status).toBe(403);
    expect((await send(file, '', 'another contractor')).status).toBe(404);
    const report = await imported(csv([HEADINGS, rowOf(freshCode())]));
    expect((await cast.ask('another contractor', 'GET', `/filings/imports/${report.id}`)).status).toBe(404);
    expect((await cast.ask('colleague of the contractor', 'GET', `/jobs/${report.id}`)).status).toBe(404);
    expect((await cast.ask('contractor', 'POST', `/jobs/${report.id}/cancel`, {})).status).toBe(409);
  });
});
