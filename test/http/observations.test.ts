import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { freshPlate } from '../support/world.ts';
import { type Cast, castOf, created, declaredLorry, lorry, problem } from './fleet-world.ts';
import { itemsOf } from './gate-world.ts';

const NOW = '2022-04-05T12:00:00+08:00';
const AT = '2022-03-15T09:30:00+08:00';

type Observation = {
  readonly id: string;
  readonly vehicleId: string | null;
  readonly followUp: { readonly state: string };
  readonly findings: readonly { readonly sign: string; readonly flag: string | null }[];
};

let serial = 0;
const freshKey = (): string => {
  serial += 1;
  return `K-${serial}`;
};

/** Of each kind one that is well told. */
const DETAILS = {
  remote_sensing: {
    site: '307国道1号点',
    speedKmh: 42.5,
    accelerationMs2: -0.35,
    readings: { no: { value: 812, limit: 1500 } },
  },
  black_smoke: { place: '桃北东街', ringelmann: 2, photo: 'HY-1.jpg' },
  roadside_test: {
    ...{ place: '平定收费站', unit: '市生态环境执法队', method: 'free_acceleration', stageFound: '国五' },
    readings: { absorption: { value: 1.234, limit: 1.2 } },
  },
  periodic_inspection: {
    ...{ station: '阳泉检测一站', method: 'lug_down', reportNumber: 'R1', validUntil: '2023-03-14' },
    ...{ obdCheck: 'pass', stageFound: '5', readings: { absorption: { value: 0.3, limit: 1.2 } } },
  },
  obd_alarm: { codes: ['P20EE'], noxPpm: 900, ureaLevelPercent: 4.5 },
  online_state: { state: 'online', lastHeardAt: AT },
} as const;
type Kind = keyof typeof DETAILS;

const observed = (kind: Kind, plate: string | null, more: object = {}) => ({
  ...{ kind, source: '市监测平台', externalId: freshKey(), occurredAt: AT, details: DETAILS[kind] },
  ...(plate === null ? {} : { plate, plateColour: 'yellow' }),
  ...more,
});

