import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { enterprise, freshPlate, gate } from '../support/world.ts';
import {
  COKING,
  coal,
  diesel,
  itemsOf,
  kinds,
  madeOf,
  type PassageAnswer,
  type Plant,
  pass,
  plant,
  rulesWith,
} from './gate-world.ts';

const BELOW_V = 'below_china_v_access';
const BELOW_VI = 'non_china_vi_access';
const [A, B, C] = ['bulk-freight-china-v', 'bulk-freight-china-vi', 'planning-area-china-vi'] as const;

const PLANTS = {
  power: {},
  coking: COKING,
  outside: { inPlanningArea: false },
  rail: { railLineCompletedOn: '2021-12-01' },
  'coking with rail': { ...COKING, railLineCompletedOn: '2022-02-01' },
  'at the threshold': { ...COKING, annualFreightTonnes: 1_500_000 },
  'under the threshold': { annualFreightTonnes: 1_499_999 },
  'freight unknown': { ...COKING, annualFreightTonnes: null },
  logistics: { sector: 'logistics' },
} as const;
type Name = keyof typeof PLANTS;

describe.each(databases.slice(0, 1))('what a passage breaks, on $name', ({ open }) => {
  let service: TestService;
  let plants: Readonly<Record<Name, Plant>>;
  beforeAll(async () => {
    service = await startTest(open);
    const made: Partial<Record<Name, Plant>> = {};
    for (const [name, facts] of Object.entries(PLANTS)) made[name as Name] = await plant(service, facts);
    plants = made as Record<Name, Plant>;
  });
  afterAll(() => service.close());

  type Case = readonly [where: Name, passedAt: string, stage: string, day: string, kinds: string[], rules: string[]];

  it.each<Case>([
    ['coking', '2020-12-31T23:59:59.999+08:00', '4', '2020-12-31', [], []],
    ['coking', '2021-01-01T00:00:00+08:00', '4', '2021-01-01', [BELOW_V], [A]],
    ['coking', '2020-12-31T15:59:59.999Z', '4', '2020-12-31', [], []],
    ['coking', '2020-12-31T16:00:00Z', '4', '2021-01-01', [BELOW_V], [A]],
    ['coking', '2021-07-15T12:00:00+08:00', '5', '2021-07-15', [], []],
    ['coking', '2021-12-31T23:59:59.999+08:00', '4', '2021-12-31', [BELOW_V], [A]],
    ['coking', '2021-12-31T23:59:59.999+08:00', '5', '2021-12-31', [], []],
    ['coking', '2021-12-31T15:59:59.999Z', '5', '2021-12-31', [], []],
    ['coking', '2022-01-01T00:00:00+08:00', '5', '2022-01-01', [BELOW_VI], [B]],
    ['coking', '2021-12-31T16:00:00Z', '5', '2022-01-01', [BELOW_VI], [B]],
    ['coking', '2021-12-31T11:00:00-05:00', '5', '2022-01-01', [BELOW_VI], [B]],
    ['coking', '2022-01-01T00:00:00+08:00', '4', '2022-01-01', [BELOW_VI], [B]],
    ['coking', '2022-01-01T00:00:00+08:00', '6', '2022-01-01', [], []],
    ['power', '2021-09-30T23:59:59.999+08:00', '5', '2021-09-30', [], []],
    ['power', '2021-10-01T00:00:00+08:00', '5', '2021-10-01', [BELOW_VI], [C]],
    ['power', '2021-09-30T15:59:59.999Z', '5', '2021-09-30', [], []],
    ['power', '2021-09-30T16:00:00Z', '5', '2021-10-01', [BELOW_VI], [C]],
    ['power', '2021-10-01T00:00:00+08:00', '4', '2021-10-01', [BELOW_V, BELOW_VI], [A, C]],
    ['power', '2022-01-01T00:00:00+08:00', '5', '2022-01-01', [BELOW_VI], [B, C]],
    ['coking', '2021-10-01T00:00:00+08:00', '5', '2021-10-01', [], []],
    ['outside', '2021-10-01T00:00:00+08:00', '5', '2021-10-01', [], []],
    ['outside', '2022-01-01T00:00:00+08:00', '5', '2022-01-01', [BELOW_VI], [B]],
    ['rail', '2021-11-30T23:59:59+08:00', '4', '2021-11-30', [BELOW_V, BELOW_VI], [A, C]],
    ['rail', '2021-12-01T00:00:00+08:00', '4', '2021-12-01', [BELOW_VI], [C]],
    ['coking with rail', '2022-01-31T23:59:59+08:00', '5', '2022-01-31', [BELOW_VI], [B]],
    ['coking with rail', '2022-02-01T00:00:00+08:00', '5', '2022-02-01', [], []],
    ['at the threshold', '2022-01-03T08:00:00+08:00', '5', '2022-01-03', [BELOW_VI], [B]],
    ['under the threshold', '2022-01-03T08:00:00+08:00', '4', '2022-01-03', [], []],
    ['logistics', '2022-01-03T08:00:00+08:00', '4', '2022-01-03', [], []],
  ])('%s at %s, stage %s, is judged by %s: %j', async (where, passedAt, stage, legalDay, flags, rules) => {
    const answer = await pass(plants[where], { passedAt, vehicle: diesel(stage) });
    expect(answer.outcome).toBe(flags.length > 0 ? 'violation' : 'compliant');
    expect(kinds(answer.violations)).toEqual(flags);
    expect(rulesWith('violation', answer)).toEqual(rules);
    expect(answer.findings).toEqual([]);
    expect((await plants[where].caller.get(`/passages/${answer.id}`)).body).toMatchObject({ legalDay });
    for (const decision of answer.decisions) expect(decision.legalDay).toBe(legalDay);
  });

  it('where two rules raise one kind there is one violation: the first names it, the other stands beside it', async () => {
    const { violations } = await pass(plants.power);
    const [only, ...more] = violations;
    expect(more).toEqual([]);
    const flag = await plants.power.caller.get(`/violations/${only?.id ?? ''}`);
    expect(flag.body).toMatchObject({ rule: B, clause: '2.4.2b', alsoRules: [C] });
  });

  it.each<[string, object, string, string[]]>([
    ['an unknown stage', { vehicle: { fuel: 'diesel', vehicleType: 'Q11' } }, 'unverified', ['vehicle.emissionStage']],
    ['stage X', { vehicle: diesel('X') }, 'unverified', ['vehicle.emissionStage']],
    ['D with diesel, which contradict each other', { vehicle: diesel('D') }, 'unverified', ['vehicle.emissionStage']],
    ['D', { vehicle: { emissionStage: 'D', fuel: 'electric', vehicleType: 'Q11' } }, 'compliant', []],
    ['a plug-in hybrid', { vehicle: { ...diesel('5'), fuel: 'plug_in_hybrid' } }, 'violation', []],
    ['a bus', { vehicle: { ...diesel('4'), vehicleType: 'K33' }, cargo: null }, 'compliant', []],
    [
      'no type, blue plate, no cargo',
      { vehicle: { emissionStage: '4' }, plateColour: 'blue', cargo: null },
      'compliant',
      [],
    ],
    ['no type, blue plate, cargo', { vehicle: { emissionStage: '4' }, plateColour: 'blue' }, 'violation', []],
    ['no type, yellow plate', { vehicle: { emissionStage: '4' }, cargo: null }, 'violation', []],
    [
      'no type, no colour, no cargo',
      { vehicle: { emissionStage: '4' }, plateColour: null, cargo: null },
      'unverified',
      ['vehicle.goods'],
    ],
    ['the same of China VI', { vehicle: { emissionStage: '6' }, plateColour: null, cargo: null }, 'compliant', []],
    ['a trailer by its type', { vehicle: { ...diesel('4'), vehicleType: 'B11' } }, 'compliant', []],
    ['a trailer by its plate', { plate: '晋C1234挂' }, 'compliant', []],
  ])('2.4.2b of %s: %s', async (_name, more, outcome, missing) => {
    const answer = await pass(plants.coking, more);
    expect(answer.outcome).toBe(outcome);
    expect(kinds(answer.violations)).toEqual(outcome === 'violation' ? [BELOW_VI] : []);
    expect(answer.decisions.find(({ rule }) => rule === B)?.missing).toEqual(missing);
  });

  it.each<[string, object, string, string?]>([
    ['unknown cargo', { cargo: null }, 'unverified'],
    ['an empty truck on its way in', { cargo: { empty: true } }, 'unverified'],
    ['cargo that is no bulk by its name', { cargo: { name: '设备' } }, 'compliant', 'not_applicable'],
    ['bulk by its name', { cargo: { name: '无烟煤' } }, 'violation'],
    ['what is said to be no bulk', { cargo: { name: '煤炭', bulk: false } }, 'compliant', 'not_applicable'],
    ['China VI, whatever it carries', { cargo: null, vehicle: diesel('6') }, 'compliant'],
    [
      'a plug-in hybrid of China V on a green plate',
      { plate: '晋C12345D', plateColour: 'yellow_green', vehicle: { ...diesel('5'), fuel: 'plug_in_hybrid' } },
      'compliant',
    ],
    [
      'a plug-in hybrid on a yellow plate, by the gate’s word',
      { vehicle: { ...diesel('5'), fuel: 'plug_in_hybrid' } },
      'unverified',
    ],
    ['a hybrid, which is no new energy', { vehicle: { ...diesel('5'), fuel: 'hybrid' } }, 'violation'],
  ])('2.4.2c of %s: %s', async (_name, more, outcome, decided = outcome) => {
    const answer = await pass(plants.power, { passedAt: '2021-11-01T10:00:00+08:00', ...more });
    expect([answer.outcome, answer.decisions.find(({ rule }) => rule === C)?.outcome]).toEqual([outcome, decided]);
    expect(kinds(answer.violations)).toEqual(outcome === 'violation' ? [BELOW_VI] : []);
  });

  it.each(['freight unknown', 'before the first facts'])(
    'enterprise, %s: V is unverified, VI and D comply',
    async (name) => {
      const where =
        name === 'freight unknown' ? plants['freight unknown'] : await plant(service, { validFrom: '2022-06-01' });
      const outcomes: string[] = [];
      for (const vehicle of [diesel('5'), diesel('6'), { emissionStage: 'D', fuel: 'electric' }]) {
        const answer = await pass(where, { vehicle });
        outcomes.push(answer.outcome);
        expect(answer.violations).toEqual([]);
      }
      expect(outcomes).toEqual(['unverified', 'compliant', 'compliant']);
    },
  );

  it('the facts of a day are the newest valid by then, and of two from one day the last that was posted', async () => {
    const admin = await service.admin();
    const { id } = await enterprise(service, { ...COKING, validFrom: '2022-01-01', annualFreightTonnes: 100 });
    const at = { gate: await gate(service, id) };
    const facts = { sector: 'coking', inPlanningArea: false, railLineCompletedOn: null, keyVehicleUser: true };
    for (const [validFrom, annualFreightTonnes] of [
      ['2022-03-01', 2_000_000],
      ['2022-02-01', 100],
      ['2022-02-01', 2_000_000],
      ['2022-04-01', 2_000_000],
      ['2022-04-01', 100],
    ] as const)
      madeOf(await admin.post(`/enterprises/${id}/facts`, { ...facts, validFrom, annualFreightTonnes }));
    const outcomeOn = async (day: string) => (await pass(at, { passedAt: `${day}T00:00:00+08:00` })).outcome;
    expect(await outcomeOn('2022-01-31')).toBe('compliant');
    expect(await outcomeOn('2022-02-01')).toBe('violation');
    expect(await outcomeOn('2022-03-31')).toBe('violation');
    expect(await outcomeOn('2022-04-01')).toBe('compliant');
  });

  it('late passages are judged by their own day, whatever arrived before them', async () => {
    const plate = freshPlate();
    const late = async (passedAt: string, stage: string) =>
      kinds((await pass(plants.power, { plate, passedAt, vehicle: diesel(stage) })).violations);
    expect(await late('2022-05-01T10:00:00+08:00', '5')).toEqual([BELOW_VI]);
    expect(await late('2021-05-01T10:00:00+08:00', '4')).toEqual([BELOW_V]);
    expect(await late('2020-05-01T10:00:00+08:00', '3')).toEqual([]);
    expect(await late('2021-11-01T10:00:00+08:00', '5')).toEqual([BELOW_VI]);
    const found = await (await service.admin()).post('/violations/search', { plate });
    expect(itemsOf<{ legalDay: string }>(found).map(({ legalDay }) => legalDay)).toEqual([
      ...['2022-05-01', '2021-11-01', '2021-05-01'],
    ]);
  });

  describe('the advice to the gate', () => {
    const gateAt = async (where: Name) => ({ ...plants[where], gate: await gate(service, plants[where].id) });
    const enforcing = async (where: Name) => {
      const made = await gateAt(where);
      expect((await made.caller.patch(`/gates/${made.gate.id}`, { mode: 'enforce' })).status).toBe(200);
      return made;
    };

    it.each<[string, Name, string, string, string]>([
      ['2.4.2a is broken', 'coking', '2021-05-01', '4', 'hold'],
      ['2.4.2b is broken', 'coking', '2022-01-01', '5', 'hold'],
      ['2.4.2c alone is broken', 'power', '2021-10-01', '5', 'open'],
      ['2.4.2c is broken beside 2.4.2a', 'power', '2021-10-01', '4', 'hold'],
      ['2.4.2c is broken beside 2.4.2b', 'power', '2022-01-01', '5', 'hold'],
      ['2.4.2c alone is broken where the rail line is done', 'rail', '2022-01-01', '4', 'open'],
      ['nothing is broken', 'coking', '2022-01-01', '6', 'open'],
      ['it cannot be decided', 'coking', '2022-01-01', 'X', 'open'],
    ])('in mode enforce, where %s', async (_name, where, day, stage, action) => {
      const at = await enforcing(where);
      const answer = await pass(at, { passedAt: `${day}T00:00:00+08:00`, vehicle: diesel(stage), cargo: coal });
      expect(answer.gateAction).toBe(action);
    });

    it('is always to open in mode advise, and changes with the mode', async () => {
      const at = await gateAt('coking');
      const { id, outcome, gateAction } = await pass(at);
      expect([outcome, gateAction]).toEqual(['violation', 'open']);
      await at.caller.patch(`/gates/${at.gate.id}`, { mode: 'enforce' });
      const { gateAction: now } = (await at.caller.get(`/passages/${id}`)).body as PassageAnswer;
      expect(now).toBe('hold');
      await at.caller.patch(`/gates/${at.gate.id}`, { mode: 'advise' });
      expect((await pass(at)).gateAction).toBe('open');
    });
  });
});
