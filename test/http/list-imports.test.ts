import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cast, HOME, openCast } from '../support/cast.ts';
import { databases } from '../support/database.ts';
import { gbk } from '../support/gbk.ts';
import { MULTIPART, multipart } from '../support/holdings.ts';
import { freshCreditCode, freshPlate } from '../support/world.ts';

type Report = {
  readonly status: string;
  readonly faultyRows: number;
  readonly rows: readonly { readonly row: number; readonly outcome: string }[];
  readonly faults: readonly { readonly row: number; readonly column: string | null; readonly detail: string }[];
};
type Items<T> = { readonly items: readonly T[] };
type Seller = { readonly id: string; readonly name: string; readonly violations: number; readonly unverified: number };
type Who = keyof Cast['people'];

const csv = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(rows.map((row) => row.join(',')).join('\r\n'));

async function xlsx(rows: readonly (readonly unknown[])[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('清单').addRows(rows.map((row) => [...row]));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

describe.each(databases)('lists by the table on $name', ({ name: engine, open }) => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await openCast(open);
  });
  afterAll(() => cast.close());

  const send = (path: string, file: Buffer, who: Who = 'county officer', query = '') =>
    cast.wire.send({
      method: 'POST',
      path: `/api/v1${path}/import${query}`,
      headers: { Authorization: `Bearer ${cast.people[who].token ?? ''}`, 'Content-Type': MULTIPART },
      body: multipart({}, file),
    });
  const trial = async (path: string, file: Buffer, who?: Who): Promise<Report> => {
    const { status, body, text } = await send(path, file, who, '?dryRun=true');
    if (status !== 200) throw new Error(`${status} ${text}`);
    return body as Report;
  };
  const imported = async (path: string, file: Buffer, who: Who = 'county officer', query = ''): Promise<Report> => {
    const { status, headers, text } = await send(path, file, who, query);
    if (status !== 201) throw new Error(`${status} ${text}`);
    await cast.service.settled();
    const report = await cast.must<Report>(who, 'GET', String(headers.location).slice('/api/v1'.length));
    expect(report.status).toBe('done');
    return report;
  };
  const led = ({ rows }: Report) => rows.map(({ row, outcome }) => [row, outcome]);
  const wrong = ({ faults }: Report) => faults.map(({ row, column }) => [row, column]);
  const items = async <T>(path: string, who: Who = 'city officer') =>
    (await cast.must<Items<T>>(who, 'GET', path)).items;

  describe('enterprises', () => {
    const HEADINGS =
      '企业名称*,统一社会信用代码*,所在县区*,生效日期,行业,位于市规划区,年货运量（吨）,铁路专用线建成日期,重点用车单位,绩效分级'.split(
        ',',
      );
    const rowOf = (code: string, more: Readonly<Record<number, unknown>> = {}, name = `焦化厂 ${code}`) =>
      [name, code, '城区', '2021/1/1', '焦化', '否', '2000000', '', '是', 'B-'].map((cell, at) => more[at] ?? cell);

    it('a row opens an account and says what holds from its day; the next adds to it', async () => {
      const [one, two] = [freshCreditCode(), freshCreditCode()];
      const rows = [
        HEADINGS,
        rowOf(one),
        rowOf(one, { 3: new Date('2022-03-01'), 4: 'coking', 7: new Date('2022-02-15'), 9: 'A 级' }),
        rowOf(two, { 3: '', 4: '', 5: '', 6: '', 8: '', 9: '' }),
      ];
      const report = await imported('/enterprises', await xlsx(rows));
      expect(led(report)).toEqual([
        [2, 'created'],
        [3, 'added'],
        [4, 'created'],
      ]);
      const found = (
        await items<{ id: string; creditCode: string; kind: string; countyCode: string }>('/organisations')
      ).find(({ creditCode }) => creditCode === one);
      expect(found).toMatchObject({ kind: 'enterprise', countyCode: HOME });
      expect(await items(`/enterprises/${found?.id}/facts`)).toMatchObject([
        {
          ...{ validFrom: '2022-03-01', sector: 'coking', inPlanningArea: false, annualFreightTonnes: 2_000_000 },
          ...{ railLineCompletedOn: '2022-02-15', keyVehicleUser: true, performanceGrade: 'A' },
        },
        { validFrom: '2021-01-01', railLineCompletedOn: null, performanceGrade: 'B-' },
      ]);
      expect(led(await imported('/enterprises', await xlsx(rows)))).toEqual([2, 3, 4].map((row) => [row, 'unchanged']));
    });

    it('a dry run names everything that is wrong by row and column, and leaves nothing', async () => {
      const [good, known] = [freshCreditCode(), freshCreditCode()];
      await imported('/enterprises', csv([HEADINGS, rowOf(known) as string[]]));
      const rows = [
        HEADINGS,
        rowOf(good),
        rowOf(good),
        rowOf('91140302MA0TE0018X'),
        rowOf(freshCreditCode(), { 2: '太原市', 4: '养殖', 6: '二百万' }),
        rowOf(freshCreditCode(), { 3: '' }),
        rowOf(known, { 3: '2023-01-01' }, '另一个名字'),
        rowOf(freshCreditCode(), { 2: '矿区' }),
      ] as string[][];
      const report = await trial('/enterprises', gbk(rows.map((row) => row.join(',')).join('\n')));
      expect(led(report)).toEqual([[2, 'created']]);
      expect(wrong(report)).toEqual([
        [3, null],
        [4, 'creditCode'],
        [5, 'countyCode'],
        [5, 'sector'],
        [5, 'annualFreightTonnes'],
        [6, 'validFrom'],
        [7, 'name'],
        [8, null],
      ]);
      expect((await items<{ creditCode: string }>('/organisations')).map(({ creditCode }) => creditCode)).not.toContain(
        good,
      );
      expect((await send('/enterprises', csv(rows))).status).toBe(400);
      for (const who of ['department', 'enterprise', 'contractor'] as const)
        expect((await send('/enterprises', csv(rows), who)).status).toBe(403);
    });
  });

  const REGISTRATION =
    '号牌号码,号牌颜色,燃料种类,排放阶段,排放判定依据,使用性质,车辆类型,总质量,初次登记日期,登记地区划,合格证上传日期,发票日期,发票类型,销售单位,销售单位统一社会信用代码,销售单位所在县区'.split(
      ',',
    );
  /** A China V heavy diesel lorry sold in the city on the day that clause 2.4.3 began. */
  const sold = (plate: string, more: Readonly<Record<number, unknown>> = {}) =>
    [
      ...[plate, '黄色', '柴油', '国五', '随车清单', '营运', 'H11', '31000', '2021-07-05', HOME],
      ...['2021-06-20', '2021-07-01', '', '阳泉某汽车销售公司', '', '城区'],
    ].map((cell, at) => more[at] ?? cell);

  it('registration lists say of each row what the sale rule makes of it', async () => {
    const seller = `某汽贸 ${freshCreditCode()}`;
    const plates = Array.from({ length: 9 }, freshPlate);
    const of = (at: number, more: Readonly<Record<number, unknown>> = {}) =>
      sold(plates[at] ?? '', { 13: seller, ...more });
    const rows = [
      REGISTRATION,
      of(0, { 11: '2021-06-30' }),
      of(1, { 11: new Date('2021-07-01') }),
      of(2, { 10: '2021-07-02', 11: '2021-06-30' }),
      of(3, { 11: '' }),
      of(4, { 3: '国六b' }),
      of(5, { 2: '汽油' }),
      of(6, { 12: '二手车' }),
      of(7, { 12: '新车', 15: '130102' }),
    ];
    const file = await xlsx(rows);
    expect(led(await trial('/registrations', file))).toEqual(led(await imported('/registrations', file)));
    const report = await imported('/registrations', file);
    expect(led(report)).toEqual([
      [2, 'not_applicable'],
      [3, 'violation'],
      [4, 'not_applicable'],
      [5, 'unverified'],
      [6, 'compliant'],
      [7, 'not_applicable'],
      [8, 'unverified'],
      [9, 'not_applicable'],
    ]);
    const found = (await items<Seller>('/sellers?limit=200')).find(({ name }) => name === seller);
    // The invoice of a used vehicle does not make its seller one.
    expect(found).toMatchObject({ sales: 7, violations: 1, unverified: 1, lastSoldOn: '2021-07-01', listed: false });
    const sales = (query: string) =>
      items<{ plate: string; missing: string[]; violation: { status: string } | null }>(
        `/sellers/${found?.id}/sales${query}`,
        'county officer',
      );
    expect(await sales('?outcome=violation')).toMatchObject([
      {
        plate: plates[1],
        clause: '2.4.3',
        invoiceOn: '2021-07-01',
        certificateUploadedOn: '2021-06-20',
        violation: { status: 'open' },
      },
    ]);
    expect(await sales('?outcome=unverified')).toMatchObject([
      { plate: plates[3], invoiceOn: null, missing: ['sale.invoiced'], violation: null },
    ]);
    expect((await cast.ask('officer of another county', 'GET', `/sellers/${found?.id}`)).status).toBe(404);
    expect((await cast.ask('enterprise', 'GET', `/sellers`)).status).toBe(403);
  });

  it('what the register lacks is added, and nothing verified is changed', async () => {
    const [bare, declared, other] = [freshPlate(), freshPlate(), freshPlate()];
    const vehicle = (plate: string, more: object) => ({
      ...{ plate, plateColour: 'yellow', fuel: 'diesel', emissionStage: '5', usage: 'operating', vehicleType: 'H11' },
      ...{ status: 'active', ...more },
    });
    const { id } = await cast.must('admin', 'POST', '/vehicles', vehicle(bare, { stageBasis: 'vehicle_list' }));
    await cast.must('enterprise', 'POST', '/vehicles', vehicle(declared, {}));
    await cast.must('admin', 'POST', '/vehicles', vehicle(other, { stageBasis: 'inspection', emissionStage: '6' }));
    const rows = [REGISTRATION, sold(bare), sold(declared), sold(other)] as string[][];
    const report = await imported('/registrations', csv(rows), 'county officer', '?keepGood=true');
    expect(led(report)).toEqual([
      [2, 'violation'],
      [3, 'violation'],
    ]);
    expect(wrong(report)).toEqual([
      [4, 'stageBasis'],
      [4, 'emissionStage'],
    ]);
    expect(await cast.must('admin', 'GET', `/vehicles/${id}`)).toMatchObject({
      invoiceOn: '2021-07-01',
      grossMassKg: 31_000,
    });
    // A later sale as a used vehicle changes nothing of the sale as new.
    const used = [REGISTRATION, sold(bare, { 11: '2023-05-06', 12: '二手车', 13: '二手车市场' })] as string[][];
    expect(led(await imported('/registrations', csv(used)))).toEqual([[2, 'violation']]);
    expect(await cast.must('admin', 'GET', `/vehicles/${id}`)).toMatchObject({
      ...{ invoiceOn: '2021-07-01', seller: { name: '阳泉某汽车销售公司' } },
    });
  });

  it('a dealers’ list says where a seller is, and its sales are judged by that', async () => {
    const code = freshCreditCode();
    const plate = freshPlate();
    // Registered elsewhere, by a seller whose place the invoice does not tell.
    const rows = [REGISTRATION, sold(plate, { 9: '130102', 13: '平定汽贸', 14: code, 15: '' })] as string[][];
    expect(led(await imported('/registrations', csv(rows)))).toEqual([[2, 'not_applicable']]);
    const list = (name: string, county: string) =>
      csv([
        ['经销商', '信用代码', '县区', '地址'],
        [name, code, county, '迎宾路 1 号'],
      ]);
    expect(wrong(await trial('/sellers', list('平定汽贸', '平定县')))).toEqual([[2, null]]);
    expect(led(await imported('/sellers', list('平定汽车贸易有限公司', '平定县'), 'city officer'))).toEqual([
      [2, 'changed'],
    ]);
    const found = (await items<Seller>('/sellers?countyCode=140321')).find(({ name }) => name.startsWith('平定'));
    expect(found).toMatchObject({ name: '平定汽车贸易有限公司', violations: 1, listed: true, address: '迎宾路 1 号' });
    const { items: flags } = await cast.must<Items<object>>('admin', 'POST', '/violations/search', { plate });
    expect(flags).toMatchObject([{ kind: 'non_china_vi_sale', countyCode: '140321', status: 'open' }]);
    expect(led(await imported('/registrations', csv(rows)))).toEqual([[2, 'violation']]);
    expect(led(await imported('/sellers', list('平定汽车贸易有限公司', '平定县'), 'city officer'))).toEqual([
      [2, 'unchanged'],
    ]);
    expect(led(await imported('/sellers', list('平定汽车贸易有限公司', '130102'), 'city officer'))).toEqual([
      [2, 'changed'],
    ]);
    const after = await cast.must<Items<object>>('admin', 'POST', '/violations/search', { plate, status: 'withdrawn' });
    expect(after.items).toHaveLength(1);
    for (const who of ['department', 'enterprise'] as const)
      expect((await send('/sellers', list('x', '城区'), who)).status).toBe(403);
  });

  const many = async () => {
    const names = Array.from({ length: 201 }, (_, at) => `经销商 ${at} ${freshPlate()}`);
    const list = (last: string) =>
      csv([['经销商', '县区'], ...names.map((name, at) => [name, at === 200 ? last : '城区'])]);
    const run = async (file: Buffer, query = '') => {
      const { status, headers, body } = await send('/sellers', file, 'county officer', query);
      expect(status).toBe(201);
      await cast.service.settled();
      const path = String(headers.location).slice('/api/v1'.length);
      return { queued: body, report: await cast.must<Report & { id: string }>('county officer', 'GET', path) };
    };
    const listed = async () =>
      (await items<Seller>('/sellers?limit=200')).filter(({ name }) => names.includes(name)).length;
    const dry = await run(list('矿区'), '?dryRun=true');
    expect(dry.queued).toMatchObject({ dryRun: true, status: 'queued', total: 201, tried: 0 });
    expect(dry.report).toMatchObject({
      ...{ dryRun: true, status: 'done', total: 200, done: 0, tried: 201, created: 200, faultyRows: 1 },
    });
    expect([wrong(dry.report), dry.report.rows.length]).toEqual([[[202, null]], 200]);
    const refused = await run(list('矿区'));
    expect(refused.report).toMatchObject({ dryRun: false, status: 'failed', total: 201, done: 0, tried: 201 });
    expect(wrong(refused.report)).toEqual([[202, null]]);
    expect(await cast.must('county officer', 'GET', `/jobs/${refused.report.id}`)).toMatchObject({
      ...{ status: 'failed', error: 'faulty-rows' },
    });
    expect(await listed()).toBe(0);
    const all = await run(list('城区'));
    expect(all.report).toMatchObject({
      ...{ status: 'done', total: 201, done: 201, tried: 201, created: 201, unchanged: 0, faults: [] },
    });
  };
  // What differs by database is how a row is tried, which others meet; so many round trips take long.
  if (engine === 'sqlite')
    it(
      'a table of many rows is tried by its job: a dry run stores nothing, and one faulty row keeps all of them out',
      many,
    );

  it('proofs of retirement: recorded, verified where the officer saw the entry, named where they are wrong', async () => {
    const plates = Array.from({ length: 4 }, freshPlate);
    for (const [at, plate] of plates.entries())
      await cast.must('admin', 'POST', '/vehicles', {
        ...{
          plate,
          plateColour: 'yellow',
          fuel: 'diesel',
          emissionStage: at === 3 ? '5' : '3',
          stageBasis: 'vehicle_list',
        },
        ...{ usage: 'operating', vehicleType: 'H11', registeredDivision: HOME, status: 'active' },
      });
    const headings = '号牌号码,号牌颜色,淘汰方式,证明编号,淘汰日期,回收企业,已在平台核实'.split(',');
    const rowOf = (plate: string, number: string, more: Readonly<Record<number, string>> = {}) =>
      [plate, '黄', '报废', number, '2024-02-20', '某回收公司', ''].map((cell, at) => more[at] ?? cell);
    const [one = '', two = '', three = '', young = ''] = plates;
    const number = freshCreditCode();
    const rows = [
      headings,
      rowOf(one, `${number}A`),
      rowOf(two, `${number}B`, { 2: '注销', 5: '', 6: '是' }),
      rowOf(three, `${number}A`),
      rowOf(young, `${number}C`),
      rowOf(freshPlate(), `${number}D`),
      rowOf(three, '', { 4: '2024-03-05' }),
    ];
    const tried = await trial('/retirement-proofs', csv(rows));
    expect(wrong(tried)).toEqual([
      [4, 'certificateNumber'],
      [5, null],
      [6, 'plate'],
      [7, 'certificateNumber'],
    ]);
    const report = await imported('/retirement-proofs', csv(rows), 'county officer', '?keepGood=true');
    expect(led(report)).toEqual([
      [2, 'recorded'],
      [3, 'verified'],
    ]);
    type Entry = { plate: string; proof: string | null };
    const entries = (await items<Entry>('/retirements?limit=200')).filter(({ plate }) => plates.includes(plate));
    expect(Object.fromEntries(entries.map(({ plate, proof }) => [plate, proof]))).toEqual({
      [one]: 'recorded',
      [two]: 'verified',
      [three]: null,
    });
    const good = csv([headings, rowOf(one, `${number}A`), rowOf(two, `${number}B`, { 2: '注销', 5: '', 6: '是' })]);
    expect(led(await imported('/retirement-proofs', good))).toEqual([
      [2, 'unchanged'],
      [3, 'unchanged'],
    ]);
    const byEnterprise = await trial('/retirement-proofs', good, 'enterprise');
    expect(wrong(byEnterprise)).toEqual([
      [2, 'plate'],
      [3, 'plate'],
    ]);
    expect((await send('/retirement-proofs', good, 'department')).status).toBe(403);
  });
});
