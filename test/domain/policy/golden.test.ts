import { describe, expect, it } from 'vitest';
import type { EnterpriseFacts } from '../../../src/domain/fleet/enterprise.ts';
import type { VehicleFacts } from '../../../src/domain/fleet/vehicle.ts';
import type { Outcome, Reading } from '../../../src/domain/gates/passage.ts';
import { formatInstant, legalDayOf } from '../../../src/domain/time.ts';
import {
  byRule,
  coal,
  cokingPlant,
  diesel,
  enterprise,
  judged,
  kindsOf,
  missingOf,
  parcels,
  powerPlant,
  powerPlantByRoad,
  registered,
} from '../gates/builders.ts';

/** A row: what it says · when · where · the stage the gate asserts of a diesel tractor unit · outcome · the rule it turns on. */
type Row = readonly [string, string, EnterpriseFacts, string | null, Outcome, string | null];

const atGate = ([, at, where, stage]: Row, said: Partial<Reading> = {}) =>
  judged({ at, enterprise: where, asserted: stage === null ? null : diesel(stage), cargo: coal, ...said });

const brokenBy = (row: Row) => {
  const { decisions } = atGate(row);
  return decisions.find(({ outcome }) => outcome === 'violation' || outcome === 'unverified')?.rule ?? null;
};

const A = 'bulk-freight-china-v';
const B = 'bulk-freight-china-vi';
const C = 'planning-area-china-vi';

describe('a legal day begins at 00:00 in Shanghai', () => {
  it.each([
    ['2020-12-31T23:59:59.999+08:00', '2020-12-31T15:59:59.999Z', '2020-12-31'],
    ['2021-01-01T00:00:00.000+08:00', '2020-12-31T16:00:00.000Z', '2021-01-01'],
    ['2021-06-30T23:59:59.999+08:00', '2021-06-30T15:59:59.999Z', '2021-06-30'],
    ['2021-07-01T00:00:00.000+08:00', '2021-06-30T16:00:00.000Z', '2021-07-01'],
    ['2021-09-30T23:59:59.999+08:00', '2021-09-30T15:59:59.999Z', '2021-09-30'],
    ['2021-10-01T00:00:00.000+08:00', '2021-09-30T16:00:00.000Z', '2021-10-01'],
    ['2021-12-31T23:59:59.000+08:00', '2021-12-31T15:59:59.000Z', '2021-12-31'],
    ['2022-01-01T00:00:00.000+08:00', '2021-12-31T16:00:00.000Z', '2022-01-01'],
  ])('%s is %s and falls on %s', (local, utc, day) => {
    expect(Date.parse(utc)).toBe(Date.parse(local));
    expect(legalDayOf(Date.parse(utc))).toBe(day);
    expect(formatInstant(Date.parse(utc))).toBe(local);
  });
});

