import { randomBytes } from 'node:crypto';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TABLE_IMPORTS } from '../../src/actions/imports/table-imports.ts';
import { importJobs } from '../../src/jobs/import-job.ts';
import type { Character } from '../support/cast.ts';
import { type Cast, openCast } from '../support/cast.ts';
import { checkContract } from '../support/contract.ts';
import { databases } from '../support/database.ts';
import { MULTIPART, multipart } from '../support/holdings.ts';
import type { Received } from '../support/wire.ts';
import { freshPlate } from '../support/world.ts';

type Import = {
  readonly id: string | null;
  readonly status: string;
  readonly total: number;
  readonly created: number;
  readonly verified: number;
  readonly declared: number;
  readonly unchanged: number;
  readonly faultyRows: number;
  readonly faults: readonly { row: number; column: string | null; detail: string }[];
};

const ZH = [
  '号牌号码*',
  '号牌颜色',
  '燃料种类',
  '排放标准',
  '判定依据',
  '使用性质',
  '车辆类型',
  '初次登记日期',
  '总质量(kg)',
  '所有人',
  '联系电话',
];
const EN = [
  'Plate',
  'Plate colour',
  'Fuel',
  'Emission stage',
  'Basis of the stage',
  'Use',
  'Vehicle type',
  'First registered',
  'Gross mass',
  'Owner',
  "Owner's telephone",
];
/** A China V lorry as a row of a table. */
const rowOf = (plate: string, more: Readonly<Record<number, string>> = {}): string[] =>
  ['', '黄色', '柴油', '国五', '随车清单', 'F', 'H11', '2019/5/6', '31000', '某运输公司', '0353-1234567'].map(
    (text, at) => more[at] ?? (at === 0 ? plate : text),
  );
const csv = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(rows.map((row) => row.join(',')).join('\r\n'));

