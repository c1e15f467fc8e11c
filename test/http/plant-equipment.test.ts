import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { jpeg } from '../support/pictures.ts';
import { enterprise } from '../support/world.ts';
import { type Cast, castOf, created, problem } from './fleet-world.ts';
import { itemsOf } from './gate-world.ts';
import { addFile, bytesOf } from './ledger-world.ts';

const loader = (more: object = {}) => ({
  ...{ kind: 'machine', environmentalCode: '3-AB123456', category: 'loader', emissionStage: '国三', fuel: 'diesel' },
  ...{ engine: { model: 'WP6', manufacturer: '潍柴', number: 'E1', powerKw: 162.5 } },
  ...more,
});
const truck = (more: object = {}) => ({
  ...{ kind: 'vehicle', plate: '内001', vin: 'LFWSRXSJ3KAD57951', emissionStage: '5', fuel: 'diesel' },
  ...more,
});

describe.each(databases)('vehicles and machines of plants on $name', (database) => {
  let cast: Cast;
  let mill: Awaited<ReturnType<typeof enterprise>>;
  beforeAll(async () => {
    cast = await castOf(database);
    mill = await enterprise(cast.service);
  });
  afterAll(() => cast.service.close());
  const add = (body: object, caller = mill.caller) =>
    caller.post('/plant-equipment', { enterpriseId: mill.id, ...body });

  it('201: with its codes normalised, readable at its Location and in the trail', async () => {
    const answer = await add(loader({ environmentalCode: '３ab12ZZ56', ownerName: '某公司', enteredOn: '2022-01-05' }));
    const row = created<{ id: string }>(answer);
    expect(row).toMatchObject({
      ...{ kind: 'machine', environmentalCode: '3-AB12ZZ56', emissionStage: '3', countyCode: '140302', leftOn: null },
      engine: { model: 'WP6', manufacturer: '潍柴', number: 'E1', powerKw: 162.5 },
      warnings: [],
    });
    expect(answer.headers['location']).toBe(`/api/v1/plant-equipment/${row.id}`);
    expect((await mill.caller.get(`/plant-equipment/${row.id}`)).body).toEqual(row);
    const subject = { subjectType: 'plant_equipment', subjectId: row.id };
    expect(await cast.service.store.read.audit.page(subject, { limit: 9 })).toMatchObject([
      { action: 'plant-equipment.create' },
    ]);
  });

  it('stores with a warning what looks odd: a VIN’s check digit, a code that says another stage', async () => {
    const odd = [truck({ vin: 'LFWSRXPJ7H1E61858' }), loader({ environmentalCode: '2-AB123457' })];
    const warned = [];
    for (const body of odd) warned.push(created<{ warnings: unknown }>(await add(body)).warnings);
    expect(warned).toEqual([
      [{ code: 'vin_check_digit', pointer: '#/vin' }],
      [{ code: 'machine_code_stage_mismatch', pointer: '#/emissionStage' }],
    ]);
  });

  it.each([
    ['nothing tells the vehicle', truck({ plate: undefined, vin: undefined }), '#/environmentalCode'],
    ['nothing tells the machine', loader({ environmentalCode: undefined }), '#/environmentalCode'],
    ['a machine without a kind', loader({ category: undefined }), '#/category'],
    ['a code that is none', loader({ environmentalCode: 'ABC' }), '#/environmentalCode'],
    ['a VIN that is none', truck({ vin: 'SHORT' }), '#/vin'],
    ['a PIN that is none', loader({ pin: '1' }), '#/pin'],
    ['no stage', truck({ emissionStage: undefined }), '#/emissionStage'],
    ['a step of a stage', truck({ emissionStage: '国六b' }), '#/emissionStage'],
    ['gone before it came', truck({ enteredOn: '2022-02-01', leftOn: '2022-01-01' }), '#/leftOn'],
    ['a field that is unknown', truck({ colour: 'red' }), '#/colour'],
  ])('400: %s', async (_name, body, pointer) => {
    expect(problem(await add(body))).toEqual([400, pointer]);
  });

  it('201 for officers of the county, 403 and 404 for the others', async () => {
    expect((await add(truck(), cast.county)).status).toBe(201);
    expect((await add(truck(), cast.city)).status).toBe(201);
    expect((await add(truck(), cast.department)).status).toBe(403);
    expect((await add(truck(), cast.contractor)).status).toBe(403);
    expect(problem(await add(truck(), cast.otherCounty))).toEqual([404, '#/enterpriseId']);
    expect(problem(await add(truck(), cast.alice))).toEqual([404, '#/enterpriseId']);
    expect((await add(truck(), cast.service.nobody)).status).toBe(401);
  });

  it('PATCH: 200 with what was given, 412 where somebody was faster, 404 for strangers', async () => {
    const { id } = created(await add(truck({ enteredOn: '2022-01-01' })));
    const path = `/plant-equipment/${id}`;
    const { etag } = (await mill.caller.get(path)).headers as { etag: string };
    const left = await mill.caller.patch(
      path,
      { leftOn: '2022-06-30', engine: { powerKw: 200 } },
      { headers: { 'If-Match': etag } },
    );
    expect(left.body).toMatchObject({ leftOn: '2022-06-30', vin: 'LFWSRXSJ3KAD57951', engine: { powerKw: 200 } });
    expect((await mill.caller.patch(path, { leftOn: null }, { headers: { 'If-Match': etag } })).status).toBe(412);
    expect(problem(await mill.caller.patch(path, { leftOn: '2021-01-01' }))).toEqual([400, '#/leftOn']);
    expect(problem(await mill.caller.patch(path, { vin: null, plate: null }))).toEqual([400, '#/environmentalCode']);
    expect((await cast.alice.patch(path, {})).status).toBe(404);
    expect((await cast.department.patch(path, {})).status).toBe(403);
  });

  it('stand in their ledgers for the time they were in the plant, with their pictures, and in the export', async () => {
    const yard = await enterprise(cast.service);
    const make = async (body: object) =>
      created(await yard.caller.post('/plant-equipment', { enterpriseId: yard.id, ...body })).id;
    const left = await make(loader({ enteredOn: '2021-01-01', leftOn: '2021-12-31', environmentalCode: '3-AB000001' }));
    const here = await make(loader({ enteredOn: '2022-02-01', environmentalCode: '3-AB000002' }));
    const always = await make(loader({ environmentalCode: '3-AB000003' }));
    const lorry = await make(truck({ networkStatus: '已联网' }));
    const plate = { subjectType: 'plant_equipment', subjectId: here, kind: 'engine_nameplate' };
    const evidenceId = await addFile(cast.service, yard.caller, plate, await jpeg());
    const ids = async (query: string) => itemsOf(await yard.caller.get(`/ledgers/${query}`)).map(({ id }) => id);
    expect(await ids('machinery')).toEqual([always, here, left]);
    expect(await ids('machinery?from=2022-01-01')).toEqual([always, here]);
    expect(await ids('machinery?to=2022-01-31')).toEqual([always, left]);
    expect(await ids('in-plant-vehicles')).toEqual([lorry]);
    const [, second] = itemsOf(await yard.caller.get('/ledgers/machinery'));
    expect(second).toMatchObject({
      photos: { engine_plate: [{ evidenceId, name: `${here}/engine_plate-1-engine_nameplate.jpg` }] },
    });
    const { body } = await bytesOf(cast.service, yard.caller, '/ledgers/machinery/export?format=csv&from=2022-01-01');
    const [first] = parse<Record<string, string>>(body, { bom: true, columns: true });
    expect(first).toMatchObject({
      ...{ 环保登记号码: '3-AB000002', 排放标准: '国三', 燃料种类: '柴油', 机械种类: '装载机', 发动机型号: 'WP6' },
      ...{
        '发动机功率（kW）': '162.5',
        发动机铭牌照片: `${here}/engine_plate-1-engine_nameplate.jpg`,
        进厂日期: '2022-02-01',
      },
    });
    const vehicles = await bytesOf(cast.service, yard.caller, '/ledgers/in-plant-vehicles/export?format=csv');
    expect(parse(vehicles.body, { bom: true, columns: true })).toMatchObject([
      { '车牌号码（内部号牌）': '内001', 车辆识别代号: 'LFWSRXSJ3KAD57951', 联网状态: '已联网', 排放标准: '国五' },
    ]);
  });
});