const ACCESS: readonly Row[] = [
  ['before the plan nothing applies', '2020-12-31T23:59:59+08:00', cokingPlant, '0', 'compliant', null],
  ['the same in UTC', '2020-12-31T15:59:59Z', cokingPlant, '0', 'compliant', null],
  ['2.4.2a from its first instant: China IV', '2021-01-01T00:00:00+08:00', cokingPlant, '4', 'violation', A],
  ['the same in UTC', '2020-12-31T16:00:00Z', cokingPlant, '4', 'violation', A],
  ['2.4.2a: China V is enough in 2021', '2021-01-01T00:00:00+08:00', cokingPlant, '5', 'compliant', null],
  ['2.4.2a: China VI', '2021-03-01T12:00:00+08:00', cokingPlant, '6', 'compliant', null],
  ['2.4.2a: China VII', '2021-03-01T12:00:00+08:00', cokingPlant, '7', 'compliant', null],
  ['2.4.2a: China 0', '2021-03-01T12:00:00+08:00', cokingPlant, '0', 'violation', A],
  ['2.4.2a: stage X', '2021-03-01T12:00:00+08:00', cokingPlant, 'X', 'unverified', A],
  ['2.4.2a: nothing known of the truck', '2021-03-01T12:00:00+08:00', cokingPlant, null, 'unverified', A],
  ['trap 1: China V in July 2021 breaks nothing', '2021-07-15T12:00:00+08:00', cokingPlant, '5', 'compliant', null],
  ['2.4.3 is no gate rule, on its own day', '2021-07-01T00:00:00+08:00', cokingPlant, '5', 'compliant', null],
  ['trap 2: last second of 2021, China V', '2021-12-31T23:59:59+08:00', cokingPlant, '5', 'compliant', null],
  ['the same in UTC', '2021-12-31T15:59:59Z', cokingPlant, '5', 'compliant', null],
  ['trap 2: last second of 2021, China IV', '2021-12-31T23:59:59+08:00', cokingPlant, '4', 'violation', A],
  ['trap 2: first second of 2022, China V', '2022-01-01T00:00:00+08:00', cokingPlant, '5', 'violation', B],
  ['trap 2: still 2021 in UTC', '2021-12-31T16:00:00Z', cokingPlant, '5', 'violation', B],
  ['2.4.2b: China VI', '2022-01-01T00:00:00+08:00', cokingPlant, '6', 'compliant', null],
  ['2.4.2b: stage unknown', '2022-01-01T00:00:00+08:00', cokingPlant, 'X', 'unverified', B],
  ['2.4.2b has no end', '2031-01-01T00:00:00+08:00', cokingPlant, '5', 'violation', B],
  ['2.4.2c: the day before, China V', '2021-09-30T23:59:59+08:00', powerPlant, '5', 'compliant', null],
  ['the same in UTC', '2021-09-30T15:59:59Z', powerPlant, '5', 'compliant', null],
  ['2.4.2c: its day, China V', '2021-10-01T00:00:00+08:00', powerPlant, '5', 'violation', C],
  ['the same in UTC', '2021-09-30T16:00:00Z', powerPlant, '5', 'violation', C],
  ['2.4.2c: its day, China VI', '2021-10-01T00:00:00+08:00', powerPlant, '6', 'compliant', null],
  ['2.4.2c: stage unknown', '2021-10-01T00:00:00+08:00', powerPlant, 'X', 'unverified', C],
  ['2.4.2c has no end', '2031-01-01T00:00:00+08:00', powerPlant, '5', 'violation', C],
  ['trap 3: October 2021, coking plant', '2021-10-15T12:00:00+08:00', cokingPlant, '5', 'compliant', null],
  ['trap 3: October 2021, power plant', '2021-10-15T12:00:00+08:00', powerPlantByRoad, '5', 'violation', C],
  ['2.4.2b before 2.4.2c in policy order', '2022-01-01T00:00:00+08:00', powerPlantByRoad, '5', 'violation', B],
];

describe('access of a diesel goods vehicle with bulk cargo (2.4.2a–c)', () => {
  it.each(ACCESS)('%s: %s', (...row) => {
    const [, at, , , outcome, rule] = row;
    const judgement = atGate(row);
    expect(judgement.outcome).toBe(outcome);
    expect(brokenBy(row)).toBe(rule);
    expect(judgement.legalDay).toBe(legalDayOf(Date.parse(at)));
  });

  it('knows six access rules and decides them in policy order', () => {
    const { decisions, policy } = judged({ at: '2022-01-03T08:15:30+08:00', enterprise: cokingPlant });
    expect(policy).toBe('yangquan-2021@1');
    expect(decisions.map(({ clause, rule }) => [clause, rule])).toEqual([
      ['2.4.2a', A],
      ['2.4.2b', B],
      ['2.4.2c', C],
      ['2.4.2d', 'planning-area-peak-shift'],
      ['3.3', 'alert-graded-transport'],
      ['2.4.4', 'china-iii-access'],
    ]);
    expect(decisions.map(({ outcome }) => outcome).slice(3)).toEqual(Array(3).fill('not_applicable'));
  });
});

