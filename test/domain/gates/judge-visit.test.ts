import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionsOn, judgeVisit, type VisitToJudge } from '../../../src/domain/gates/judge-visit.ts';
import { visitsOf } from '../../../src/domain/gates/visit.ts';
import { decodeFacts, encodeFacts } from '../../../src/domain/policy/fact-codec.ts';
import {
  coal,
  cokingPlant,
  diesel,
  enterprise,
  judged,
  judgedVisit,
  kindsOf,
  PLATE,
  parcels,
  policies,
  powerPlant,
  powerPlantByRoad,
  reading,
  registered,
} from './builders.ts';

describe('a visit is judged by its entry (point 8)', () => {
  const entry = (at: string, stage = '5') => reading(at, { id: 'in', asserted: diesel(stage), cargo: coal });
  const exit = (at: string, stage = '5') =>
    reading(at, { id: 'out', direction: 'out', asserted: diesel(stage), cargo: coal });

  it('a paired exit repeats the outcome of its entry and adds nothing: in on 31 December, out on 1 January', () => {
    const stayed = judgedVisit(
      { rows: cokingPlant },
      [entry('2021-12-31T23:59:59+08:00')],
      [exit('2022-01-01T08:00:00+08:00')],
    );
    expect([stayed.outcome, stayed.legalDay, stayed.flags]).toEqual(['compliant', '2021-12-31', []]);
    const late = judgedVisit(
      { rows: cokingPlant },
      [entry('2022-01-01T00:00:00+08:00')],
      [exit('2022-01-01T08:00:00+08:00')],
    );
    expect([late.outcome, late.legalDay, late.flags.length]).toEqual(['violation', '2022-01-01', 1]);
    expect(late.flags[0]?.raisedBy).toBe('in');
  });

  it('an exit whose entry was missed is judged by its own time', () => {
    const alone = judgedVisit({ rows: cokingPlant }, [], [exit('2022-01-01T00:00:00+08:00')]);
    expect([alone.outcome, alone.legalDay, kindsOf(alone)]).toEqual([
      'violation',
      '2022-01-01',
      ['non_china_vi_access'],
    ]);
    expect(alone.facts['access.entering']).toEqual({ value: false, origin: 'message' });
  });

  it('but never under an order', () => {
    const policy = policies.on('2021-12-01');
    if (!policy) throw new Error('a policy applies');
    const { facts } = judgedVisit({ rows: powerPlant }, [], [exit('2021-12-01T12:00:00+08:00', '6')]);
    const underOrder = {
      ...facts,
      'order.barsVehicle': { value: true, origin: 'record' },
      'order.closedHours': { value: true, origin: 'record' },
      'enterprise.missedCleanTransport': { value: true, origin: 'record' },
    } as const;
    const orders = ['2.4.2d', '3.3'];
    const outcomes = (known: typeof facts) =>
      decisionsOn(policy, '2021-12-01', known).flatMap(({ clause, outcome }) =>
        orders.includes(clause) ? outcome : [],
      );
    expect(outcomes(underOrder)).toEqual(['not_applicable', 'not_applicable']);
    expect(outcomes({ ...underOrder, 'access.entering': { value: true, origin: 'message' } })).toEqual([
      'violation',
      'violation',
    ]);
  });

  it('repeats of a chain that crosses midnight are judged by the first of them', () => {
    const readings = ['23:57:00', '23:59:30'].map((time) => entry(`2021-12-31T${time}+08:00`));
    const crossing = [...readings, entry('2022-01-01T00:03:00+08:00')].map((one, index) => ({
      ...one,
      id: `r${index}`,
    }));
    const visits = visitsOf(crossing, 300_000);
    expect(visits).toHaveLength(1);
    const [visit] = visits;
    if (!visit) throw new Error('there is a visit');
    expect(judgeVisit(policies, { visit, plate: PLATE, holders: [], enterprise: [cokingPlant] })).toMatchObject({
      legalDay: '2021-12-31',
      outcome: 'compliant',
    });
  });

  it('a refused truck keeps the outcome it was judged with', () => {
    expect(
      judged({ at: '2022-01-03T12:00:00+08:00', enterprise: cokingPlant, asserted: diesel('5'), barrier: 'refused' }),
    ).toMatchObject({
      outcome: 'violation',
      hold: true,
    });
  });
});