async function xlsx(rows: readonly (readonly unknown[])[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('车辆').addRows(rows.map((row) => [...row]));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

describe.each(databases)('importing vehicles on $name', ({ open }) => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await openCast(open);
  });
  afterAll(() => cast.close());

  const send = async (who: Character, file: Buffer, query = '', language = 'en'): Promise<Received> => {
    const path = `/api/v1/vehicles/import${query}`;
    const headers = {
      ...(who.token ? { Authorization: `Bearer ${who.token}` } : {}),
      'Content-Type': MULTIPART,
      'Accept-Language': language,
    };
    const received = await cast.wire.send({ method: 'POST', path, headers, body: multipart({}, file) });
    checkContract('POST', path, received);
    return received;
  };
  const officer = () => cast.people['county officer'];
  const trial = async (file: Buffer, who = officer(), language = 'en') => {
    const { status, body, text } = await send(who, file, '?dryRun=true', language);
    if (status !== 200) throw new Error(`${status} ${text}`);
    return body as Import;
  };
  const imported = async (file: Buffer, who = officer(), query = ''): Promise<Import> => {
    const { status, headers, text } = await send(who, file, query);
    if (status !== 201) throw new Error(`${status} ${text}`);
    await cast.service.settled();
    return cast.must<Import & { id: string }>(who, 'GET', String(headers.location).slice('/api/v1'.length));
  };
  const found = async (plate: string) =>
    (await cast.must<{ items: Record<string, unknown>[] }>('admin', 'POST', '/vehicles/search', { plate })).items;

  it('what each way of writing the table says is the same', async () => {
    const files: [string, (rows: string[][]) => Buffer | Promise<Buffer>][] = [
      ['CSV in UTF-8', csv],
      ['with a byte order mark', (rows) => Buffer.concat([Buffer.from('\ufeff'), csv(rows)])],
      [
        'with tabs, in UTF-16',
        (rows) => Buffer.from(`\ufeff${rows.map((row) => row.join('\t')).join('\n')}`, 'utf16le'),
      ],
      ['XLSX', xlsx],
      [
        'XLSX with days as days',
        (rows) =>
          xlsx(rows.map((row, at) => row.map((text, i) => (at > 0 && i === 7 ? new Date('2019-05-06') : text)))),
      ],
    ];
    for (const [at, [what, write]] of files.entries()) {
      const headings = at % 2 === 0 ? ZH : EN;
      const plate = freshPlate();
      const report = await imported(await write([headings, rowOf(plate)]));
      expect({ what, report }).toMatchObject({ what, report: { status: 'done', created: 1, faults: [] } });
      expect(await found(plate)).toMatchObject([
        {
          ...{ plate, plateColour: 'yellow', fuel: 'diesel', emissionStage: '5', stageBasis: 'vehicle_list' },
          ...{
            usage: 'operating',
            usageCode: 'F',
            vehicleType: 'H11',
            registeredOn: '2019-05-06',
            grossMassKg: 31_000,
          },
          ...{ owner: { name: '某运输公司', phone: '0353-1234567' }, verified: true },
        },
      ]);
    }
  });

  it('GBK, which old spreadsheets write in China', async () => {
    // 号牌号码,号牌颜色,燃料种类,排放阶段,排放判定依据,使用性质,车辆类型 · 晋C…,黄色,柴油,国五,随车清单,营运,H11
    const heading =
      'bac5c5c6bac5c2eb2cbac5c5c6d1d5c9ab2cc8bcc1cfd6d6c0e02cc5c5b7c5bdd7b6ce2cc5c5b7c5c5d0b6a8d2c0bedd2ccab9d3c3d0d4d6ca2cb3b5c1bec0e0d0cd';
    const cells = '2cbbc6c9ab2cb2f1d3cd2cb9facee52ccbe6b3b5c7e5b5a52cd3aad4cb2c483131';
    const plate = freshPlate();
    const row = `bdfa${Buffer.from(plate.slice(1)).toString('hex')}${cells}`;
    const report = await imported(Buffer.from(`${heading}0d0a${row}`, 'hex'));
    expect(report).toMatchObject({ created: 1, faults: [] });
    expect(await found(plate)).toMatchObject([{ plate, fuel: 'diesel', emissionStage: '5', usage: 'operating' }]);
  });

  it('a dry run tells everything that is wrong in one pass, and stores nothing', async () => {
    const [good, twice] = [freshPlate(), freshPlate()];
    const known = await cast.must<{ plate: string }>('admin', 'POST', '/vehicles', {
      ...{ plate: freshPlate(), plateColour: 'yellow', fuel: 'diesel', emissionStage: '6', stageBasis: 'inspection' },
      ...{ usage: 'operating', vehicleType: 'H11', status: 'active' },
    });
    const rows = [
      [...ZH, '备注'],
      rowOf(good),
      rowOf(freshPlate(), { 2: '木柴', 3: '国九', 7: '去年' }),
      rowOf(twice),
      ['', '', ''],
      rowOf(twice),
      rowOf(freshPlate(), { 0: '' }),
      rowOf(freshPlate(), { 4: '申报' }),
      rowOf(freshPlate(), { 7: '2024-12-31' }),
      rowOf(known.plate),
    ];
    const report = await trial(csv(rows));
    expect(report.faults.map(({ row, column }) => [row, column])).toEqual([
      [1, null],
      [3, 'fuel'],
      [3, 'emissionStage'],
      [3, 'registeredOn'],
      [6, null],
      [7, 'plate'],
      [8, 'stageBasis'],
      [9, 'registeredOn'],
      ...['usage', 'grossMassKg', 'registeredOn', 'ownerName', 'stageBasis', 'emissionStage'].map((one) => [10, one]),
    ]);
    expect(report).toMatchObject({ id: null, total: 2, created: 2, faultyRows: 7 });
    expect(await found(good)).toEqual([]);
    const inChinese = await trial(csv(rows), officer(), 'zh-CN');
    expect(inChinese.faults.every(({ detail }) => /[\u4e00-\u9fff]/.test(detail))).toBe(true);
  });

  it('where a row is faulty nothing is imported, unless the good ones are to be kept', async () => {
    const [good, bad] = [freshPlate(), freshPlate()];
    const file = csv([ZH, rowOf(good), rowOf(bad, { 3: '国九' })]);
    const refused = await send(officer(), file);
    expect(refused.status).toBe(400);
    expect((refused.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).toEqual([
      '#/rows/3/emissionStage',
    ]);
    expect(await found(good)).toEqual([]);
    const kept = await imported(file, officer(), '?keepGood=true');
    expect(kept).toMatchObject({ status: 'done', total: 1, created: 1, faultyRows: 1, faults: [{ row: 3 }] });
    expect([(await found(good)).length, (await found(bad)).length]).toEqual([1, 0]);
    expect(await imported(file, officer(), '?keepGood=true')).toMatchObject({ created: 0, unchanged: 1 });
  });

  it('an officer’s rows verify what was declared, and what hung on it is judged again', async () => {
    const plate = freshPlate();
    const { enterprise, gate } = cast.people;
    const declared = await imported(csv([ZH, rowOf(plate, { 4: '' })]), enterprise);
    expect(declared).toMatchObject({ declared: 1, created: 0 });
    expect(await found(plate)).toMatchObject([{ verified: false, stageBasis: 'declared' }]);
    expect(await imported(csv([ZH, rowOf(plate, { 4: '' })]), enterprise)).toMatchObject({ unchanged: 1 });
    const enterpriseId = enterprise.organisationId ?? '';
    await cast.must('admin', 'POST', `/enterprises/${enterpriseId}/facts`, {
      ...{ validFrom: '2021-01-01', sector: 'coking', inPlanningArea: false, annualFreightTonnes: 2_000_000 },
      ...{ railLineCompletedOn: null, keyVehicleUser: true },
    });
    const passage = {
      eventId: plate,
      passedAt: '2024-03-01T08:00:00+08:00',
      direction: 'in',
      plate,
      plateColour: 'yellow',
    };
    const passed = await cast.must<{ id: string; outcome: string }>(gate, 'POST', '/passages', passage);
    expect(passed.outcome).toBe('unverified');
    const report = await imported(csv([ZH, rowOf(plate, { 3: '国六b' })]));
    expect(report).toMatchObject({ verified: 1, created: 0 });
    expect(await found(plate)).toMatchObject([{ verified: true, emissionStage: '6', emissionSubstage: 'b' }]);
    expect(await cast.must('admin', 'GET', `/passages/${passed.id}`)).toMatchObject({ outcome: 'compliant' });
  });

  it('an enterprise cannot say that it verified a stage', async () => {
    const report = await trial(csv([ZH, rowOf(freshPlate())]), cast.people.enterprise);
    expect(report.faults).toMatchObject([{ row: 2, column: 'stageBasis' }]);
  });

  it('what is no table is refused with its reason', async () => {
    const files: [Buffer, RegExp][] = [
      [Buffer.from('hello'), /lacks these columns/],
      [csv([ZH]), /no row/],
      [csv([ZH.slice(1), rowOf('')]), /lacks these columns: 号牌号码/],
      [Buffer.from([0, 1, 2, 3]), /neither XLSX nor/],
      [Buffer.from('PK\u0003\u0004 and then nothing', 'latin1'), /XLSX file cannot be read/],
      [Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]), /old Excel/],
      [csv([ZH, ...Array.from({ length: 5_001 }, () => rowOf('晋C12345'))]), /at most 5000/],
    ];
    for (const [file, reason] of files) {
      const { status, body } = await send(officer(), file, '?dryRun=true');
      const { errors } = body as { errors: { pointer: string; detail: string }[] };
      expect([status, errors[0]?.pointer]).toEqual([400, '#/file']);
      expect(errors[0]?.detail).toMatch(reason);
    }
  });

  it('is for officers and enterprises, and its report for who asked', async () => {
    const file = csv([ZH, rowOf(freshPlate())]);
    const { department, contractor, gate, nobody, enterprise } = cast.people;
    const statuses = await Promise.all(
      [department, contractor, gate, nobody].map(async (who) => (await send(who, file)).status),
    );
    expect(statuses).toEqual([403, 403, 403, 401]);
    const { id } = await imported(file);
    expect((await cast.ask(enterprise, 'GET', `/vehicles/imports/${id}`)).status).toBe(404);
    expect((await cast.ask('admin', 'GET', `/vehicles/imports/${id}`)).status).toBe(200);
  });

  it.each(['csv', 'xlsx'])('the %s template comes back filled in', async (format) => {
    for (const language of ['en', 'zh-CN']) {
      const headers = { Authorization: `Bearer ${officer().token}`, 'Accept-Language': language };
      const path = `/api/v1/vehicles/import/template?format=${format}`;
      const answer = await fetch(`http://127.0.0.1:${cast.wire.port}${path}`, { headers });
      expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
        200,
        `attachment; filename="vehicles.${format}"`,
      ]);
      const bytes = Buffer.from(await answer.arrayBuffer());
      const plate = freshPlate();
      const row = [plate, '黄', '', 'B', 'V', '随车清单', '营运', 'Q11'];
      if (format === 'csv') {
        const report = await imported(Buffer.concat([bytes, Buffer.from(`${row.join(',')}\r\n`)]));
        expect(report).toMatchObject({ created: 1, faults: [] });
      } else {
        const workbook = new ExcelJS.Workbook();
        await workbook.xlsx.load(bytes as never);
        expect(workbook.worksheets).toHaveLength(2);
        workbook.worksheets[0]?.addRow(row);
        expect(await imported(Buffer.from(await workbook.xlsx.writeBuffer()))).toMatchObject({
          created: 1,
          faults: [],
        });
      }
      expect(await found(plate)).toMatchObject([{ fuel: 'diesel', emissionStage: '5' }]);
    }
  });

  it('called off on its way keeps what it imported, says how far it came, and may be begun again', async () => {
    const plates = Array.from({ length: 45 }, freshPlate);
    const file = csv([ZH, ...plates.map((plate) => rowOf(plate))]);
    const { app, store, clock, settled } = cast.service;
    await app.stop();
    const path = String((await send(officer(), file)).headers.location).slice('/api/v1'.length);
    const { id } = await cast.must(officer(), 'GET', path);
    const { policies, newId } = app.env;
    const handlers = importJobs(TABLE_IMPORTS, { policies: policies.current, newId, randomBytes });
    await store.write(async (tx) => {
      const job = await tx.jobs.find(id);
      const step = job && (await handlers[job.kind]?.(tx, job, clock.now(), 'calm'));
      await tx.jobs.update(id, { cursor: step?.cursor, done: step?.done ?? 0 });
    });
    const { enterprise, department } = cast.people;
    const strangers = [enterprise, department].map((who) => cast.ask(who, 'POST', `/jobs/${id}/cancel`));
    expect((await Promise.all(strangers)).map(({ status }) => status)).toEqual([404, 404]);
    const job = await cast.must(officer(), 'POST', `/jobs/${id}/cancel`);
    expect(job).toMatchObject({ status: 'cancelled', total: 45, done: 10 });
    app.start();
    await settled();
    expect(await cast.must(officer(), 'GET', path)).toMatchObject({
      ...{ status: 'cancelled', done: 10, created: 10, faults: [] },
    });
    expect((await cast.ask(officer(), 'POST', `/jobs/${id}/cancel`)).status).toBe(409);
    expect(await imported(file)).toMatchObject({ status: 'done', unchanged: 10, created: 35, faults: [] });
  });

  it('what follows from the record is not called off', async () => {
    const { enterprise } = cast.people;
    const vehicle = await cast.must<{ rejudging: { jobId: string } }>(enterprise, 'POST', '/vehicles', {
      ...{ plate: freshPlate(), plateColour: 'yellow', fuel: 'diesel', emissionStage: '6', usage: 'operating' },
      ...{ vehicleType: 'H11', status: 'active' },
    });
    const { status } = await cast.ask(enterprise, 'POST', `/jobs/${vehicle.rejudging.jobId}/cancel`);
    expect(status).toBe(409);
  });
});
