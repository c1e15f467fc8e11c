import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { PICTURE } from '../support/holdings.ts';
import { startTest, type TestService } from '../support/server.ts';
import { idsOf } from '../support/town.ts';
import { contractor, enterprise, freshPlate, organisation, user } from '../support/world.ts';
import { problem } from './fleet-world.ts';
import { itemsOf, madeOf, pass, plant } from './gate-world.ts';
import { addFile } from './ledger-world.ts';

type Shown = { readonly id: string; readonly status: string; readonly clause: string; readonly why: unknown };

describe.each(databases)('violations recorded by hand on $name', ({ open }) => {
  let service: TestService;
  let hauler: { readonly id: string; readonly caller: Caller };
  let builder: { readonly id: string; readonly caller: Caller };
  let county: Caller;
  let otherCounty: Caller;
  let city: Caller;
  let department: Caller;
  beforeAll(async () => {
    service = await startTest(open);
    service.clock.set('2022-03-04T10:00:00+08:00');
    hauler = await enterprise(service, { sector: 'logistics', annualFreightTonnes: null });
    builder = await contractor(service);
    county = await user(service, 'county_officer', { countyCode: '140302' });
    otherCounty = await user(service, 'county_officer', { countyCode: '140303' });
    city = await user(service, 'city_officer');
    department = await user(service, 'department');
  });
  afterAll(() => service.close());

  const seen = (more: object = {}) => ({
    ...{ kind: 'muck_truck_spillage', plate: freshPlate(), plateColour: 'yellow', countyCode: '140302' },
    ...{ occurredAt: '2022-03-03T23:10:00+08:00', place: '德胜街与桃北路口', seen: '车厢未密闭，沿途抛洒渣土' },
    ...more,
  });
  const record = async (more: object = {}, by = county) => madeOf<Shown>(await by.post('/violations', seen(more)));
  const statusOf = async (id: string) => ((await city.get(`/violations/${id}`)).body as Shown).status;

  it('stands under its own clause with what was seen, in lists, totals and the audit, and tells who answers', async () => {
    const plate = freshPlate();
    const answer = await county.post('/violations', seen({ plate, organisationId: hauler.id }));
    const made = madeOf<Shown>(answer);
    expect(answer.headers.location).toBe(`/api/v1/violations/${made.id}`);
    expect(made).toMatchObject({
      ...{ kind: 'muck_truck_spillage', effect: 'breach', rule: 'muck-truck-spillage', clause: '2.5', status: 'open' },
      ...{ policy: 'yangquan-2021@1', legalDay: '2022-03-03', countyCode: '140302', beforePublication: false },
      subject: { type: 'vehicle', plate, plateColour: 'yellow', organisationId: hauler.id, enterpriseId: hauler.id },
      evidence: { place: '德胜街与桃北路口' },
      answerable: ['各县区政府', '开发区管委会', '市住建局', '市城管局', '市公安局'],
      why: {
        ...{ summary: expect.stringContaining('德胜街与桃北路口'), seen: '车厢未密闭，沿途抛洒渣土' },
        citation: expect.stringContaining('沿途抛洒'),
      },
      ...{ history: [], appealIds: [] },
    });
    const zh = await county.get(`/violations?clause=2.5`, { headers: { 'Accept-Language': 'zh-CN' } });
    expect(itemsOf<{ id: string; why: string }>(zh).find(({ id }) => id === made.id)?.why).toBe(
      '渣土运输车辆沿途抛洒，德胜街与桃北路口：车厢未密闭，沿途抛洒渣土',
    );
    expect(idsOf(await hauler.caller.get('/violations?rule=muck-truck-spillage'))).toContain(made.id);
    const violators = async (by: string) => itemsOf(await city.get(`/violators?by=${by}&clause=2.5&limit=200`));
    expect(await violators('vehicle')).toContainEqual(
      expect.objectContaining({ plate, violations: 1, kinds: ['muck_truck_spillage'] }),
    );
    expect(await violators('enterprise')).toContainEqual(
      expect.objectContaining({ enterpriseId: hauler.id, violations: 1 }),
    );
    const trail = await service.store.read.audit.page({ subjectType: 'violation', subjectId: made.id }, { limit: 5 });
    expect(trail).toMatchObject([{ action: 'violation.record', detail: { plate } }]);
  });

  it('by officers of the county and departments; a contractor answers as one; nobody else records', async () => {
    const { id: siteId } = madeOf(
      await builder.caller.post('/sites', {
        ...{ name: '城区三中', countyCode: '140302', address: '德胜街', startsOn: '2022-01-01', endsOn: '2022-12-31' },
      }),
    );
    const made = await record({ kind: 'muck_truck_route', organisationId: builder.id, siteId }, department);
    expect(made).toMatchObject({ clause: '2.5', subject: { organisationId: builder.id, siteId } });
    expect(itemsOf(await city.get('/violators?by=contractor&clause=2.5'))).toMatchObject([
      { organisationId: builder.id },
    ]);
    expect((await otherCounty.post('/violations', seen())).status).toBe(403);
    for (const caller of [hauler.caller, builder.caller])
      expect((await caller.post('/violations', seen())).status).toBe(403);
    const stranger = await organisation(service, 'enterprise', '140303');
    expect(problem(await county.post('/violations', seen({ organisationId: stranger })))).toEqual([
      404,
      '#/organisationId',
    ]);
    const photo = { subjectType: 'violation', subjectId: made.id, kind: 'photo' };
    expect(await addFile(service, department, photo, PICTURE)).toEqual(expect.any(String));
    expect(await addFile(service, builder.caller, photo, PICTURE)).toEqual(expect.any(String));
    for (const [action, body] of [
      ['withdraw', { reason: '误录' }],
      ['confirm', { reason: '属实' }],
    ] as const) {
      expect((await department.post(`/violations/${made.id}/${action}`, body)).status).toBe(403);
      expect((await builder.caller.post(`/violations/${made.id}/${action}`, body)).status).toBe(403);
      expect((await otherCounty.post(`/violations/${made.id}/${action}`, body)).status).toBe(404);
    }
  });

  it.each([
    [{ kind: 'non_china_vi_access' }, '#/kind'],
    [{ kind: 'muck_truck_speeding' }, '#/kind'],
    [{ occurredAt: '2020-12-31T23:59:59+08:00' }, '#/kind'],
    [{ occurredAt: '2022-03-04T10:06:00+08:00' }, '#/occurredAt'],
    [{ plate: '' }, '#/plate'],
    [{ plateColour: null }, '#/plateColour'],
    [{ seen: '  ' }, '#/seen'],
    [{ countyCode: '140000' }, '#/countyCode'],
  ])('400: %j', async (more, pointer) => {
    expect(problem(await city.post('/violations', seen(more)))).toEqual([400, pointer]);
  });

  it('confirmed, put right and withdrawn by officers with their reasons; a withdrawn one counts for nothing', async () => {
    const plate = freshPlate();
    const { id } = await record({ plate });
    expect((await county.post(`/violations/${id}/confirm`, { reason: '照片清楚' })).body).toMatchObject({
      status: 'confirmed',
    });
    expect((await county.post(`/violations/${id}/rectify`, { reason: '已清扫' })).body).toMatchObject({
      status: 'rectified',
    });
    expect((await county.post(`/violations/${id}/confirm`, { reason: '属实' })).status).toBe(409);
    const gone = await county.post(`/violations/${id}/withdraw`, { reason: '号牌录错' });
    expect(gone.body).toMatchObject({
      status: 'withdrawn',
      history: [
        { from: 'open', to: 'confirmed', reason: '照片清楚', by: { kind: 'user' } },
        { from: 'confirmed', to: 'rectified' },
        { from: 'rectified', to: 'withdrawn', reason: '号牌录错' },
      ],
    });
    expect((await county.post(`/violations/${id}/withdraw`, { reason: '号牌录错' })).status).toBe(409);
    expect(itemsOf(await city.post('/violations/search', { plate }))).toEqual([]);
  });

  it('is appealed like any other, and never judged: neither withdrawn by judging nor in its way', async () => {
    const mill = await plant(service);
    const plate = freshPlate();
    const passed = await pass(mill, { plate });
    const [judged] = passed.violations;
    const { id } = await record({ plate, organisationId: hauler.id });
    const lorry = {
      ...{ plate, plateColour: 'yellow', fuel: 'diesel', emissionStage: '6', stageBasis: 'vehicle_list' },
      usage: 'operating',
      vehicleType: 'Q11',
    };
    madeOf(await city.post('/vehicles', lorry));
    await service.settled();
    expect([await statusOf(judged?.id ?? ''), await statusOf(id)]).toEqual(['withdrawn', 'open']);
    expect((await city.post(`/violations/${judged?.id}/withdraw`, { reason: '误判' })).status).toBe(409);
    const appeal = { violationIds: [id], grounds: 'exempt', statement: '持有夜间运输许可' };
    const { id: appealId } = madeOf(await hauler.caller.post('/appeals', appeal));
    expect((await county.post(`/violations/${id}/withdraw`, { reason: '误录' })).status).toBe(409);
    const wrong = { kind: 'plate', plate: freshPlate() };
    expect(problem(await county.post(`/appeals/${appealId}/grant`, { reason: '无', remedy: wrong }))).toEqual([
      400,
      '#/remedy/kind',
    ]);
    const granted = await county.post(`/appeals/${appealId}/grant`, { reason: '许可有效', remedy: { kind: 'none' } });
    expect(granted.body).toMatchObject({ status: 'granted', effect: { cancelled: [id], withdrawn: [], raised: [] } });
    expect(await statusOf(id)).toBe('cancelled');
  });
});
