import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import {
  freshCode,
  idOf,
  itemIds,
  kindsOf,
  MISSING,
  nobodyOf,
  openYard,
  outcomesOf,
  problem,
  type Yard,
} from './yard.ts';

const day = (hours: number) => `2022-03-03T${String(hours).padStart(2, '0')}:00:00+08:00`;
const smoke = (...readings: number[]) => ({ smoke: { readings } });

describe.each(databases)('inspections on $name', (database) => {
  let yard: Yard;
  let site: string;
  let machine: string;
  beforeAll(async () => {
    yard = await openYard(database);
  });
  afterAll(() => yard.service.close());
  beforeEach(async () => {
    site = await yard.site();
    machine = await yard.machine();
  });
  const inspect = (more: object = {}, caller = yard.officer) =>
    caller.post('/inspections', { siteId: site, machineId: machine, inspectedAt: day(9), ...more });

  it('201: a mean above the limit fails, flags the machine and opens a prohibition', async () => {
    const answer = await inspect({ smoke: { class: 'II', readings: [9, 0.8, 0.8, 0.803] }, remarks: '冒黑烟' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...{ result: 'fail', class: 'II', limit: 0.8, value: 0.801, missing: [] },
      ...{ smoke: { class: 'II', readings: [9, 0.8, 0.8, 0.803] }, remarks: '冒黑烟' },
      ...{ countyCode: '140302', prohibition: { status: 'open' } },
    });
    expect(kindsOf(answer)).toEqual(['unregistered_machine', 'machine_over_limit']);
    expect(answer.headers.location).toBe(`/api/v1/inspections/${idOf(answer)}`);
    expect((await yard.alice.get(`/inspections/${idOf(answer)}`)).body).toEqual(answer.body);
    const prohibition = await yard.officer.get(`/prohibitions/${answer.body.prohibition.id}`);
    expect(prohibition.body).toMatchObject({ machineId: machine, inspectionId: idOf(answer), status: 'open' });
    const over = (answer.body.violations as { id: string; kind: string }[])[1];
    const flag = await yard.officer.get(`/violations/${over?.id}`);
    expect(flag.body).toMatchObject({
      ...{ rule: 'machine-over-limit', clause: '2.4.6b', legalDay: '2022-03-03' },
      evidence: { inspectionIds: [idOf(answer)], measured: { class: 'II', limit: 0.8, value: 0.801 } },
    });
  });

  it('what the inspector read off a registered machine counts where its record does not know, and is not lost', async () => {
    const environmentalCode = freshCode().replace('3-', 'X-');
    const unknown = await yard.machine({ environmentalCode, emissionStage: 'X', engine: null });
    const read = { environmentalCode, emissionStage: '2', engine: { powerKw: 18 } };
    const answer = await inspect({ machineId: undefined, machine: read, ...smoke(2.5, 2.5, 2.5) });
    expect(answer.body).toMatchObject({ machineId: unknown, result: 'pass', class: 'I', limit: 3 });
    expect((await yard.alice.get(`/machines/${unknown}`)).body).toMatchObject({ emissionStage: 'X' });
    const trail = await yard.service.store.read.audit.page(
      { subjectType: 'machine', subjectId: unknown },
      { limit: 1 },
    );
    expect(trail).toMatchObject([
      { action: 'machine.see', detail: { asSeen: { emissionStage: '2', powerW: 18_000 } } },
    ]);
    const known = freshCode();
    await yard.machine({ environmentalCode: known });
    const other = { machineId: undefined, machine: { ...read, environmentalCode: known } };
    expect((await inspect({ ...other, ...smoke(1, 1, 1) })).body).toMatchObject({ class: 'II', limit: 0.8 });
  });

  // Stage, power kW, class chosen, readings m⁻¹, Ringelmann → result, class, limit. GB 36886-2018 table of facts.md, unconfirmed.
  it.each([
    ['3', 100, undefined, [0.8, 0.8, 0.8], undefined, 'pass', 'II', 0.8],
    ['3', 100, undefined, [0.8, 0.8, 0.801], undefined, 'fail', 'II', 0.8],
    ['3', 37, undefined, [0.9, 0.9, 0.9], undefined, 'fail', 'II', 0.8],
    ['3', 36.999, undefined, [0.9, 0.9, 0.9], undefined, 'pass', 'II', 1],
    ['3', 18.999, undefined, [2, 2, 2], undefined, 'pass', 'II', 2],
    ['2', 100, undefined, [1.61, 1.61, 1.61], undefined, 'pass', 'I', 1.61],
    ['2', 100, 'III', [0.6, 0.6, 0.6], undefined, 'fail', 'III', 0.5],
    ['3', 100, undefined, [0.1, 0.1], undefined, 'inconclusive', 'II', undefined],
    ['3', undefined, undefined, [0.1, 0.1, 0.1], undefined, 'inconclusive', 'II', undefined],
    ['X', 100, undefined, [0.1, 0.1, 0.1], undefined, 'inconclusive', undefined, undefined],
    ['3', 100, undefined, [0.1, 0.1, 0.1], 2, 'fail', 'II', 0.8],
    ['3', 100, undefined, [0.1, 0.1, 0.1], 1, 'pass', 'II', 0.8],
    ['X', undefined, undefined, undefined, 2, 'fail', undefined, undefined],
  ])(
    'stage %s, %s kW, class %s, %j, Ringelmann %s: %s',
    async (emissionStage, powerKw, chosen, readings, ringelmann, result, judgedBy, limit) => {
      machine = await yard.machine({ emissionStage, engine: { powerKw } });
      const answer = await inspect({
        ...(readings ? { smoke: { class: chosen, readings } } : {}),
        ...(ringelmann === undefined ? {} : { ringelmann }),
      });
      expect(answer.body.result).toBe(result);
      expect([answer.body.class, answer.body.limit]).toEqual([judgedBy, limit]);
      expect(answer.body.prohibition === undefined).toBe(result !== 'fail');
    },
  );

  it('what was not measured leaves the rule unverified and says what is missing, in both languages', async () => {
    machine = await yard.machine({ engine: null });
    const answer = await inspect(smoke(0.1, 0.1, 0.1));
    expect(outcomesOf(answer)['machine-over-limit']).toBe('unverified');
    expect(answer.body.missing).toEqual(['powerW']);
    const chinese = await yard.officer.get(`/inspections/${idOf(answer)}`, { headers: { 'Accept-Language': 'zh' } });
    expect(chinese.body.reasons).toEqual([{ code: 'power_unknown', detail: '发动机功率不明，限值无法确定。' }]);
    expect(answer.body.reasons[0].detail).toContain('engine power');
  });

  it('keeps the air, the instrument, the method, who took part, where and when each reading was taken', async () => {
    const circumstances = {
      ambient: { temperatureC: -3.5, humidityPercent: 41, pressureKpa: 93.25 },
      instrument: { model: 'FTY-100', number: '0815', calibratedOn: '2022-01-05' },
      method: '自由加速法',
      departments: [{ department: 'ecology', unit: '城区分局' }, { department: 'housing' }],
      location: { longitude: 113.583333, latitude: 37.85 },
    };
    const times = ['2022-03-03T09:00:00.000+08:00', '2022-03-03T09:01:00.000+08:00', '2022-03-03T09:02:30.000+08:00'];
    const measured = { readings: [0.1, 0.2, 0.3], times };
    const answer = await inspect({ ...circumstances, smoke: measured });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...{ ...circumstances, smoke: measured, class: 'II', limit: 0.8, value: 0.2 },
      table: { cite: 'GB 36886-2018', origin: 'unconfirmed', statistic: 'mean_of_last', readingsUsed: 3 },
    });
    expect((await yard.alice.get(`/inspections/${idOf(answer)}`)).body).toEqual(answer.body);
  });

  it.each([
    [{ ambient: { temperatureC: 20.55 } }, '#/ambient/temperatureC'],
    [{ ambient: { humidityPercent: 101 } }, '#/ambient/humidityPercent'],
    [{ instrument: { calibratedOn: '2022-03-04' } }, '#/instrument/calibratedOn'],
    [{ smoke: { readings: [1], times: [] } }, '#/smoke/times'],
    [{ departments: [{ department: 'fire' }] }, '#/departments/0/department'],
    [{ departments: [] }, '#/departments'],
    [{ location: { longitude: 113 } }, '#/location/latitude'],
    [{ clientId: 'short' }, '#/clientId'],
  ])('400: %j', async (more, pointer) => {
    expect(problem(await inspect(more))).toEqual([400, pointer]);
    expect(itemIds(await yard.officer.get(`/inspections?machineId=${machine}`))).toEqual([]);
  });

  it('what was recorded without a network and is sent again is recorded once, long after', async () => {
    const clientId = `device-${freshCode()}`;
    const first = await inspect({ clientId, ...smoke(2, 2, 2) });
    expect([first.status, first.body.clientId]).toEqual([201, clientId]);
    const again = await inspect({ ...smoke(2, 2, 2), clientId });
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(problem(await inspect({ clientId, ...smoke(2, 2, 1) }))).toEqual([409, '#/clientId']);
    // Another recorder's ids are others.
    expect((await inspect({ clientId, ...smoke(2, 2, 2) }, yard.city)).status).toBe(201);
    expect(itemIds(await yard.officer.get(`/inspections?machineId=${machine}`))).toHaveLength(2);
    const seen = { machine: { environmentalCode: freshCode(), category: 'loader' }, machineId: undefined };
    const unknown = `device-${freshCode()}`;
    const met = await inspect({ ...seen, clientId: unknown });
    expect([(await inspect({ ...seen, clientId: unknown })).status, met.status]).toEqual([200, 201]);
  });

  it('400: a class laxer than the stage requires is refused and nothing is stored', async () => {
    const answer = await inspect({ smoke: { class: 'I', readings: [0.1, 0.1, 0.1] } });
    expect(problem(answer)).toEqual([400, '#/smoke/class']);
    expect(itemIds(await yard.officer.get(`/inspections?machineId=${machine}`))).toEqual([]);
  });

  it('an electric stage of a machine that burns diesel counts as unknown', async () => {
    machine = await yard.machine({ emissionStage: 'D', environmentalCode: freshCode() });
    const answer = await inspect({ smoke: { class: 'III', readings: [0.9, 0.9, 0.9] } });
    expect(answer.body).toMatchObject({ result: 'fail', class: 'III' });
  });

  it.each([
    [{ inspectedAt: '2022-03-05T00:00:00+08:00' }, '#/inspectedAt'],
    [{ inspectedAt: '2014-12-31T00:00:00+08:00' }, '#/inspectedAt'],
    [{ smoke: { readings: [0.1234] } }, '#/smoke/readings/0'],
    [{ smoke: { readings: [-1] } }, '#/smoke/readings/0'],
    [{ smoke: {} }, '#/smoke/readings'],
    [{ ringelmann: 6 }, '#/ringelmann'],
    [{ ringelmann: 1.5 }, '#/ringelmann'],
    [{ machineId: undefined }, '#/machineId'],
    [{ result: 'pass' }, '#/result'],
  ])('400: %j', async (more, pointer) => {
    expect(problem(await inspect(more))).toEqual([400, pointer]);
  });

  it('401, 403, 404: contractors, enterprises and nobody inspect; a site out of reach is as good as missing', async () => {
    expect((await nobodyOf(yard).post('/inspections', {})).status).toBe(401);
    for (const caller of [yard.alice, yard.enterprise]) expect((await inspect({}, caller)).status).toBe(403);
    expect(problem(await inspect({}, yard.otherOfficer))).toEqual([404, '#/siteId']);
    expect(problem(await inspect({ siteId: MISSING }))).toEqual([404, '#/siteId']);
    expect(problem(await inspect({ machineId: MISSING }))).toEqual([404, '#/machineId']);
    for (const caller of [yard.city, yard.department]) expect((await inspect({}, caller)).status).toBe(201);
  });

  it('is seen by the organisation of the site, officers of its county, the city and departments', async () => {
    const id = idOf(await inspect(smoke(0.1, 0.1, 0.1)));
    for (const caller of [yard.alice, yard.officer, yard.city, yard.department]) {
      expect((await caller.get(`/inspections/${id}`)).status).toBe(200);
      expect(itemIds(await caller.get(`/inspections?siteId=${site}&machineId=${machine}&result=pass`))).toEqual([id]);
    }
    for (const caller of [yard.charlie, yard.otherOfficer, yard.enterprise])
      expect((await caller.get(`/inspections/${id}`)).status).toBe(404);
    expect(itemIds(await yard.otherOfficer.get('/inspections'))).not.toContain(id);
  });

  it('a machine as seen is judged by what was seen of it', async () => {
    const what = { environmentalCode: freshCode(), emissionStage: '2', engine: { powerKw: 100 } };
    const answer = await inspect({ machineId: undefined, machine: what, ...smoke(1.7, 1.7, 1.7) });
    expect(answer.body).toMatchObject({ result: 'fail', class: 'I', limit: 1.61 });
    expect(kindsOf(answer)).toEqual(['unregistered_machine', 'machine_over_limit']);
  });
});