describe('findings', () => {
  const at = '2021-10-15T12:00:00+08:00';
  const found = (scene: Parameters<typeof judged>[0]) => judged(scene).findings.map(({ kind, facts }) => [kind, facts]);
  it('trap 8: the gate asserts another stage than the register', () => {
    const judgement = judged({
      at,
      enterprise: cokingPlant,
      registry: registered({ emissionStage: '4' }),
      asserted: diesel('6'),
    });
    expect([judgement.outcome, judgement.basis, judgement.emissionStage]).toEqual(['violation', 'verified', '4']);
    expect(judgement.findings).toEqual([
      { kind: 'stage_conflict', raisedBy: expect.any(String), facts: { registered: '4', asserted: '6' } },
    ]);
  });

  it.each<[string, Parameters<typeof judged>[0]]>([
    ['the same stage', { at, registry: registered(), asserted: diesel('5') }],
    ['the gate does not know the stage', { at, registry: registered(), asserted: diesel('X') }],
    [
      'the registered stage is only declared',
      { at, registry: registered({ stageBasis: 'declared' }), asserted: diesel('6') },
    ],
    ['the register contradicts itself', { at, registry: registered({ emissionStage: 'D' }), asserted: diesel('6') }],
    ['a clock one minute ahead', { at, receivedAt: Date.parse(at) - 60_000 }],
    ['a late arrival', { at, receivedAt: Date.parse(at) + 86_400_000 }],
    ['no policy then', { at: '2020-10-15T12:00:00+08:00', registry: registered(), asserted: diesel('6') }],
    ['another colour of plate is not read', { at, registry: registered(), plateColour: 'other' }],
    [
      'coarse green',
      { at, plate: '晋C12345D', registry: registered({ plateColour: 'yellow_green' }), plateColour: 'green' },
    ],
  ])('none: %s', (_, scene) => {
    expect(found(scene)).toEqual([]);
  });

  it.each<[string, Parameters<typeof judged>[0], unknown]>([
    [
      'another VIN',
      { at, registry: registered({ vin: 'LFWSRXSJ3KAD57951' }), asserted: { vin: 'LFWSRXSJ7M1F48985' } },
      ['vin_conflict', { registered: 'LFWSRXSJ3KAD57951', asserted: 'LFWSRXSJ7M1F48985' }],
    ],
    [
      'a blue plate of a large new-energy vehicle',
      { at, plate: '晋C12345D', plateColour: 'blue' },
      ['plate_colour_mismatch', { read: 'blue' }],
    ],
    [
      'registered in another colour',
      { at, registry: registered(), plateColour: 'blue' },
      ['plate_colour_mismatch', { read: 'blue', registered: 'yellow' }],
    ],
    [
      'a clock more than a minute ahead',
      { at, receivedAt: Date.parse(at) - 60_001 },
      ['clock_skew', { aheadMs: 60_001 }],
    ],
    [
      'a clock ahead, plate unreadable',
      { at, plate: '', receivedAt: Date.parse(at) - 60_001 },
      ['clock_skew', { aheadMs: 60_001 }],
    ],
  ])('%s', (_, scene, finding) => {
    expect(found(scene)).toEqual([finding]);
  });

  it('each kind once a visit, by the reading that showed it', () => {
    const conflicting = { asserted: diesel('6') };
    const judgement = judgedVisit(
      { rows: cokingPlant, registry: registered({ emissionStage: '4' }) },
      [reading(at, { id: 'a' }), reading(at, { id: 'b', ...conflicting })],
      [reading('2021-10-15T14:00:00+08:00', { id: 'c', direction: 'out', ...conflicting })],
    );
    expect(judgement.findings.map(({ kind, raisedBy }) => [kind, raisedBy])).toEqual([['stage_conflict', 'b']]);
  });

  it('change neither outcome nor hold', () => {
    const scene = {
      at: '2022-01-03T12:00:00+08:00',
      enterprise: cokingPlant,
      registry: registered({ emissionStage: '6' }),
    };
    const odd = judged({ ...scene, asserted: diesel('4'), receivedAt: 0 });
    expect([odd.outcome, odd.hold, odd.findings.length]).toEqual(['compliant', false, 2]);
  });
});