describe('which enterprises (2.4.2a–c)', () => {
  const in2022 = '2022-01-03T12:00:00+08:00';
  const of = (facts: Partial<EnterpriseFacts>) => enterprise({ sector: 'power', inPlanningArea: true, ...facts });
  it.each<[string, string, EnterpriseFacts, string[]]>([
    ['exactly 1,500,000 t', in2022, of({ annualFreightTonnes: 1_500_000 }), [B, C]],
    ['one tonne less', in2022, of({ annualFreightTonnes: 1_499_999 }), []],
    ['trap 4: rail line completed on the day', in2022, of({ railLineCompletedOn: '2022-01-03' }), [C]],
    ['rail line completed the day after', in2022, of({ railLineCompletedOn: '2022-01-04' }), [B, C]],
    ['not in the planning area', in2022, of({ inPlanningArea: false }), [B]],
    ['no sector is held similar to power', in2022, of({ sector: 'steel' }), [B]],
    ['logistics is not industrial', in2022, of({ sector: 'logistics' }), []],
    ['construction is not industrial', in2022, of({ sector: 'construction' }), []],
    ['other industry is industrial', in2022, of({ sector: 'other' }), [B]],
  ])('%s', (_, at, where, broken) => {
    const judgement = judged({ at, enterprise: where, asserted: diesel('5'), cargo: coal });
    const violated = judgement.decisions.filter(({ outcome }) => outcome === 'violation');
    expect(violated.map(({ rule }) => rule)).toEqual(broken);
    expect(judgement.outcome).toBe(broken.length > 0 ? 'violation' : 'compliant');
  });

  it('trap 4: finishing the rail line leaves history as it was', () => {
    const rows = [cokingPlant, enterprise({ id: '2', validFrom: '2022-06-01', railLineCompletedOn: '2022-06-01' })];
    const on = (day: string) =>
      judged({ at: `${day}T12:00:00+08:00`, enterprise: rows, asserted: diesel('5') }).outcome;
    expect(on('2022-05-31')).toBe('violation');
    expect(on('2022-06-01')).toBe('compliant');
  });

  it('counts the row with the newest day, and of equal days the one posted last', () => {
    const rows = [
      enterprise({ id: '1' }),
      enterprise({ id: '2', validFrom: '2022-01-03', annualFreightTonnes: 10 }),
      enterprise({ id: '3', validFrom: '2022-01-03' }),
      enterprise({ id: '4', validFrom: '2022-01-04', annualFreightTonnes: 10 }),
    ];
    const on = (day: string) =>
      judged({ at: `${day}T12:00:00+08:00`, enterprise: rows, asserted: diesel('5') }).outcome;
    expect([on('2022-01-02'), on('2022-01-03'), on('2022-01-04')]).toEqual(['violation', 'violation', 'compliant']);
  });
});

describe('unknown is never compliant where it matters, and never a breach (trap 7)', () => {
  const october = '2021-10-15T12:00:00+08:00';
  it('asks only for the cargo of a China V truck at a power plant', () => {
    const judgement = judged({ at: october, enterprise: powerPlantByRoad, asserted: diesel('5') });
    expect(judgement.outcome).toBe('unverified');
    expect(missingOf(judgement)).toEqual(['cargo.bulk']);
    expect(byRule(judgement)).toMatchObject({ [A]: 'compliant', [C]: 'unverified' });
  });

  it('asks only for the stage where all else is known', () => {
    const judgement = judged({
      at: october,
      enterprise: cokingPlant,
      asserted: { vehicleType: 'Q11', fuel: 'diesel' },
    });
    expect([judgement.outcome, judgement.basis]).toEqual(['unverified', 'unknown']);
    expect(missingOf(judgement)).toEqual(['vehicle.emissionStage']);
  });

  it('asks for the fuel too where a new-energy vehicle would do', () => {
    const judgement = judged({ at: october, enterprise: powerPlant, asserted: { vehicleType: 'Q11' }, cargo: coal });
    expect(missingOf(judgement)).toEqual(['vehicle.emissionStage', 'vehicle.newEnergy']);
  });

  it('does not ask for a stage that no rule in force depends on', () => {
    for (const where of [enterprise({ annualFreightTonnes: 10 }), enterprise({ sector: 'logistics' }), powerPlant])
      expect(judged({ at: '2021-03-01T12:00:00+08:00', enterprise: where, asserted: diesel('X') }).outcome).toBe(
        'compliant',
      );
  });

  it('asks for the enterprise before its first row, but not of China VI or zero-tailpipe vehicles', () => {
    const rows = enterprise({ validFrom: '2021-10-16' });
    const on = (emissionStage: string, fuel: string) =>
      judged({ at: october, enterprise: rows, asserted: { emissionStage, fuel, vehicleType: 'Q11' }, cargo: parcels });
    const chinaIv = on('4', 'diesel');
    expect([chinaIv.outcome, missingOf(chinaIv)]).toEqual([
      'unverified',
      ['enterprise.industrial', 'enterprise.annualFreightTonnes', 'enterprise.railLineCompleted'],
    ]);
    expect(on('6', 'diesel').outcome).toBe('compliant');
    expect(on('D', 'electric').outcome).toBe('compliant');
  });

  it('asks for the freight where that alone is unknown', () => {
    const judgement = judged({
      at: october,
      enterprise: enterprise({ annualFreightTonnes: null }),
      asserted: diesel('4'),
    });
    expect(missingOf(judgement)).toEqual(['enterprise.annualFreightTonnes']);
  });

  it('asks nothing where a rule is broken whatever the rest may be', () => {
    const judgement = judged({ at: '2022-01-03T12:00:00+08:00', enterprise: powerPlantByRoad, asserted: diesel('5') });
    expect(judgement.outcome).toBe('violation');
    expect(judgement.flags.map(({ kind, decision, also }) => [kind, decision.rule, also])).toEqual([
      ['non_china_vi_access', B, []],
    ]);
  });

  it('holds a passage without a readable plate for unverified, whatever its gate says', () => {
    const cases = [
      { at: '2022-01-03T12:00:00+08:00', enterprise: cokingPlant, asserted: diesel('4') },
      { at: '2022-01-03T12:00:00+08:00', enterprise: cokingPlant, asserted: diesel('6') },
      { at: '2022-01-03T12:00:00+08:00', enterprise: enterprise({ sector: 'logistics' }), asserted: diesel('6') },
      { at: '2020-01-03T12:00:00+08:00', enterprise: cokingPlant, asserted: diesel('6') },
    ];
    for (const scene of cases) {
      const { outcome, hold, flags } = judged({ ...scene, plate: '' });
      expect({ outcome, hold, flags }).toEqual({ outcome: 'unverified', hold: false, flags: [] });
    }
    const [{ missing } = { missing: [] }] = judged({ ...cases[0]!, plate: '' }).decisions.filter(
      ({ rule }) => rule === B,
    );
    expect(missing).toEqual(['plate.readable']);
  });
});

