import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { enterprise, freshPlate, gate, user } from '../support/world.ts';

type Answer = {
  id: string;
  eventId: string;
  outcome: string;
  violations: { id: string; kind: string }[];
  findings: { kind: string }[];
  decisions: { rule: string; outcome: string }[];
};

const diesel = { emissionStage: '5', fuel: 'diesel', vehicleType: 'Q11' };
const coal = { name: '煤炭', bulk: true };

describe.each(databases)('passages on $name', ({ open }) => {
  let service: TestService;
  let officer: Caller;
  let power: { id: string; caller: Caller };
  let coking: { id: string; caller: Caller };
  let serial = 0;
  beforeAll(async () => {
    service = await startTest(open);
    officer = await user(service, 'city_officer');
    power = await gate(service, (await enterprise(service)).id);
    coking = await gate(service, (await enterprise(service, { sector: 'coking' })).id);
  });
  afterAll(() => service.close());

  const post = async (at: { caller: Caller }, more: object): Promise<Answer> => {
    serial += 1;
    const whole = { eventId: `p${serial}`, direction: 'in', plate: freshPlate(), plateColour: 'yellow', ...more };
    const answer = await at.caller.post('/passages', whole);
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body as Answer;
  };
  const kinds = ({ violations }: Answer) => violations.map(({ kind }) => kind);

  it.each<[string, 'power' | 'coking', string, string, string, string[]]>([
    ['before the plan', 'coking', '2020-12-31T23:59:59+08:00', '4', 'compliant', []],
    ['2.4.2a on its first day', 'coking', '2021-01-01T00:00:00+08:00', '4', 'violation', ['below_china_v_access']],
    ['the sale rule is no access rule', 'coking', '2021-07-15T12:00:00+08:00', '5', 'compliant', []],
    ['2.4.2c the day before', 'power', '2021-09-30T23:59:59+08:00', '5', 'compliant', []],
    ['2.4.2c on its first day', 'power', '2021-09-30T16:00:00Z', '5', 'violation', ['non_china_vi_access']],
    ['2.4.2c is not of a coking plant', 'coking', '2021-10-01T00:00:00+08:00', '5', 'compliant', []],
    ['2.4.2a on its last day', 'coking', '2021-12-31T23:59:59+08:00', '5', 'compliant', []],
    ['2.4.2b, still 2021 in UTC', 'coking', '2021-12-31T16:00:00Z', '5', 'violation', ['non_china_vi_access']],
    ['2.4.2b, China VI', 'coking', '2022-01-01T00:00:00+08:00', '6', 'compliant', []],
    ['a stage that nobody knows', 'coking', '2022-01-01T00:00:00+08:00', 'X', 'unverified', []],
  ])('%s: %s at %s, stage %s', async (_name, where, passedAt, emissionStage, outcome, flags) => {
    const at = where === 'power' ? power : coking;
    const answer = await post(at, { passedAt, vehicle: { ...diesel, emissionStage }, cargo: coal });
    expect([answer.outcome, kinds(answer)]).toEqual([outcome, flags]);
  });

  describe('what is told of the cargo later', () => {
    const tell = async (eventId: string, cargo: object) =>
      (await power.caller.post('/passages/cargo', { eventId, cargo })).body as Answer;

    it('judges again, and the weighbridge takes nothing back of what was told before', async () => {
      const { id, eventId, outcome } = await post(power, { passedAt: '2021-11-01T10:00:00+08:00', vehicle: diesel });
      expect(outcome).toBe('unverified');
      const named = await tell(eventId, { name: '煤炭' });
      expect([named.outcome, kinds(named)]).toEqual(['violation', ['non_china_vi_access']]);
      expect(await tell(eventId, { tonnes: 31.2 })).toMatchObject({
        outcome: 'violation',
        violations: named.violations,
      });
      expect((await officer.get(`/passages/${id}`)).body).toMatchObject({ cargo: { name: '煤炭', tonnes: 31.2 } });
    });

    it('withdraws where it was another load', async () => {
      const told = { passedAt: '2021-11-02T10:00:00+08:00', vehicle: diesel, cargo: coal };
      const { eventId, violations } = await post(power, told);
      expect(await tell(eventId, { name: '设备' })).toMatchObject({ outcome: 'compliant', violations: [] });
      const flag = await officer.get(`/violations/${violations[0]?.id ?? ''}`);
      expect((flag.body as { status: string }).status).toBe('withdrawn');
    });
  });

  it('a check tells what would be for review, as a passage does', async () => {
    const plate = freshPlate();
    const old = { plate, plateColour: 'yellow', fuel: 'diesel', emissionStage: '3', stageBasis: 'vehicle_list' };
    await officer.post('/vehicles', { ...old, usage: 'operating', vehicleType: 'H11', status: 'active' });
    const seen = { plate, plateColour: 'yellow', vehicle: { emissionStage: '5', fuel: 'diesel' } };
    const checked = await power.caller.post(`/gates/${power.id}/check`, seen);
    expect(checked.body).toMatchObject({ findings: ['china_iii_access', 'stage_conflict'] });
    const passed = await post(power, { ...seen, passedAt: '2022-03-01T10:00:00+08:00' });
    expect(passed.findings.map(({ kind }) => kind)).toEqual(['china_iii_access', 'stage_conflict']);
  });

  it('a refused truck raises no violation, but what was odd about its data stands', async () => {
    const plate = freshPlate();
    const known = { plate, plateColour: 'yellow', fuel: 'diesel', emissionStage: '5', stageBasis: 'vehicle_list' };
    await officer.post('/vehicles', { ...known, usage: 'operating', vehicleType: 'H11', status: 'active' });
    const at = { passedAt: '2022-03-01T10:00:00+08:00', plate, vehicle: { ...diesel, emissionStage: '6' } };
    const refused = await post(coking, { ...at, barrier: 'refused' });
    expect(refused).toMatchObject({ outcome: 'violation', violations: [], findings: [{ kind: 'stage_conflict' }] });
  });

  describe('an exit repeats its entry', () => {
    const entry = { passedAt: '2022-03-01T10:00:00+08:00', vehicle: diesel };
    const exit = { direction: 'out', passedAt: '2022-03-01T12:00:00+08:00' };
    const paired = { outcome: 'violation', violations: [] };

    it('though the barrier refused it a while before', async () => {
      const plate = freshPlate();
      await post(coking, { ...entry, plate });
      await post(coking, { ...exit, plate, passedAt: '2022-03-01T11:50:00+08:00', barrier: 'refused' });
      expect(await post(coking, { ...exit, plate })).toMatchObject(paired);
    });

    it('though the gate tells only later that it let it pass', async () => {
      const plate = freshPlate();
      await post(coking, { ...entry, plate });
      const { eventId } = await post(coking, { ...exit, plate, vehicle: diesel, barrier: 'refused' });
      const passed = await coking.caller.post('/passages/barrier', { eventId, result: 'passed' });
      expect(passed.body).toMatchObject(paired);
      const found = await officer.post('/violations/search', { plate });
      expect((found.body as { items: object[] }).items).toHaveLength(1);
    });

    it('though a vehicle of the same text in another colour came in between', async () => {
      const plate = freshPlate();
      await post(coking, { ...entry, plate });
      await post(coking, { plate, plateColour: 'blue', passedAt: '2022-03-01T11:00:00+08:00' });
      expect(await post(coking, { ...exit, plate })).toMatchObject(paired);
    });

    it('whatever order they arrive in', async () => {
      const plate = freshPlate();
      const blue = { plate, plateColour: 'blue', vehicle: { ...diesel, vehicleType: 'H31' } };
      const readings = [
        { ...exit, plate },
        { ...blue, passedAt: '2022-03-01T10:30:00+08:00' },
        { ...entry, plate, passedAt: '2022-03-01T14:00:00+08:00' },
        { ...exit, ...blue, passedAt: '2022-03-01T15:00:00+08:00' },
        { ...entry, plate },
        { ...exit, plate, passedAt: '2022-03-01T11:50:00+08:00', barrier: 'refused' },
      ];
      for (const reading of readings) await post(coking, reading);
      const found = await officer.post('/violations/search', { plate });
      const { items } = found.body as { items: { occurredAt: string; evidence: { passageIds: string[] } }[] };
      expect(items.map(({ occurredAt, evidence }) => [occurredAt.slice(11, 16), evidence.passageIds.length])).toEqual([
        ['14:00', 1],
        ['10:30', 2],
        ['10:00', 2],
      ]);
    });
  });
});