describe('for any visit', () => {
  const stage = fc.constantFrom('0', '3', '4', '5', '6', 'D', 'X');
  const asserted = fc.option(
    fc.record(
      {
        emissionStage: stage,
        fuel: fc.constantFrom('diesel', 'petrol', 'electric', 'plug_in_hybrid'),
        usage: fc.constantFrom('operating', 'non_operating'),
        vehicleType: fc.constantFrom('H11', 'Q11', 'K33', 'B11'),
        registeredOn: fc.constantFrom('2021-10-15', '2019-01-01'),
      },
      { requiredKeys: [] },
    ),
  );
  const day = fc.constantFrom('2020-12-31', '2021-03-01', '2021-09-30', '2021-10-15', '2021-12-31', '2022-01-01');
  const some = fc
    .record({
      day,
      entry: fc.option(fc.record({ asserted, cargo: fc.constantFrom(null, coal, parcels, { empty: true }) })),
      exit: fc.record({ asserted, cargo: fc.constantFrom(null, coal, parcels, { empty: true }) }),
      colour: fc.constantFrom('yellow', 'blue', 'green', 'other', null),
      plate: fc.constantFrom(PLATE, PLATE, '晋C1234挂', ''),
      registry: fc.option(fc.record({ emissionStage: stage, fuel: fc.constantFrom('diesel', 'electric') })),
      where: fc.constantFrom(cokingPlant, powerPlant, powerPlantByRoad, enterprise({ validFrom: '2021-12-31' })),
    })
    .map(({ day: on, entry, exit, colour, plate, registry, where }): VisitToJudge => {
      const readings = [
        ...(entry ? [reading(`${on}T12:00:00+08:00`, { ...entry, plateColour: colour })] : []),
        reading(`${on}T14:00:00+08:00`, { ...exit, direction: 'out', plateColour: colour }),
      ];
      const [visit] = visitsOf(readings, 300_000);
      if (!visit) throw new Error('there is a visit');
      return { visit, plate, holders: registry ? [registered(registry)] : [], enterprise: [where] };
    });
  const bounded = { seed: 242, numRuns: 500 };

  it('judging is pure: it changes nothing it was given and says the same again', () => {
    fc.assert(
      fc.property(some, (visit) => {
        const before = structuredClone(visit);
        const judgement = judgeVisit(policies, visit);
        expect(visit).toEqual(before);
        expect(judgeVisit(policies, before)).toEqual(judgement);
      }),
      bounded,
    );
  });

  it('the decisions can be given again from what is kept of it', () => {
    fc.assert(
      fc.property(some, (visit) => {
        const { facts, decisions, legalDay, policy } = judgeVisit(policies, visit);
        const kept = encodeFacts(facts);
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(100);
        const again = policy === null ? [] : decisionsOn(policies.get(policy) as never, legalDay, decodeFacts(kept));
        expect(again).toEqual(decisions);
      }),
      bounded,
    );
  });

  it('outcome, hold and flags follow from the decisions alone', () => {
    fc.assert(
      fc.property(some, (visit) => {
        const { outcome, hold, flags, decisions } = judgeVisit(policies, visit);
        const breaches = decisions.filter(({ effect }) => effect === 'breach');
        const broken = breaches.filter((decision) => decision.outcome === 'violation');
        if (visit.plate === '') expect([outcome, hold, flags]).toEqual(['unverified', false, []]);
        else if (broken.length > 0) expect(outcome).toBe('violation');
        else expect(outcome).toBe(breaches.some((one) => one.outcome === 'unverified') ? 'unverified' : 'compliant');
        expect(hold).toBe(broken.some(({ gate }) => gate === 'hold'));
        expect(new Set(flags.map(({ kind }) => kind)).size).toBe(flags.length);
        const raised = flags.flatMap(({ decision, also }) => [decision, ...also].map(({ rule }) => rule));
        const due = decisions.filter((one) => one.outcome === 'violation' || one.outcome === 'review');
        expect(raised.sort()).toEqual(due.map(({ rule }) => rule).sort());
      }),
      bounded,
    );
  });
});
