import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { idsOf, problem } from '../support/town.ts';
import { freshPlate, gate, user } from '../support/world.ts';
import { COKING, coal, freshEvent, itemsOf, kinds, type PassageAnswer, type Plant, pass, plant } from './gate-world.ts';

const BELOW_VI = 'non_china_vi_access';

describe.each(databases)('what a gate tells after a passage, on $name', ({ open }) => {
  let service: TestService;
  let officer: Caller;
  let power: Plant;
  let coking: Plant;
  beforeAll(async () => {
    service = await startTest(open);
    officer = await user(service, 'city_officer');
    power = await plant(service);
    coking = await plant(service, COKING);
  });
  afterAll(() => service.close());

  const november = { passedAt: '2021-11-01T10:00:00+08:00' };
  const tell = async (at: Plant, path: 'cargo' | 'barrier', body: object): Promise<PassageAnswer> => {
    const answer = await at.gate.caller.post(`/passages/${path}`, body);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body as PassageAnswer;
  };
  const cargoOf = (at: Plant, eventId: string, cargo: object) => tell(at, 'cargo', { eventId, cargo });
  const barrierOf = (at: Plant, eventId: string, result: string, reason?: string) =>
    tell(at, 'barrier', { eventId, result, ...(reason ? { reason } : {}) });
  const statusOf = async (id: string | undefined) =>
    ((await officer.get(`/violations/${id}`)).body as { status: string }).status;
  const read = async (id: string) => (await officer.get(`/passages/${id}`)).body as Record<string, unknown>;

  describe('the cargo', () => {
    it('decides what was open, and the answer is the passage as it stands now', async () => {
      const first = await pass(power, { ...november, cargo: null });
      expect([first.outcome, first.violations]).toEqual(['unverified', []]);
      const told = await cargoOf(power, first.eventId, { name: '煤炭', tonnes: 32.5 });
      expect(told).toMatchObject({ id: first.id, eventId: first.eventId, outcome: 'violation', basis: 'asserted' });
      expect(kinds(told.violations)).toEqual([BELOW_VI]);
      const now = await read(first.id);
      expect(now).toMatchObject({
        outcome: 'violation',
        cargo: { name: '煤炭', tonnes: 32.5 },
        violations: told.violations,
      });
      expect(now['superseded']).toMatchObject([{ outcome: 'unverified', cause: 'cargo', policy: 'yangquan-2021@1' }]);
    });

    it('that is no bulk withdraws the violation, and coal again opens the same one', async () => {
      const { eventId, violations } = await pass(power, november);
      expect(await cargoOf(power, eventId, { name: '设备', bulk: false })).toMatchObject({
        outcome: 'compliant',
        violations: [],
      });
      expect(await statusOf(violations[0]?.id)).toBe('withdrawn');
      expect(await cargoOf(power, eventId, coal)).toMatchObject({ outcome: 'violation', violations });
      expect(await statusOf(violations[0]?.id)).toBe('open');
    });

    it('told twice is told once', async () => {
      const { id, eventId } = await pass(power, { ...november, cargo: null });
      const first = await cargoOf(power, eventId, coal);
      expect(await cargoOf(power, eventId, coal)).toEqual(first);
      expect((await read(id))['superseded']).toHaveLength(1);
    });

    it('of an empty truck is what it carries out: the exit decides for the visit and raises the violation', async () => {
      const plate = freshPlate();
      const entry = await pass(power, { ...november, plate, cargo: { empty: true } });
      expect([entry.outcome, entry.violations]).toEqual(['unverified', []]);
      const out = { plate, direction: 'out', passedAt: '2021-11-01T11:00:00+08:00' };
      const exit = await pass(power, { ...out, cargo: null });
      expect([exit.outcome, exit.violations]).toEqual(['unverified', []]);
      const weighed = await cargoOf(power, exit.eventId, { name: '粉煤灰', tonnes: 30 });
      expect([weighed.outcome, kinds(weighed.violations)]).toEqual(['violation', [BELOW_VI]]);
      expect(await read(entry.id)).toMatchObject({ outcome: 'violation' });
      const flags = itemsOf(await officer.post('/violations/search', { plate }));
      expect(flags).toMatchObject([{ occurredAt: '2021-11-01T10:00:00.000+08:00', legalDay: '2021-11-01' }]);
      expect(flags).toMatchObject([{ evidence: { passageIds: [entry.id, exit.id] } }]);
    });

    it('of an empty truck that leaves empty is none', async () => {
      const plate = freshPlate();
      const entry = await pass(power, { ...november, plate, cargo: { empty: true } });
      const out = { plate, direction: 'out', passedAt: '2021-11-01T11:00:00+08:00', cargo: { empty: true } };
      expect(await pass(power, out)).toMatchObject({ outcome: 'compliant', violations: [] });
      expect(await read(entry.id)).toMatchObject({ outcome: 'compliant', violations: [] });
    });

    it.each<[string, unknown, string]>([
      ['no event', { cargo: coal }, '#/eventId'],
      ['no cargo', { eventId: 'e' }, '#/cargo'],
      ['cargo that says nothing', { eventId: 'e', cargo: {} }, '#/cargo'],
      ['a wrong load', { eventId: 'e', cargo: { tonnes: -1 } }, '#/cargo/tonnes'],
      ['an unknown field', { eventId: 'e', cargo: coal, plate: '晋C12345' }, '#/plate'],
    ])('400 for %s', async (_name, body, pointer) => {
      expect(problem(await power.gate.caller.post('/passages/cargo', body))).toEqual([400, pointer]);
    });
  });

  describe('the barrier', () => {
    it('refused: the outcome stands, the violation is withdrawn; passed after all opens it again', async () => {
      const first = await pass(coking);
      const refused = await barrierOf(coking, first.eventId, 'refused');
      expect(refused).toMatchObject({ id: first.id, outcome: 'violation', violations: [] });
      expect(await statusOf(first.violations[0]?.id)).toBe('withdrawn');
      expect(itemsOf(await coking.caller.get('/violations?limit=1'))).toEqual([]);
      const passed = await barrierOf(coking, first.eventId, 'passed');
      expect(passed).toMatchObject({ outcome: 'violation', violations: first.violations });
      expect(await statusOf(first.violations[0]?.id)).toBe('open');
    });

    it('refused is no access: the truck that then comes in makes its own', async () => {
      const plate = freshPlate();
      const turned = await pass(coking, { plate, passedAt: '2022-01-05T08:00:00+08:00', barrier: 'refused' });
      const entered = await pass(coking, { plate, passedAt: '2022-01-05T08:02:00+08:00' });
      expect(kinds(entered.violations)).toEqual([BELOW_VI]);
      expect(await read(entered.id)).toMatchObject({ accessId: entered.id, visitId: entered.id });
      expect(await read(turned.id)).toMatchObject({ outcome: 'violation', violations: [], barrier: 'refused' });
    });

    it('the first of two readings refused, the violation stays with the second', async () => {
      const plate = freshPlate();
      const first = await pass(coking, { plate, passedAt: '2022-01-06T08:00:00+08:00' });
      const second = await pass(coking, { plate, passedAt: '2022-01-06T08:02:00+08:00' });
      expect([kinds(first.violations), second.violations]).toEqual([[BELOW_VI], []]);
      expect(await barrierOf(coking, first.eventId, 'refused')).toMatchObject({ outcome: 'violation', violations: [] });
      const flags = itemsOf(await officer.post('/violations/search', { plate }));
      expect(flags).toMatchObject([{ status: 'open', evidence: { passageIds: [second.id] } }]);
      expect(kinds((await read(second.id))['violations'] as { kind: string }[])).toEqual([BELOW_VI]);
    });

    it('forced: needs its reason, is on record with it and is listed', async () => {
      const { id, eventId, violations } = await pass(coking);
      const bare = { eventId, result: 'forced' };
      expect(problem(await coking.gate.caller.post('/passages/barrier', bare))).toEqual([400, '#/reason']);
      const blank = { ...bare, reason: '  ' };
      expect(problem(await coking.gate.caller.post('/passages/barrier', blank))).toEqual([400, '#/reason']);
      expect(await read(id)).toMatchObject({ barrier: null });
      expect(await barrierOf(coking, eventId, 'forced', '消防车随行')).toMatchObject({
        outcome: 'violation',
        violations,
      });
      expect(await read(id)).toMatchObject({ barrier: 'forced', barrierReason: '消防车随行' });
      expect(idsOf(await officer.get('/passages?barrier=forced'))).toContain(id);
      expect(idsOf(await officer.get('/passages?barrier=refused'))).not.toContain(id);
    });

    it.each<[string, object, string]>([
      ['no event', { result: 'passed' }, '#/eventId'],
      ['another result', { eventId: 'e', result: 'open' }, '#/result'],
      ['no result', { eventId: 'e' }, '#/result'],
      ['a reason too long', { eventId: 'e', result: 'forced', reason: 'x'.repeat(201) }, '#/reason'],
    ])('400 for %s', async (_name, body, pointer) => {
      expect(problem(await coking.gate.caller.post('/passages/barrier', body))).toEqual([400, pointer]);
    });
  });

  it('cargo and barrier may come in either order: what stands in the end is the same', async () => {
    const outcomes: unknown[] = [];
    for (const order of [0, 1]) {
      const { id, eventId } = await pass(power, { ...november, cargo: null });
      const steps = [() => cargoOf(power, eventId, coal), () => barrierOf(power, eventId, 'refused')];
      for (const step of order === 0 ? steps : steps.reverse()) await step();
      const { outcome, cargo, barrier, violations } = await read(id);
      outcomes.push({ outcome, cargo, barrier, violations });
    }
    expect(outcomes).toEqual(Array(2).fill({ outcome: 'violation', cargo: coal, barrier: 'refused', violations: [] }));
  });

  it('404: an event that is unknown, or another gate’s, even of the same enterprise; nothing changes', async () => {
    const { id, eventId } = await pass(coking);
    const before = await read(id);
    const neighbour = await gate(service, coking.id);
    for (const [caller, event] of [
      [coking.gate.caller, freshEvent()],
      [neighbour.caller, eventId],
      [power.gate.caller, eventId],
    ] as const) {
      const cargo = await caller.post('/passages/cargo', { eventId: event, cargo: { empty: true } });
      const barrier = await caller.post('/passages/barrier', { eventId: event, result: 'refused' });
      expect([problem(cargo), problem(barrier)]).toEqual(Array(2).fill([404, '#/eventId']));
    }
    expect(await read(id)).toEqual(before);
  });

  it('401 without a token', async () => {
    expect((await service.nobody.post('/passages/cargo', { eventId: 'e', cargo: coal })).status).toBe(401);
    expect((await service.nobody.post('/passages/barrier', { eventId: 'e', result: 'passed' })).status).toBe(401);
  });
});
