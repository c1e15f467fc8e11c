import { describe, expect, it } from 'vitest';
import type { VehicleFacts } from '../../../src/domain/fleet/vehicle.ts';
import { isSuspect } from '../../../src/domain/gates/assertion.ts';
import { knownVehicle } from '../../../src/domain/gates/known-vehicle.ts';
import type { AssertedVehicle, Reading } from '../../../src/domain/gates/passage.ts';
import {
  coal,
  cokingPlant,
  diesel,
  enterprise,
  judged,
  judgedVisit,
  kindsOf,
  policies,
  powerPlant,
  reading,
  registered,
  tractor,
} from './builders.ts';

const at = '2021-10-15T12:00:00+08:00';
const defaults = policies.on('2021-10-15')?.parameter('suspectDefaults');
if (!defaults) throw new Error('a policy applies');

/** Stage with its origin, new-energy with its origin, basis: `5 registry, false registry, verified`. */
function known(verified: Partial<VehicleFacts> | null, asserted: AssertedVehicle, colour: string | null = 'yellow') {
  const { stage, newEnergy, basis } = knownVehicle(
    verified ? { ...tractor, ...verified } : undefined,
    asserted,
    colour,
  );
  const tell = (fact: { value: unknown; origin: string } | undefined) => (fact ? `${fact.value} ${fact.origin}` : '?');
  return [tell(stage), tell(newEnergy), basis].join(', ');
}

describe('each fact by itself: verified, else asserted, else unknown (points 3 and 5)', () => {
  it.each<[string, Partial<VehicleFacts> | null, AssertedVehicle, string | null, string]>([
    ['the register alone', {}, {}, 'yellow', '5 registry, false registry, verified'],
    ['trap 8: the register against the gate', {}, diesel('6'), 'yellow', '5 registry, false registry, verified'],
    ['the gate alone', null, diesel('6'), 'yellow', '6 asserted, false asserted, asserted'],
    ['neither', null, {}, 'yellow', '?, ?, unknown'],
    [
      'a declared stage is nobody’s word but the enterprise’s',
      { stageBasis: 'declared' },
      diesel('6'),
      'yellow',
      '6 asserted, false registry, asserted',
    ],
    ['so is an inferred one', { stageBasis: 'inferred' }, {}, 'yellow', '?, false registry, unknown'],
    ['X on the register', { emissionStage: 'X' }, diesel('6'), 'yellow', '6 asserted, false registry, asserted'],
    ['X from the gate', null, diesel('X'), 'yellow', '?, false asserted, unknown'],
    [
      'the stage from the register, the fuel from the gate',
      { fuel: undefined },
      diesel('6'),
      'yellow',
      '5 registry, false asserted, verified',
    ],
    [
      'D and electric',
      { emissionStage: 'D', fuel: 'electric' },
      {},
      'yellow_green',
      'D registry, true registry, verified',
    ],
    ['D and diesel contradict', { emissionStage: 'D' }, {}, 'yellow', '?, false registry, unknown'],
    [
      'D from the gate, diesel on the register',
      { emissionStage: 'X' },
      { emissionStage: 'D' },
      'yellow',
      '?, false registry, unknown',
    ],
    [
      'D on the register is not undone by a gate that says diesel',
      { emissionStage: 'D', fuel: undefined },
      diesel('5'),
      'yellow',
      'D registry, true registry, verified',
    ],
    [
      'China V on the register is not undone by a gate that says electric',
      { fuel: undefined },
      { fuel: 'electric' },
      'green',
      '5 registry, ?, verified',
    ],
    [
      'D and plug-in hybrid contradict',
      null,
      { emissionStage: 'D', fuel: 'plug_in_hybrid' },
      'green',
      '?, true asserted, unknown',
    ],
    [
      'electric with a China stage contradicts',
      null,
      { emissionStage: '5', fuel: 'electric' },
      'green',
      '?, true asserted, unknown',
    ],
    [
      'hydrogen with a China stage contradicts',
      { emissionStage: '6', fuel: 'hydrogen' },
      {},
      null,
      '?, true registry, unknown',
    ],
    ['plug-in hybrid on the register', { fuel: 'plug_in_hybrid' }, {}, 'yellow', '5 registry, true registry, verified'],
    [
      'plug-in hybrid asserted with a green plate',
      null,
      { emissionStage: '5', fuel: 'plug_in_hybrid' },
      'green',
      '5 asserted, true asserted, asserted',
    ],
    [
      'and a yellow-green one',
      null,
      { emissionStage: '5', fuel: 'plug_in_hybrid' },
      'yellow_green',
      '5 asserted, true asserted, asserted',
    ],
    [
      'asserted with another plate it is not known',
      null,
      { emissionStage: '5', fuel: 'plug_in_hybrid' },
      'yellow',
      '5 asserted, ?, asserted',
    ],
    ['a plain hybrid is not new-energy', { fuel: 'hybrid' }, {}, 'green', '5 registry, false registry, verified'],
    ['D alone is new-energy', null, { emissionStage: 'D' }, 'yellow', 'D asserted, true asserted, asserted'],
    [
      'D with a fuel of another kind',
      null,
      { emissionStage: 'D', fuel: 'other' },
      'yellow',
      'D asserted, true asserted, asserted',
    ],
  ])('%s', (_, verified, asserted, colour, expected) => {
    expect(known(verified, asserted, colour)).toBe(expected);
  });

  it('takes the facts of the day', () => {
    const later = {
      id: 'c2',
      effectiveOn: '2021-11-01',
      source: 'officer' as const,
      facts: { emissionStage: '6' },
      recordedAt: 1,
    };
    const holder = registered({ emissionStage: '4' });
    const registry = { ...holder, changes: [...holder.changes, later] };
    const on = (day: string) => judged({ at: `${day}T12:00:00+08:00`, enterprise: cokingPlant, registry });
    expect([on('2021-10-31').emissionStage, on('2021-11-01').emissionStage]).toEqual(['4', '6']);
    expect([on('2021-10-31').outcome, on('2021-11-01').outcome]).toEqual(['violation', 'compliant']);
  });

  it('does not take an enterprise’s word for the register’s', () => {
    const declared = { id: 'c1', effectiveOn: null, source: 'enterprise' as const, facts: tractor, recordedAt: 0 };
    const registry = { ...registered(), changes: [declared] };
    const judgement = judged({ at, enterprise: cokingPlant, registry });
    expect([judgement.vehicleId, judgement.outcome, judgement.basis]).toEqual(['v1', 'unverified', 'unknown']);
  });
});