describe('what a breach does', () => {
  it('flags one kind once: the first rule leads, the others stand beside it', () => {
    const { flags } = judged({
      at: '2022-01-03T12:00:00+08:00',
      enterprise: powerPlantByRoad,
      asserted: diesel('5'),
      cargo: coal,
    });
    expect(flags.map(({ kind, decision, also }) => [kind, decision.clause, also.map(({ clause }) => clause)])).toEqual([
      ['non_china_vi_access', '2.4.2b', ['2.4.2c']],
    ]);
  });

  it('flags two kinds apart: China IV at the power plant in October 2021', () => {
    const judgement = judged({
      at: '2021-10-15T12:00:00+08:00',
      enterprise: powerPlantByRoad,
      asserted: diesel('4'),
      cargo: coal,
    });
    expect(kindsOf(judgement)).toEqual(['below_china_v_access', 'non_china_vi_access']);
  });

  it('holds at the gate, but not where only 2.4.2c is broken', () => {
    const hold = (at: string) => judged({ at, enterprise: powerPlantByRoad, asserted: diesel('5'), cargo: coal }).hold;
    expect(hold('2021-10-15T12:00:00+08:00')).toBe(false);
    expect(hold('2022-01-15T12:00:00+08:00')).toBe(true);
  });

  it('leaves outcome and hold alone where a vehicle is overdue for retirement (2.4.4)', () => {
    const old = registered({ emissionStage: '3', fuel: 'diesel' });
    const where = enterprise({ annualFreightTonnes: 10 });
    const on = (at: string) => judged({ at, enterprise: where, registry: old });
    const before = on('2021-12-31T23:59:59+08:00');
    expect([before.outcome, kindsOf(before)]).toEqual(['compliant', []]);
    const after = on('2021-12-31T16:00:00Z');
    expect([after.outcome, after.hold, kindsOf(after)]).toEqual(['compliant', false, ['china_iii_access']]);
    expect(after.flags[0]?.effect).toBe('review');
  });

  it.each<[string, Partial<VehicleFacts>]>([
    ['not operating by its GA letter (trap 6)', { usageCode: 'L' }],
    ['not operating', { usage: 'non_operating' }],
    ['registered elsewhere', { registeredDivision: '140402' }],
    ['petrol', { fuel: 'petrol' }],
    ['China IV', { emissionStage: '4' }],
    ['no goods vehicle', { vehicleType: 'K33' }],
    ['stage only declared', { stageBasis: 'declared' }],
    ['scrapped, so no longer on the list', { status: 'scrapped' }],
    ['transferred out', { status: 'transferred_out' }],
  ])('an access of a vehicle that is not overdue: %s', (_, facts) => {
    const registry = registered({ emissionStage: '3', ...facts });
    const judgement = judged({
      at: '2022-02-01T12:00:00+08:00',
      enterprise: enterprise({ annualFreightTonnes: 10 }),
      registry,
    });
    expect(kindsOf(judgement)).toEqual([]);
  });
});