describe.each(databases)('observations on $name', (database) => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await castOf(database, NOW);
  });
  afterAll(() => cast.service.close());

  const post = async (body: object, by = cast.city) => created<Observation>(await by.post('/observations', body));
  const get = async (id: string) => (await cast.city.get(`/observations/${id}`)).body as Observation;
  const flags = async (plate: string) =>
    itemsOf<{ kind: string; status: string; subject: { vehicleId?: string } }>(
      await cast.city.post('/violations/search', { plate, effect: 'review' }),
    );
  const truck = async (more: object = {}) =>
    created(await cast.city.post('/vehicles', lorry({ vehicleType: 'Q11', ...more })));

  it('keeps what each kind tells, and gives it back as it was told', async () => {
    const { plate, id } = await truck();
    for (const [kind, details] of Object.entries(DETAILS)) {
      const { body } = await cast.city.post('/observations', observed(kind as Kind, plate));
      const { readings = {}, ...plain } = details as { readings?: Record<string, { value: number; limit?: number }> };
      const { lastHeardAt, stageFound, ...same } = plain as Record<string, unknown>;
      expect(body).toMatchObject({ kind, vehicleId: id, plate, result: 'none', duplicate: false, details: same });
      const shown = (body as { details: { readings?: object; stageFound?: string } }).details;
      expect(shown.readings ?? {}).toMatchObject(readings);
      if (stageFound) expect(shown.stageFound).toBe('5');
      if (lastHeardAt) expect(shown).toMatchObject({ lastHeardAt: '2022-03-15T09:30:00.000+08:00' });
    }
  });

  it('refuses what a kind does not tell, too many digits, and nothing to know a vehicle by', async () => {
    const wrong: readonly (readonly [object, string])[] = [
      [observed('black_smoke', null), '#/plate'],
      [observed('black_smoke', '晋C00001', { details: { place: '路口' } }), '#/details/ringelmann'],
      [observed('black_smoke', '晋C00001', { details: { place: '路口', ringelmann: 6 } }), '#/details/ringelmann'],
      [
        observed('roadside_test', '晋C00001', { details: { ...DETAILS.roadside_test, method: 'magic' } }),
        '#/details/method',
      ],
      [
        observed('remote_sensing', '晋C00001', { details: { site: '一', readings: { no: { value: 1.5 } } } }),
        '#/details/readings/no/value',
      ],
      [
        observed('obd_alarm', '晋C00001', { details: { codes: ['P1'], readings: { no: { value: 1 } } } }),
        '#/details/readings',
      ],
      [observed('online_state', '晋C00001', { occurredAt: '2022-04-06T12:00:00+08:00' }), '#/occurredAt'],
      [observed('online_state', '晋C00001', { result: 'perhaps' }), '#/result'],
    ];
    for (const [body, pointer] of wrong)
      expect(problem(await cast.city.post('/observations', body))).toEqual([400, pointer]);
    expect(
      problem(await cast.city.post('/observations', { ...observed('online_state', '晋C00001'), kind: 'rumour' }))[0],
    ).toBe(400);
  });

  it('knows an observation by sender, source and key, in batches as well', async () => {
    const plate = freshPlate();
    const body = observed('black_smoke', plate, { result: 'fail' });
    const first = await post(body);
    const again = await cast.city.post('/observations', body);
    expect([again.status, again.body]).toMatchObject([200, { id: first.id, duplicate: true }]);
    expect(problem(await cast.city.post('/observations', { ...body, result: 'pass' }))).toEqual([409, '#/externalId']);
    const batch = await cast.city.post('/observations/batch', {
      observations: [body, { ...body, result: 'pass' }, observed('black_smoke', plate), observed('black_smoke', null)],
    });
    const { results } = batch.body as { results: { status: string }[] };
    expect(results.map(({ status }) => status)).toEqual(['duplicate', 'conflict', 'created', 'invalid']);
    expect(itemsOf(await cast.city.post('/observations/search', { plate }))).toHaveLength(2);
  });

  it('takes from departments and enterprises what is theirs to tell, and shows enterprises only what they sent', async () => {
    const { plate } = await truck();
    expect((await cast.department.post('/observations', observed('roadside_test', plate))).status).toBe(201);
    expect((await cast.department.post('/observations', observed('remote_sensing', plate))).status).toBe(403);
    expect((await cast.contractor.post('/observations', observed('obd_alarm', plate))).status).toBe(403);
    expect((await cast.alice.post('/observations', observed('roadside_test', plate))).status).toBe(403);
    expect(problem(await cast.alice.post('/observations', observed('obd_alarm', plate)))).toEqual([404, '#/plate']);
    created(await cast.alice.post('/vehicles', declaredLorry({ plate, vehicleType: 'Q11' })));
    const alarm = await post(observed('obd_alarm', plate, { result: 'fail' }), cast.alice);
    expect(itemsOf(await cast.alice.get('/observations'))).toMatchObject([{ id: alarm.id }]);
    expect(itemsOf(await cast.bob.get('/observations'))).toHaveLength(1);
    expect(itemsOf(await cast.charlie.post('/observations/search', { plate }))).toEqual([]);
    expect((await cast.charlie.get(`/observations/${alarm.id}`)).status).toBe(404);
    expect(itemsOf(await cast.department.post('/observations/search', { plate }))).toHaveLength(2);
    // Another sender's keys are its own.
    const same = { ...observed('obd_alarm', plate), externalId: 'SAME' };
    expect((await cast.alice.post('/observations', same)).status).toBe(201);
    expect((await cast.city.post('/observations', { ...same, result: 'fail' })).status).toBe(201);
    const county = await cast.county.post('/observations', observed('black_smoke', plate));
    expect(county.body).toMatchObject({ countyCode: '140302' });
    expect(
      (await cast.county.post('/observations', observed('black_smoke', plate, { countyCode: '140322' }))).status,
    ).toBe(403);
  });

  it('is matched when the vehicle comes on record, by plate on its day or by a verified VIN', async () => {
    const plate = freshPlate();
    const vin = 'LFWSRXSJ7M1F48985';
    const byPlate = await post(observed('remote_sensing', plate));
    const byVin = await post(observed('periodic_inspection', null, { vin }));
    const before = await post(observed('remote_sensing', plate, { occurredAt: '2022-02-28T23:59:59+08:00' }));
    expect([byPlate.vehicleId, byVin.vehicleId]).toEqual([null, null]);
    expect(itemsOf(await cast.city.get('/observations?matched=false')).length).toBeGreaterThanOrEqual(3);
    const { id } = await truck({ plate: freshPlate() });
    expect((await cast.city.patch(`/vehicles/${id}`, { plate, effectiveOn: '2022-03-01' })).status).toBe(200);
    await cast.service.settled();
    expect([(await get(byPlate.id)).vehicleId, (await get(before.id)).vehicleId]).toEqual([id, null]);
    expect((await cast.city.patch(`/vehicles/${id}`, { vin })).status).toBe(200);
    await cast.service.settled();
    expect((await get(byVin.id)).vehicleId).toBe(id);
    // Two vehicles of one VIN: it could be either.
    const other = await truck({ vin });
    await cast.service.settled();
    expect((await get(byVin.id)).vehicleId).toBe(null);
    expect((await post(observed('periodic_inspection', other.plate, { vin }))).vehicleId).toBe(other.id);
  });

  it('raises the reviews that the policy names, takes them back with the register, and asks for follow-up', async () => {
    const { plate, id } = await truck({ emissionStage: '5', vin: 'LFNCRUMX3H1E36912', registeredOn: '2018-01-01' });
    const { stageFound: _, ...unlooked } = DETAILS.roadside_test;
    const cases: readonly (readonly [object, string[], string])[] = [
      [observed('roadside_test', plate, { result: 'pass', details: unlooked }), [], 'none'],
      [observed('roadside_test', plate, { result: 'fail', details: unlooked }), [], 'open'],
      [observed('remote_sensing', plate, { result: 'fail' }), [], 'open'],
      [observed('obd_alarm', plate), [], 'none'],
      [
        observed('periodic_inspection', plate, {
          vin: 'LGAX4C351J3029418',
          details: { ...DETAILS.periodic_inspection, stageFound: '4' },
        }),
        ['stage_conflict', 'vin_conflict', 'stage_implausible'],
        'open',
      ],
    ];
    const made: Observation[] = [];
    for (const [body, kinds, state] of cases) {
      const one = await post(body);
      made.push(one);
      expect(one.findings.flatMap(({ flag }) => flag ?? [])).toEqual(kinds);
      expect(one.followUp.state).toBe(state);
    }
    expect((await flags(plate)).map(({ kind }) => kind).sort()).toEqual([
      'stage_conflict',
      'stage_implausible',
      'vin_conflict',
    ]);
    expect((await flags(plate))[0]).toMatchObject({ status: 'open', subject: { vehicleId: id } });
    expect((await cast.city.patch(`/vehicles/${id}`, { emissionStage: '4', stageBasis: 'inspection' })).status).toBe(
      200,
    );
    await cast.service.settled();
    expect((await flags(plate)).map(({ kind }) => kind).sort()).toEqual(['stage_implausible', 'vin_conflict']);
    const last = made.at(-1)?.id ?? '';
    expect((await cast.city.post(`/observations/${last}/void`, { reason: '串号' })).status).toBe(200);
    expect(await flags(plate)).toEqual([]);
    expect((await cast.city.post(`/observations/${last}/void`, { reason: '串号' })).status).toBe(409);
    expect(itemsOf(await cast.city.post('/observations/search', { plate }))).toHaveLength(4);
    expect(itemsOf<{ id: string }>(await cast.city.get(`/observations?vehicleId=${id}&voided=true`))).toMatchObject([
      { id: last },
    ]);
  });

  it('is followed up by officers, who close and open it again with a reason', async () => {
    const { plate } = await truck();
    const { id } = await post(observed('black_smoke', plate, { result: 'fail' }), cast.county);
    const close = (by = cast.county) => by.post(`/observations/${id}/close`, { reason: '已维修复检' });
    expect((await close(cast.department)).status).toBe(403);
    expect((await close(cast.otherCounty)).status).toBe(403);
    expect((await close(cast.alice)).status).toBe(404);
    expect(itemsOf(await cast.county.get('/observations?followUp=open&countyCode=140302')).length).toBeGreaterThan(0);
    expect((await close()).body).toMatchObject({ followUp: { state: 'closed', reason: '已维修复检' } });
    expect((await close()).status).toBe(409);
    // Written anew, the register does not open it again.
    const vehicle = itemsOf<{ id: string }>(await cast.city.post('/vehicles/search', { plate }))[0];
    expect((await cast.city.patch(`/vehicles/${vehicle?.id}`, { brandModel: '解放' })).status).toBe(200);
    await cast.service.settled();
    expect((await get(id)).followUp.state).toBe('closed');
    const open = await cast.county.post(`/observations/${id}/reopen`, { reason: '再次冒黑烟' });
    expect(open.body).toMatchObject({ followUp: { state: 'open' } });
  });

  it('tells the officer who verifies a truck that it is monitored', async () => {
    const { plate } = created(
      await cast.alice.post('/vehicles', declaredLorry({ vehicleType: 'Q11', emissionStage: '6' })),
    );
    type Waiting = { plate: string; vehicles: { contradictions: { code: string }[] }[] };
    const doubts = async () => {
      const rows = itemsOf<Waiting>(await cast.city.get('/vehicles/verification-queue?limit=200'));
      const own = rows.find((row) => row.plate === plate);
      return own?.vehicles.flatMap(({ contradictions }) => contradictions.map(({ code }) => code));
    };
    expect(await doubts()).toEqual(['not_networked']);
    await post(
      observed('online_state', plate, { details: { state: 'offline' }, occurredAt: '2022-03-01T08:00:00+08:00' }),
      cast.alice,
    );
    expect(await doubts()).toEqual(['not_networked']);
    await post(observed('online_state', plate), cast.alice);
    expect(await doubts()).toEqual([]);
  });

  it('leaves as a table of its kind', async () => {
    const { plate } = await truck();
    await post(observed('roadside_test', plate, { result: 'fail', occurredAt: '2021-11-11T11:11:11+08:00' }));
    const csv = await cast.city.get('/observations/export?kind=roadside_test&format=csv&from=2021-11-11&to=2021-11-11');
    const [head, row, ...more] = csv.text.trim().split('\r\n');
    expect(more).toEqual([]);
    expect(head).toContain('检查地点');
    expect(row).toContain(`${plate},黄色,,2021-11-11 11:11:11,,不合格,平定收费站,市生态环境执法队,自由加速法,5`);
    expect(row).toContain('1.234,1.2');
    expect(
      (await cast.alice.get('/observations/export?kind=roadside_test&format=csv')).text.trim().split('\n'),
    ).toHaveLength(1);
  });
});