describe('which vehicle carried the plate', () => {
  const yellow = registered({ emissionStage: '4' }, { vehicleId: 'yellow' });
  const blue = registered({ emissionStage: '6', plateColour: 'blue' }, { vehicleId: 'blue' });
  const large = registered(
    { emissionStage: 'D', fuel: 'electric', plateColour: 'yellow_green' },
    { vehicleId: 'large' },
  );
  const seen = (registry: Parameters<typeof judged>[0]['registry'], plateColour: string | null) =>
    judged({ at, enterprise: cokingPlant, registry: registry ?? [], plateColour }).vehicleId;
  it.each<[string, string | null, string | null]>([
    ['plate and colour', 'yellow', 'yellow'],
    ['the same text in another colour', 'blue', 'blue'],
    ['a colour nobody has', 'white', null],
    ['no colour, and two carry it', null, null],
    ['as good as no colour', 'other', null],
  ])('%s', (_, colour, vehicle) => {
    expect(seen([yellow, blue], colour)).toBe(vehicle);
  });
  it('the only one that carries it, where no colour was read', () => {
    expect([seen([yellow], null), seen([yellow], 'other'), seen([yellow], 'blue')]).toEqual(['yellow', 'yellow', null]);
  });
  it('by the first colour that tells, of several readings', () => {
    const readings = [reading(at, { id: 'a', plateColour: 'other' }), reading(at, { id: 'b' })];
    expect(judgedVisit({ rows: cokingPlant, registry: [yellow, blue] }, readings).vehicleId).toBe('yellow');
  });
  it('coarse cameras have one green', () => {
    expect(seen([large], 'green')).toBe('large');
  });
  it('on that day', () => {
    const before = { ...yellow, vehicleId: 'before', validUntil: '2021-10-15' };
    const after = { ...yellow, vehicleId: 'after', validFrom: '2021-10-15' };
    expect(seen([before, after], 'yellow')).toBe('after');
    expect(judged({ at: '2021-10-14T23:59:59+08:00', registry: [before, after] }).vehicleId).toBe('before');
  });
});

