import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { jpeg } from '../support/pictures.ts';
import { freshPlate, gate } from '../support/world.ts';
import { type Cast, castOf, created, lorry } from './fleet-world.ts';
import { COKING, diesel, itemsOf, type Plant, pass, plant } from './gate-world.ts';
import { addFile, bytesOf } from './ledger-world.ts';

type Side = {
  passageId: string;
  gate: string;
  at: string;
  cargo: string | null;
  tonnes: number | null;
  photos: unknown[];
};
type Row = {
  id: string;
  enterpriseId: string;
  plate: string | null;
  plateColour: string | null;
  vehicle: Record<string, string | null>;
  sources: Record<string, string>;
  entry: Side | null;
  exit: Side | null;
  list: { evidenceId: string; name: string }[];
};

const at = (time: string) => ({ passedAt: `2022-01-03T${time}+08:00` });

describe.each(databases)('the ledger of transport vehicles on $name', (database) => {
  let cast: Cast;
  let mill: Plant;
  beforeAll(async () => {
    cast = await castOf(database);
    mill = await plant(cast.service, COKING);
  });
  afterAll(() => cast.service.close());

  const ledger = async (query = '', caller = mill.caller): Promise<Row[]> =>
    itemsOf<Row>(await caller.get(`/ledgers/transport?enterpriseId=${mill.id}${query}`));
  const rowOf = async (plate: string | null, caller = mill.caller): Promise<Row[]> =>
    (await ledger('', caller)).filter((row) => row.plate === plate);

  it('pairs an entry with its exit in one row, whatever was read in between', async () => {
    const plate = freshPlate();
    const second = await gate(cast.service, mill.id, 'out');
    const entry = await pass(mill, { plate, ...at('08:00:00'), direction: 'in', cargo: { name: '焦炭', tonnes: 30 } });
    await pass(mill, { plate, ...at('08:00:20'), direction: 'in', cargo: null });
    const exit = await pass({ gate: second }, { plate, ...at('11:30:00'), direction: 'out', cargo: { empty: true } });
    const rows = await rowOf(plate);
    expect(rows).toMatchObject([
      {
        id: entry.id,
        entry: { passageId: entry.id, gate: '一号门', cargo: '焦炭', tonnes: 30, at: '2022-01-03T08:00:00.000+08:00' },
        exit: { passageId: exit.id, cargo: null, tonnes: 0, at: '2022-01-03T11:30:00.000+08:00' },
      },
    ]);
  });

  it('finds an exit weeks later, and none where the vehicle came in again before', async () => {
    const [long, missed] = [freshPlate(), freshPlate()];
    await pass(mill, { plate: long, ...at('08:00:00'), cargo: null });
    const left = await pass(mill, {
      plate: long,
      passedAt: '2022-02-20T09:00:00+08:00',
      direction: 'out',
      cargo: null,
    });
    await pass(mill, { plate: missed, ...at('08:00:00'), cargo: null });
    await pass(mill, { plate: missed, passedAt: '2022-02-20T08:00:00+08:00', cargo: null });
    const closing = await pass(mill, {
      plate: missed,
      passedAt: '2022-02-20T09:00:00+08:00',
      direction: 'out',
      cargo: null,
    });
    expect((await rowOf(long)).map(({ exit }) => exit?.passageId)).toEqual([left.id]);
    expect((await rowOf(missed)).map(({ exit }) => exit?.passageId)).toEqual([closing.id, undefined]);
  });

  it('leaves out a truck that was turned away, and keeps one whose plate nobody could read', async () => {
    const refused = freshPlate();
    await pass(mill, { plate: refused, ...at('09:00:00'), barrier: 'refused' });
    const unread = await pass(mill, { plate: null, ...at('09:05:00') });
    expect(await rowOf(refused)).toEqual([]);
    expect((await rowOf(null)).map(({ id }) => id)).toEqual([unread.id]);
  });

  it('tells each fact as it was on that day: verified, else declared, else the gate’s word, and which it is', async () => {
    const plate = freshPlate();
    const known = {
      plate,
      vin: 'LFWSRXSJ3KAD57951',
      owner: { name: '某运输公司', phone: '13800000000' },
      engineNumber: 'E-77',
    };
    const { id } = created<{ id: string }>(await cast.city.post('/vehicles', lorry({ ...known, fleetName: '一车队' })));
    await cast.city.patch(`/vehicles/${id}`, {
      emissionStage: '6',
      stageBasis: 'vehicle_list',
      effectiveOn: '2023-01-01',
    });
    await cast.service.settled();
    const told = { ...diesel('4'), registeredOn: '2016-05-06' };
    await pass(mill, { plate, ...at('10:00:00'), vehicle: told });
    const [row] = await rowOf(plate);
    expect(row?.vehicle).toMatchObject({
      ...{ vin: 'LFWSRXSJ3KAD57951', owner: '某运输公司', engineNumber: 'E-77', fleetName: '一车队' },
      ...{ emissionStage: '5', vehicleType: 'H11', registeredOn: '2016-05-06', networkStatus: null },
    });
    expect(row?.sources).toMatchObject({ vin: 'verified', emissionStage: 'verified', registeredOn: 'asserted' });
    expect(JSON.stringify(row)).not.toContain('13800000000');
  });

  it('shows what only a gate asserts as such, and nothing of a gate that said nothing but defaults', async () => {
    const [asserted, defaults] = [freshPlate(), freshPlate()];
    await pass(mill, { plate: asserted, ...at('10:30:00'), vehicle: diesel('5') });
    const typical = { fuel: 'petrol', emissionStage: '5', usage: 'non_operating', registeredOn: '2022-01-03' };
    await pass(mill, { plate: defaults, ...at('10:31:00'), vehicle: typical });
    expect((await rowOf(asserted))[0]).toMatchObject({
      vehicle: { emissionStage: '5', fuel: 'diesel' },
      sources: { emissionStage: 'asserted', fuel: 'asserted' },
    });
    expect((await rowOf(defaults))[0]).toMatchObject({ vehicle: { emissionStage: null, fuel: null }, sources: {} });
  });

  it('names the pictures of both ways, and the papers of a vehicle only to whoever may see them', async () => {
    const plate = freshPlate();
    const vehicle = created(await cast.city.post('/vehicles', lorry({ plate }))).id;
    const entry = await pass(mill, { plate, ...at('12:00:00') });
    const exit = await pass(mill, { plate, ...at('13:00:00'), direction: 'out' });
    const about = (subjectId: string, kind: string) => ({ subjectType: 'passage', subjectId, kind });
    const head = await addFile(cast.service, mill.gate.caller, about(entry.id, 'head'), await jpeg());
    const tail = await addFile(cast.service, mill.gate.caller, about(exit.id, 'body'), await jpeg());
    const papers = { subjectType: 'vehicle', subjectId: vehicle, kind: '随车清单' };
    const list = await addFile(cast.service, cast.city, papers, await jpeg());
    const [row] = await rowOf(plate, cast.county);
    expect(row?.entry?.photos).toEqual([{ evidenceId: head, kind: 'head', name: `${entry.id}/in-1-head.jpg` }]);
    expect(row?.exit?.photos).toEqual([{ evidenceId: tail, kind: 'body', name: `${entry.id}/out-1-body.jpg` }]);
    expect(row?.list).toMatchObject([{ evidenceId: list, name: `vehicles/${vehicle}/list-1-随车清单.jpg` }]);
    expect((await rowOf(plate))[0]?.list).toEqual([]);
    await mill.caller.post('/vehicles', { ...lorry({ plate }), stageBasis: 'declared' });
    expect((await rowOf(plate))[0]?.list).toHaveLength(1);
  });

  it('takes the visits that began in a period, page after page', async () => {
    const yard = await plant(cast.service, COKING);
    const ids: string[] = [];
    for (const day of ['01', '02', '03', '04'])
      ids.push((await pass(yard, { passedAt: `2022-03-${day}T08:00:00+08:00` })).id);
    const read = async (query: string) => yard.caller.get(`/ledgers/transport?${query}`);
    const first = await read('from=2022-03-01&to=2022-03-03&limit=2');
    const { next } = first.body as { next: string };
    const second = await read(`from=2022-03-01&to=2022-03-03&limit=2&cursor=${encodeURIComponent(next)}`);
    expect([...itemsOf(first), ...itemsOf(second)].map(({ id }) => id)).toEqual([ids[2], ids[1], ids[0]]);
    expect((await read('from=2022-03-03&to=2022-03-01')).status).toBe(400);
    expect((await read(`from=2022-03-01&cursor=${encodeURIComponent(next)}`)).status).toBe(400);
  });

  it('shows an enterprise its own, officers their county, departments all, and nobody else anything', async () => {
    await pass(mill, at('14:00:00'));
    const everyone = [mill.caller, cast.county, cast.city, cast.department];
    for (const caller of everyone) expect((await ledger('', caller)).length).toBeGreaterThan(0);
    for (const caller of [cast.alice, cast.otherCounty]) expect(await ledger('', caller)).toEqual([]);
    for (const path of ['transport?', 'machinery?', 'transport/export?format=csv&', 'machinery/photos?'])
      for (const [caller, status] of [
        [cast.contractor, 403],
        [mill.gate.caller, 403],
        [cast.service.nobody, 401],
      ] as const)
        expect((await caller.get(`/ledgers/${path}enterpriseId=${mill.id}`)).status).toBe(status);
  });

  describe('exports', () => {
    const path = (more: string) => `/ledgers/transport/export?enterpriseId=${mill.id}&${more}`;

    it('CSV: Chinese headings in their order behind a byte order mark, formulas made harmless', async () => {
      const plate = freshPlate();
      await pass(mill, { plate, ...at('15:00:00'), cargo: { name: '=cmd|calc', tonnes: 1.5 } });
      const { body, headers, status } = await bytesOf(cast.service, mill.caller, path('format=csv'));
      expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
      expect(headers['content-disposition']).toBe('attachment; filename="transport.csv"');
      expect(body.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      const [head = [], ...rows] = parse(body, { bom: true });
      expect(head.slice(0, 5)).toEqual(['企业名称', '车牌号码', '车牌颜色', '车辆识别代号', '发动机号码']);
      expect(head.slice(13, 20)).toEqual([
        ...['进厂出入口', '进厂道闸编号', '进厂时间', '进厂运输货物名称', '进厂运输量', '进厂计量单位', '进厂照片'],
      ]);
      const row = rows.find((one) => one[1] === plate) ?? [];
      expect(row[2]).toBe('黄色');
      expect(row.slice(15, 19)).toEqual(['2022-01-03 15:00:00', "'=cmd|calc", '1.5', '吨']);
      expect(row[head.indexOf('信息来源')]).toBe('门禁上报');
      expect(rows.length).toBe((await ledger('&limit=200')).length);
    });

    it('tells of each visit what its page tells, however long the visit was', async () => {
      const csv = parse((await bytesOf(cast.service, mill.caller, path('format=csv'))).body, {
        bom: true,
        columns: true,
      });
      const cell = (row: unknown, name: string) => (row as Record<string, string>)[name] || null;
      const moment = (side: Side | null) => side?.at.slice(0, 19).replace('T', ' ') ?? null;
      const pages = (await ledger('&limit=200')).toReversed();
      expect(csv.map((row) => ['通行记录编号', '进厂时间', '出厂时间'].map((name) => cell(row, name)))).toEqual(
        pages.map(({ id, entry, exit }) => [id, moment(entry), moment(exit)]),
      );
    });

    it('English where it is asked for', async () => {
      const heads = async (query: string, headers = {}) => {
        const { body } = await bytesOf(cast.service, mill.caller, path(query), headers);
        return parse(body, { bom: true })[0]?.slice(0, 2);
      };
      expect(await heads('format=csv&language=en')).toEqual(['Enterprise', 'Plate']);
      expect(await heads('format=csv', { 'Accept-Language': 'en-GB' })).toEqual(['Enterprise', 'Plate']);
      expect(await heads('format=csv', { 'Accept-Language': '*' })).toEqual(['企业名称', '车牌号码']);
      expect(await heads('format=csv&language=zh', { 'Accept-Language': 'en' })).toEqual(['企业名称', '车牌号码']);
    });

    it('XLSX: the same table, which a spreadsheet opens', async () => {
      const { body, headers } = await bytesOf(cast.service, cast.county, path('format=xlsx'));
      expect(headers['content-type']).toContain('spreadsheetml.sheet');
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(body);
      const [sheet] = book.worksheets;
      if (!sheet) throw new Error('there is no sheet');
      const csv = parse((await bytesOf(cast.service, cast.county, path('format=csv'))).body, { bom: true });
      expect(sheet.name).toBe('运输车辆进出厂台账');
      expect(sheet.rowCount).toBe(csv.length);
      const cells = (sheet.getRow(2).values as unknown[]).slice(1);
      expect(csv[1]?.map((text) => text || undefined).slice(0, 12)).toEqual(cells.slice(0, 12));
      expect(sheet.getColumn(18).values.some((value) => typeof value === 'number')).toBe(true);
    });

    it('are on record with who took what', async () => {
      await bytesOf(cast.service, cast.bob, `/ledgers/machinery/export?format=csv&from=2022-01-01&to=2022-01-31`);
      await bytesOf(cast.service, mill.caller, path('format=csv&from=2022-01-01'));
      const of = async (subject: { subjectType: string; subjectId: string }) =>
        (await cast.service.store.read.audit.page(subject, { limit: 1 }))[0];
      expect(await of({ subjectType: 'ledger', subjectId: 'machinery' })).toMatchObject({
        action: 'ledger.export',
        detail: { ledger: 'machinery', as: 'csv' },
      });
      expect(await of({ subjectType: 'organisation', subjectId: mill.id })).toMatchObject({
        action: 'ledger.export',
        detail: { ledger: 'transport', from: Date.parse('2022-01-01T00:00:00+08:00') },
      });
    });

    it('400: another format; 404: another ledger', async () => {
      expect((await mill.caller.get(path('format=pdf'))).status).toBe(400);
      expect((await mill.caller.get(path(''))).status).toBe(400);
      expect((await mill.caller.get('/ledgers/cats/export?format=csv')).status).toBe(404);
    });
  });
});
