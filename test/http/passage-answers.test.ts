import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { idsOf, problem } from '../support/town.ts';
import { contractor, freshPlate, gate, user } from '../support/world.ts';
import {
  COKING,
  freshEvent,
  itemsOf,
  kinds,
  madeOf,
  type PassageAnswer,
  type Plant,
  pass,
  passage,
  plant,
} from './gate-world.ts';

const HAN = /\p{Script=Han}/u;
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe.each(databases)('what a posted passage is answered on $name', ({ open }) => {
  let service: TestService;
  let coking: Plant;
  beforeAll(async () => {
    service = await startTest(open);
    coking = await plant(service, COKING);
  });
  afterAll(() => service.close());

  const post = (body: unknown, headers = {}) => coking.gate.caller.post('/passages', body, { headers });
  const flagsOf = async (plate: string) =>
    itemsOf(await (await service.admin()).post('/violations/search', { plate, effect: 'breach' }));

  it('a gate that is told to enforce holds the next truck, and lets it pass when it is told to advise again', async () => {
    const { caller, id } = coking.gate;
    const actionOf = async () => {
      const answer = await caller.post('/passages', passage({ vehicle: { emissionStage: '4' } }));
      return (answer.body as PassageAnswer).gateAction;
    };
    const tell = (mode: string) =>
      service.admin().then((admin) => admin.patch(`/gates/${id}`, { mode }, { headers: { 'If-Match': '*' } }));
    expect(await actionOf()).toBe('open');
    expect((await tell('enforce')).status).toBe(200);
    expect(await actionOf()).toBe('hold');
    expect((await tell('advise')).status).toBe(200);
    expect(await actionOf()).toBe('open');
  });

  it.each([
    ['en', '2.4.2a does not apply (not in force on that day)'],
    ['zh', '2.4.2a 不适用（当日未施行）'],
  ])(
    'says in %s why a rule does not apply in one line, and of those that do all; the passage has all of each',
    async (language, line) => {
      const headers = { 'Accept-Language': language };
      const sent = passage({ passedAt: '2022-01-03T08:15:30+08:00', vehicle: { emissionStage: '5' } });
      const { id, decisions } = (await post(sent, headers)).body as PassageAnswer;
      const of = (rule: string, all = decisions) => all.find((one) => one.rule === rule);
      expect(of('bulk-freight-china-v')).toMatchObject({ outcome: 'not_applicable', why: { summary: line } });
      expect(Object.keys(of('bulk-freight-china-v')?.why ?? {})).toEqual(['summary']);
      expect(Object.keys(of('bulk-freight-china-vi')?.why ?? {})).toEqual(
        expect.arrayContaining(['summary', 'inForce', 'applies', 'requires', 'citation', 'facts']),
      );
      const kept = await coking.gate.caller.get(`/passages/${id}`, { headers });
      const full = (kept.body as PassageAnswer).decisions;
      expect(full.map(({ why: _, ...rest }) => rest)).toEqual(decisions.map(({ why: _, ...rest }) => rest));
      for (const { why } of full)
        expect(Object.keys(why)).toEqual(expect.arrayContaining(['summary', 'citation', 'facts']));
      expect(of('bulk-freight-china-v', full)?.why.summary).toBe(line);
    },
  );

  describe('201', () => {
    it('carries every field, its decisions say under which law, and it is readable at its Location', async () => {
      const vehicle = { vin: 'LFWSRXSJ3KAD57951', emissionStage: '5', fuel: 'diesel', usage: 'operating' };
      const sent = passage({
        ...{ plate: '晋C12345', confidence: 0.97, lane: 1, barrier: 'passed' },
        vehicle: { ...vehicle, vehicleType: 'Q11', registeredOn: '2019-05-06' },
      });
      const answer = await post(sent);
      expect(answer.status).toBe(201);
      const { id, violations, decisions } = answer.body as PassageAnswer;
      expect(answer.body).toEqual({
        ...{ id: expect.stringMatching(UUID_V7), eventId: sent.eventId, duplicate: false },
        ...{ outcome: 'violation', basis: 'asserted', gateAction: 'open', decisions: expect.any(Array) },
        violations: [{ id: expect.stringMatching(UUID_V7), kind: 'non_china_vi_access' }],
        findings: [],
      });
      expect(decisions.find(({ rule }) => rule === 'bulk-freight-china-vi')).toEqual({
        ...{ rule: 'bulk-freight-china-vi', clause: '2.4.2b', policy: 'yangquan-2021@1', legalDay: '2022-01-03' },
        ...{ effect: 'breach', outcome: 'violation', missing: [] },
        why: expect.objectContaining({ summary: expect.stringContaining('2.4.2b') }),
      });
      expect(answer.headers.location).toBe(`/api/v1/passages/${id}`);
      expect((await coking.caller.get(`/passages/${id}`)).body).toMatchObject({
        ...{ id, gateId: coking.gate.id, enterpriseId: coking.id, countyCode: '140302' },
        ...{ passedAt: '2022-01-03T08:15:30.000+08:00', legalDay: '2022-01-03', confidence: 0.97, lane: 1 },
        ...{ vehicle: sent.vehicle, cargo: sent.cargo, barrier: 'passed', violations },
      });
    });

    it('only the access rules stand among the decisions', async () => {
      const { decisions } = await pass(coking);
      expect(decisions.map(({ clause }) => clause)).toEqual(['2.4.2a', '2.4.2b', '2.4.2c', '2.4.2d', '3.3', '2.4.4']);
    });

    it.each(['晋c·9A001', ' 晋C 9A001 ', '晋Ｃ９Ａ００１', '晋C-9A001'])(
      'a plate read %j is 晋C9A001',
      async (plate) => {
        const { id } = await pass(coking, { plate });
        const read = await coking.caller.get(`/passages/${id}`);
        expect(read.body).toMatchObject({ plate: '晋C9A001', plateRaw: plate });
      },
    );

    it.each([null, undefined, '', ' ', '无牌', '未识别'])(
      'the plate %j is none: unverified, no breach',
      async (plate) => {
        const answer = await pass(coking, { plate });
        expect(answer).toMatchObject({ outcome: 'unverified', violations: [], gateAction: 'open' });
        const undecided = answer.decisions.filter(({ outcome }) => outcome !== 'not_applicable');
        expect(undecided.length).toBeGreaterThan(0);
        for (const { outcome, missing } of undecided) {
          expect([outcome, missing[0]]).toEqual(['unverified', 'plate.readable']);
        }
        expect((await coking.caller.get(`/passages/${answer.id}`)).body).toMatchObject({ plate: null });
      },
    );

    it('vehicles without a plate are each their own, even in the same second', async () => {
      const both = [await pass(coking, { plate: null }), await pass(coking, { plate: null })];
      const visits = both.map(
        async ({ id }) => (await coking.caller.get(`/passages/${id}`)).body as { visitId: string },
      );
      expect((await Promise.all(visits)).map(({ visitId }) => visitId)).toEqual(both.map(({ id }) => id));
    });

    it('up to 5 minutes in the future and from 2015 on; a clock too far ahead is a finding', async () => {
      const ahead = (ms: number) => new Date(service.clock.now() + ms).toISOString();
      expect(kinds((await pass(coking, { passedAt: ahead(30_000) })).findings)).toEqual([]);
      expect(kinds((await pass(coking, { passedAt: ahead(299_000) })).findings)).toEqual(['clock_skew']);
      const oldest = await pass(coking, { passedAt: '2015-01-01T00:00:00+08:00' });
      expect(oldest).toMatchObject({ outcome: 'compliant', decisions: [], violations: [] });
    });
  });

  describe('200', () => {
    const first = passage({ plate: '晋C5B001', confidence: 0.9, lane: 1 });
    let stored: PassageAnswer;
    beforeAll(async () => {
      stored = madeOf<PassageAnswer>(await post(first));
    });

    it.each<[string, object]>([
      ['the very same', {}],
      ['another confidence', { confidence: 0.1 }],
      ['no confidence', { confidence: null }],
      ['another lane', { lane: 2 }],
      ['the same instant in another offset', { passedAt: '2022-01-03T00:15:30Z' }],
      ['the same plate otherwise written', { plate: '晋c·5b001' }],
      ['the same stage otherwise written', { vehicle: { ...first.vehicle, emissionStage: '国五' } }],
      ['a fact that is null', { vehicle: { ...first.vehicle, vin: null } }],
      ['keys in another order', { cargo: Object.fromEntries(Object.entries(first.cargo).reverse()) }],
    ])('for %s: a duplicate, answered what is stored', async (_name, more) => {
      const body = Object.fromEntries(Object.entries({ ...first, ...more }).reverse());
      const answer = await post(body);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ ...stored, duplicate: true });
      expect((await coking.caller.get(`/passages/${stored.id}`)).body).toMatchObject({ confidence: 0.9, lane: 1 });
      expect(await flagsOf(first.plate)).toHaveLength(1);
    });

    it('answers what is stored now, not what was answered then', async () => {
      const power = await plant(service);
      const { cargo: _, ...body } = passage({ passedAt: '2021-11-01T10:00:00+08:00' });
      const { id, outcome } = madeOf<PassageAnswer>(await power.gate.caller.post('/passages', body));
      expect(outcome).toBe('unverified');
      await power.gate.caller.post('/passages/cargo', { eventId: body.eventId, cargo: { name: '煤炭' } });
      const again = await power.gate.caller.post('/passages', body);
      expect(again.status).toBe(200);
      expect(again.body).toMatchObject({ id, duplicate: true, outcome: 'violation' });
      expect(kinds((again.body as PassageAnswer).violations)).toEqual(['non_china_vi_access']);
    });

    it('the same event id at another gate is another event', async () => {
      const other = await gate(service, coking.id);
      const answer = await other.caller.post('/passages', { ...first, plate: freshPlate() });
      expect([answer.status, (answer.body as PassageAnswer).duplicate]).toEqual([201, false]);
    });
  });

  it.each<[string, object]>([
    ['plate', { plate: freshPlate() }],
    ['plate, unreadable', { plate: null }],
    ['instant', { passedAt: '2022-01-03T08:15:30.001+08:00' }],
    ['direction', { direction: 'out' }],
    ['vehicle', { vehicle: { emissionStage: '6', fuel: 'diesel' } }],
    ['vehicle, none', { vehicle: null }],
    ['cargo', { cargo: { empty: true } }],
  ])('409: the same event id with another %s, and what is stored stays', async (_name, more) => {
    const body = passage();
    const { id } = madeOf(await post(body));
    const before = await coking.caller.get(`/passages/${id}`);
    const answer = await post({ ...body, ...more });
    expect(problem(answer)).toEqual([409, '#/eventId']);
    expect(answer.body).toMatchObject({ type: '/problems/conflict', existing: id });
    expect(
      HAN.test(((await post({ ...body, ...more }, { 'Accept-Language': 'zh' })).body as { detail: string }).detail),
    ).toBe(true);
    expect((await coking.caller.get(`/passages/${id}`)).body).toEqual(before.body);
    expect((await post(body)).status).toBe(200);
  });

  it.each<[string, object]>([
    ...['eventId', 'passedAt', 'direction'].map((name): [string, object] => [`#/${name}`, { [name]: undefined }]),
    ...['', ' ', 'x'.repeat(129), 'a\u0000b', 7].map((eventId): [string, object] => ['#/eventId', { eventId }]),
    ...['2022-01-03T08:15:30', '2022-01-03', '2022-02-30T08:00:00+08:00', 1_641_168_930].map(
      (passedAt): [string, object] => ['#/passedAt', { passedAt }],
    ),
    ...['2014-12-31T23:59:59.999+08:00', '2100-01-01T00:00:00+08:00'].map((passedAt): [string, object] => [
      '#/passedAt',
      { passedAt },
    ]),
    ['#/direction', { direction: 'both' }],
    ...['x'.repeat(61), 'a\u0007b', 12].map((plate): [string, object] => ['#/plate', { plate }]),
    ['#/plateColour', { plateColour: 'red' }],
    ...[1.01, -0.1, 0.12345, '0.9'].map((confidence): [string, object] => ['#/confidence', { confidence }]),
    ...[-1, 1.5, '1'].map((lane): [string, object] => ['#/lane', { lane }]),
    ['#/vehicle', { vehicle: '国五' }],
    ...Object.entries({
      ...{ vin: 'SHORT', emissionStage: '8', emissionSubstage: 'b', fuel: 'coal', usage: 'private', usageCode: '?' },
      ...{ vehicleType: '11', grossMassKg: 0, registeredOn: '2022-13-01', plate: '晋C12345' },
    }).map(([name, value]): [string, object] => [
      `#/vehicle/${name}`,
      { vehicle: { emissionStage: '5', [name]: value } },
    ]),
    ...Object.entries({ name: '', bulk: 'yes', tonnes: 1.0001, empty: 1, weight: 3 }).map(
      ([name, value]): [string, object] => [`#/cargo/${name}`, { cargo: { [name]: value } }],
    ),
    ['#/barrier', { barrier: 'open' }],
    ['#/barrierReason', { barrier: 'forced' }],
    ['#/photos', { photos: [] }],
  ])('400 names %s in English and in Chinese and stores nothing: %j', async (pointer, more) => {
    const before = idsOf(await coking.caller.get('/passages?limit=1'));
    const body = passage({ passedAt: new Date(service.clock.now()).toISOString(), ...more });
    const details: string[] = [];
    for (const language of ['en', 'zh-CN']) {
      const answer = await post(body, { 'Accept-Language': language });
      const { errors } = answer.body as { errors: { pointer: string; detail: string }[] };
      expect([answer.status, ...errors.map((error) => error.pointer)]).toEqual([400, pointer]);
      details.push(errors[0]?.detail ?? '');
    }
    expect(details).toEqual([expect.stringMatching(/^[A-Z][a-z]* [a-zA-Z]/), expect.stringMatching(HAN)]);
    expect(details[1]).not.toBe(details[0]);
    expect(idsOf(await coking.caller.get('/passages?limit=1'))).toEqual(before);
  });

  it('400 names all that is wrong at once', async () => {
    const answer = await post({ eventId: freshEvent(), passedAt: 'now', direction: 'up', vehicle: { fuel: 'coal' } });
    const { errors } = answer.body as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(['#/direction', '#/passedAt', '#/vehicle/fuel']);
  });

  it('401 without a token or with a made-up one', async () => {
    const forged = `${coking.gate.caller.token?.slice(0, -3)}AAA`;
    for (const caller of [service.nobody, service.holding('nonsense'), service.holding(forged)])
      expect((await caller.post('/passages', passage())).status).toBe(401);
  });

  it('403 for people, whoever they are: only gates post passages', async () => {
    const people = [
      ...[await service.admin(), coking.caller, (await contractor(service)).caller],
      ...[await user(service, 'city_officer'), await user(service, 'department')],
      await user(service, 'county_officer', { countyCode: '140302' }),
    ];
    for (const caller of people) {
      for (const [path, body] of [
        ['/passages', passage()],
        ['/passages/batch', { passages: [passage()] }],
        ['/passages/cargo', { eventId: 'e', cargo: { empty: true } }],
        ['/passages/barrier', { eventId: 'e', result: 'passed' }],
      ] as const)
        expect((await caller.post(path, body)).status).toBe(403);
    }
  });
});