describe('suspect defaults (point 3)', () => {
  const today = '2021-10-15';
  const petrol = { fuel: 'petrol' };
  const v = { emissionStage: '5' };
  const private_ = { usage: 'non_operating' };
  const fresh = { registeredOn: today };
  it.each<[string, AssertedVehicle, boolean]>([
    ['all four', { ...petrol, ...v, ...private_, ...fresh }, true],
    ['petrol, stage 5, non-operating', { ...petrol, ...v, ...private_ }, true],
    ['petrol, stage 5, registered today', { ...petrol, ...v, ...fresh }, true],
    ['petrol, non-operating, registered today', { ...petrol, ...private_, ...fresh }, true],
    ['stage 5, non-operating, registered today', { ...v, ...private_, ...fresh }, true],
    ['two of them', { ...petrol, ...v }, false],
    ['registered the day before', { ...v, ...private_, registeredOn: '2021-10-14' }, false],
    ['petrol for a heavy lorry', { ...petrol, vehicleType: 'H17' }, true],
    ['petrol for a heavy tractor unit', { ...petrol, vehicleType: 'Q11' }, true],
    ['petrol for a light lorry', { ...petrol, vehicleType: 'H31' }, false],
    ['diesel for a heavy lorry', { fuel: 'diesel', vehicleType: 'H17' }, false],
    ['non-operating by its letter', { ...petrol, ...v, usageCode: 'A' }, true],
    ['operating by its letter', { ...petrol, ...v, usageCode: 'F' }, false],
    ['nothing', {}, false],
  ])('%s', (_, asserted, suspect) => {
    expect(isSuspect(asserted, today, defaults)).toBe(suspect);
  });

  it('petrol for what the register knows as a heavy lorry makes a stage of the gate’s worthless too', () => {
    const registry = registered({ vehicleType: 'H17', stageBasis: 'declared' });
    const judgement = judged({ at, enterprise: cokingPlant, registry, asserted: { ...petrol, emissionStage: '6' } });
    expect([judgement.outcome, judgement.findings.map(({ kind }) => kind)]).toEqual([
      'unverified',
      ['suspect_defaults'],
    ]);
    expect(isSuspect(petrol, today, defaults, 'H31')).toBe(false);
  });

  const nonsense = { ...petrol, ...v, ...private_, ...fresh, vehicleType: 'Q11' };
  it('make all the gate’s vehicle facts unknown, and are found', () => {
    const judgement = judged({ at, enterprise: cokingPlant, asserted: nonsense });
    expect([judgement.outcome, judgement.basis]).toEqual(['unverified', 'unknown']);
    expect(judgement.facts['vehicle.goods']).toEqual({ value: true, origin: 'inferred' });
    expect(judgement.findings).toEqual([
      {
        kind: 'suspect_defaults',
        raisedBy: expect.any(String),
        facts: { fuel: 'petrol', emissionStage: '5', usage: 'non_operating', registeredOn: today, vehicleType: 'Q11' },
      },
    ]);
  });

  it('leave the cargo it gave, what the register says and what another reading says', () => {
    const withCargo = judged({ at, enterprise: cokingPlant, asserted: nonsense, plateColour: 'blue', cargo: coal });
    expect(withCargo.facts['vehicle.goods']).toEqual({ value: true, origin: 'message' });
    expect(judged({ at, enterprise: cokingPlant, asserted: nonsense, registry: registered() }).outcome).toBe(
      'compliant',
    );
    const two = judgedVisit({ rows: cokingPlant }, [
      reading(at, { id: 'a', asserted: nonsense }),
      reading(at, { id: 'b', asserted: diesel('4') }),
    ]);
    expect([two.outcome, two.emissionStage]).toEqual(['violation', '4']);
  });

  it('count the day of the reading, not of the visit', () => {
    const entry = reading('2021-10-14T23:59:00+08:00', {});
    const asserted = { ...petrol, ...v, ...fresh };
    const exit = reading('2021-10-15T00:30:00+08:00', { direction: 'out', asserted });
    expect(judgedVisit({ rows: cokingPlant }, [entry], [exit]).findings.map(({ kind }) => kind)).toEqual([
      'suspect_defaults',
    ]);
  });
});

describe('several readings of one access', () => {
  const asserted = (...all: (AssertedVehicle | null)[]): Reading[] =>
    all.map((one, index) => reading(at, { id: `r${index}`, asserted: one }));
  const stage = (...all: (AssertedVehicle | null)[]) =>
    judgedVisit({ rows: cokingPlant }, asserted(...all)).emissionStage;
  it('give each fact as first told; X tells nothing', () => {
    expect(stage(null, diesel('4'), diesel('6'))).toBe('4');
    expect(stage(diesel('X'), diesel('6'))).toBe('6');
    expect(stage({ fuel: 'diesel' }, { emissionStage: '6' })).toBe('6');
  });
});

describe('a zero-tailpipe vehicle never breaks 2.4.2a–c, nor is it due for retirement (trap 5)', () => {
  const zero: [string, Parameters<typeof judged>[0]][] = ['electric', 'hydrogen'].flatMap((fuel) => [
    [`${fuel}, registered`, { at, registry: registered({ emissionStage: 'D', fuel }) }],
    [`${fuel}, asserted`, { at, asserted: { emissionStage: 'D', fuel, vehicleType: 'Q11' } }],
  ]);
  it.each(zero)('%s', (_, scene) => {
    for (const day of ['2021-06-01', '2021-10-15', '2022-02-01'])
      for (const where of [cokingPlant, powerPlant, enterprise({ sector: 'power', inPlanningArea: true })]) {
        const judgement = judged({ ...scene, at: `${day}T12:00:00+08:00`, enterprise: where, cargo: coal });
        expect([judgement.outcome, kindsOf(judgement)]).toEqual(['compliant', []]);
      }
  });

  it('2.4.2c takes a plug-in hybrid, 2.4.2b asks for the stage', () => {
    const registry = registered({ fuel: 'plug_in_hybrid' });
    const broken = judged({
      at: '2022-02-01T12:00:00+08:00',
      enterprise: enterprise({ sector: 'power', inPlanningArea: true }),
      registry,
      cargo: coal,
    });
    expect(broken.flags.map(({ decision, also }) => [decision.clause, also.length])).toEqual([['2.4.2b', 0]]);
    expect(judged({ at, enterprise: powerPlant, registry, cargo: coal }).outcome).toBe('compliant');
  });
});
