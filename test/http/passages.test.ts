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
});
