import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { idsOf, problem } from '../support/town.ts';
import { freshPlate, gate } from '../support/world.ts';
import {
  COKING,
  diesel,
  freshEvent,
  itemsOf,
  madeOf,
  type PassageAnswer,
  type Plant,
  passage,
  plant,
} from './gate-world.ts';

type Result = {
  readonly index: number;
  readonly status: string;
  readonly id?: string;
  readonly outcome?: string;
  readonly errors?: { readonly pointer: string; readonly detail: string }[];
};

describe.each(databases)('a batch of passages on $name', ({ open }) => {
  let service: TestService;
  let works: Plant;
  beforeAll(async () => {
    service = await startTest(open);
    works = await plant(service, COKING);
  });
  afterAll(() => service.close());

  /** The same works at a gate that nothing has passed yet. */
  const newGate = async (): Promise<Plant> => ({ ...works, gate: await gate(service, works.id) });
  const send = ({ gate }: Plant, passages: unknown, headers = {}) =>
    gate.caller.post('/passages/batch', { passages }, { headers });
  const results = async (at: Plant, passages: unknown, headers = {}) => {
    const answer = await send(at, passages, headers);
    expect(answer.status).toBe(200);
    return (answer.body as { results: Result[] }).results;
  };
  const storedAt = async ({ gate }: Plant) => idsOf(await gate.caller.get('/passages?limit=200'));

  it('each is answered in its place: the good ones are stored, each bad one is named', async () => {
    const coking = await newGate();
    const known = passage();
    const { id: knownId } = madeOf<PassageAnswer>(await coking.gate.caller.post('/passages', known));
    const [fresh, clean] = [passage(), passage({ vehicle: diesel('6') })];
    const list = [
      fresh,
      { ...known, confidence: 0.5 },
      passage({ direction: 'up', lane: -1 }),
      { ...known, plate: freshPlate() },
      passage({ photos: [] }),
      clean,
      fresh,
      { ...clean, cargo: null },
      passage({ passedAt: '2014-12-31T23:59:59+08:00' }),
      passage({ plate: null }),
      null,
      'a passage',
      { ...passage(), barrier: 'forced' },
    ];
    const answer = await results(coking, list);
    expect(answer.map(({ index }) => index)).toEqual(list.map((_, index) => index));
    expect(answer.map(({ status }) => status)).toEqual([
      ...['created', 'duplicate', 'invalid', 'conflict', 'invalid', 'created', 'duplicate', 'conflict'],
      ...['invalid', 'created', 'invalid', 'invalid', 'invalid'],
    ]);
    expect(answer.map(({ outcome }) => outcome)).toEqual([
      ...['violation', 'violation', undefined, undefined, undefined, 'compliant', 'violation', undefined],
      ...[undefined, 'unverified', undefined, undefined, undefined],
    ]);
    expect(answer.map(({ errors }) => errors?.map(({ pointer }) => pointer))).toEqual([
      ...[undefined, undefined, ['#/passages/2/direction', '#/passages/2/lane'], ['#/passages/3/eventId']],
      ...[['#/passages/4/photos'], undefined, undefined, ['#/passages/7/eventId'], ['#/passages/8/passedAt']],
      ...[undefined, ['#/passages/10'], ['#/passages/11'], ['#/passages/12/barrierReason']],
    ]);
    expect([answer[1]?.id, answer[6]?.id]).toEqual([knownId, answer[0]?.id]);
    const created = [answer[0]?.id, answer[5]?.id, answer[9]?.id, knownId];
    expect((await storedAt(coking)).sort()).toEqual(created.sort());
  });

  it('says what is wrong in the language asked for', async () => {
    const coking = await newGate();
    const detailIn = async (language: string) => {
      const list = [passage({ direction: 'up' }), passage({ passedAt: '2014-01-01T00:00:00Z' })];
      const answer = await results(coking, list, { 'Accept-Language': language });
      return answer.map(({ errors }) => errors?.[0]?.detail);
    };
    expect(await detailIn('en')).toEqual([expect.stringMatching(/^This must be one of/), 'This lies before 2015.']);
    expect(await detailIn('zh-CN')).toEqual([expect.stringMatching(/^必须为以下之一/), '该时间早于 2015 年。']);
  });

  it('one that was refused left nothing behind: put right, it is created', async () => {
    const coking = await newGate();
    const good = passage();
    expect(await results(coking, [{ ...good, plateColour: 'red' }])).toMatchObject([{ status: 'invalid' }]);
    expect(await storedAt(coking)).toEqual([]);
    expect(await results(coking, [good])).toMatchObject([{ status: 'created' }]);
  });

  it('of two contents under one event id the first in the batch is stored', async () => {
    const coking = await newGate();
    const [first, second] = [passage({ plate: '晋C7C001' }), passage({ plate: '晋C7C002' })];
    const answer = await results(coking, [first, { ...second, eventId: first.eventId }]);
    expect(answer.map(({ status }) => status)).toEqual(['created', 'conflict']);
    expect(itemsOf(await coking.gate.caller.get('/passages'))).toMatchObject([{ plate: '晋C7C001' }]);
  });

  it('an exit before its entry in the list still belongs to it', async () => {
    const coking = await newGate();
    const plate = freshPlate();
    const list = [
      passage({ plate, direction: 'out', passedAt: '2022-01-01T00:20:00+08:00' }),
      passage({ plate, passedAt: '2021-12-31T23:50:00+08:00' }),
    ];
    const [exit, entry] = await results(coking, list);
    const stored = itemsOf(await coking.gate.caller.get('/passages'));
    expect(stored).toMatchObject([
      { id: exit?.id, visitId: entry?.id, outcome: 'compliant' },
      { id: entry?.id, visitId: entry?.id, outcome: 'compliant' },
    ]);
    expect(itemsOf(await coking.caller.post('/violations/search', { plate }))).toEqual([]);
  });

  it('takes 1,000, which are then known, and refuses 1,001 whole', async () => {
    const coking = await plant(service, COKING);
    const list = Array.from({ length: 1_000 }, (_, n) =>
      passage({ plate: `晋D${10_000 + n}`, vehicle: diesel(n % 2 === 0 ? '5' : '6') }),
    );
    expect(problem(await send(coking, [...list, passage()]))).toEqual([400, '#/passages']);
    expect(await storedAt(coking)).toEqual([]);
    const first = await results(coking, list);
    expect(first.every(({ status }) => status === 'created')).toBe(true);
    expect(first.map(({ outcome }) => outcome === 'violation')).toEqual(list.map((_, n) => n % 2 === 0));
    expect(new Set(first.map(({ id }) => id)).size).toBe(1_000);
    const again = await results(coking, list);
    expect(again.map(({ id, status }) => [id, status])).toEqual(first.map(({ id }) => [id, 'duplicate']));
    const violators = await (await service.admin()).get(`/violators?by=enterprise&enterpriseId=${coking.id}`);
    expect(itemsOf(violators)).toMatchObject([{ enterpriseId: coking.id, violations: 500 }]);
  });

  it.each<[string, unknown, string]>([
    ['no passages', { passages: [] }, '#/passages'],
    ['a list that is none', { passages: {} }, '#/passages'],
    ['nothing', {}, '#/passages'],
    ['a field that is unknown', { passages: [passage()], gateId: 'x' }, '#/gateId'],
    ['a bare list', [passage()], '#'],
  ])('400 for %s, and nothing is stored', async (_name, body, pointer) => {
    const coking = await newGate();
    expect(problem(await coking.gate.caller.post('/passages/batch', body))).toEqual([400, pointer]);
    expect(await storedAt(coking)).toEqual([]);
  });

  it('401 without a token', async () => {
    expect((await service.nobody.post('/passages/batch', { passages: [passage()] })).status).toBe(401);
  });

  it('a gate writes as itself: its event ids are its own', async () => {
    const [one, two] = [await newGate(), await newGate()];
    const eventId = freshEvent();
    expect(await results(one, [passage({ eventId })])).toMatchObject([{ status: 'created' }]);
    expect(await results(two, [passage({ eventId })])).toMatchObject([{ status: 'created' }]);
    expect(itemsOf(await two.gate.caller.get('/passages'))).toMatchObject([{ eventId, gateId: two.gate.id }]);
  });
});
