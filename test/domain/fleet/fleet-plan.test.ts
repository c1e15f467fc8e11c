import { describe, expect, it } from 'vitest';
import type { EnterpriseFacts } from '../../../src/domain/fleet/enterprise.ts';
import { fallsOut, fleetPlan, type PlannedFor } from '../../../src/domain/fleet/fleet-plan.ts';
import type { VehicleFacts } from '../../../src/domain/fleet/vehicle.ts';
import type { PolicyDocument } from '../../../src/domain/policy/document.ts';
import { policySet } from '../../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../../src/domain/policy/shipped.ts';

const shipped = shippedPolicies[0] as PolicyDocument;
const policies = policySet(shippedPolicies);

/** A China V lorry of the city. */
const lorry: VehicleFacts = {
  ...{ plate: '晋C12345', plateColour: 'yellow', fuel: 'diesel', emissionStage: '5', stageBasis: 'vehicle_list' },
  ...{ usage: 'operating', vehicleType: 'H11', registeredDivision: '140302', status: 'active' },
};
/** A coking plant of bulk freight without a rail line. */
const plant: EnterpriseFacts = {
  ...{ id: 'p', validFrom: '2021-01-01', sector: 'coking', inPlanningArea: true, annualFreightTonnes: 2_000_000 },
  ...{ railLineCompletedOn: null, keyVehicleUser: true, performanceGrade: null },
};
const fact = (
  facts: VehicleFacts,
  effectiveOn: string | null = null,
  source: 'officer' | 'enterprise' = 'officer',
) => ({
  ...{ id: `${effectiveOn}`, effectiveOn, source, facts, recordedAt: 0 },
});
type Case = {
  readonly vehicle?: VehicleFacts;
  readonly changes?: PlannedFor['changes'];
  readonly enterprise?: readonly EnterpriseFacts[] | null;
  readonly bulk?: boolean;
  readonly today?: string;
  readonly law?: typeof policies;
};
const plan = ({ vehicle = {}, changes, enterprise = [plant], bulk, today = '2021-06-01', law = policies }: Case) =>
  fleetPlan(law, { changes: changes ?? [fact({ ...lorry, ...vehicle })], enterprise, bulk }, today);
const told = (one: Case) =>
  plan(one).map(({ from, until, decision: { clause, outcome } }) => [clause, outcome, from, until]);

describe('the plan of a vehicle', () => {
  it.each<[string, Case, unknown[][]]>([
    ['China V at a coking plant: from 2022', { bulk: true }, [['2.4.2b', 'violation', '2022-01-01', null]]],
    [
      'China IV there: in 2021 under one rule, from 2022 under the next',
      { vehicle: { emissionStage: '4' }, bulk: true },
      [
        ['2.4.2a', 'violation', '2021-01-01', '2022-01-01'],
        ['2.4.2b', 'violation', '2022-01-01', null],
      ],
    ],
    ['China VI', { vehicle: { emissionStage: '6' }, bulk: true }, []],
    ['electric', { vehicle: { emissionStage: 'D', fuel: 'electric' }, bulk: true }, []],
    ['an enterprise of less freight', { enterprise: [{ ...plant, annualFreightTonnes: 1_499_999 }], bulk: true }, []],
    [
      'until the rail line is completed',
      { enterprise: [{ ...plant, railLineCompletedOn: '2022-04-01' }], bulk: true },
      [['2.4.2b', 'violation', '2022-01-01', '2022-04-01']],
    ],
    [
      'from the day its freight reaches the threshold',
      {
        enterprise: [
          { ...plant, annualFreightTonnes: 1 },
          { ...plant, id: 'q', validFrom: '2022-03-15' },
        ],
        bulk: true,
      },
      [['2.4.2b', 'violation', '2022-03-15', null]],
    ],
    [
      'bulk goods at a power plant in the planning area: already from October 2021',
      { enterprise: [{ ...plant, sector: 'power' }], bulk: true },
      [
        ['2.4.2c', 'violation', '2021-10-01', null],
        ['2.4.2b', 'violation', '2022-01-01', null],
      ],
    ],
    [
      'where the cargo is not known, neither is that rule',
      { enterprise: [{ ...plant, sector: 'power' }] },
      [
        ['2.4.2c', 'unverified', '2021-10-01', null],
        ['2.4.2b', 'violation', '2022-01-01', null],
      ],
    ],
    [
      'no bulk goods there',
      { enterprise: [{ ...plant, sector: 'power' }], bulk: false },
      [['2.4.2b', 'violation', '2022-01-01', null]],
    ],
    [
      'an unknown stage is decided by nobody',
      { vehicle: { emissionStage: 'X' }, bulk: true, enterprise: [plant] },
      [
        ['2.4.2a', 'unverified', '2021-01-01', '2022-01-01'],
        ['2.4.4', 'unverified', '2021-01-01', null],
        ['2.4.2b', 'unverified', '2022-01-01', null],
      ],
    ],
    [
      'China III of the city: due, then overdue',
      { vehicle: { emissionStage: '3' }, enterprise: null },
      [
        ['2.4.4', 'review', '2021-01-01', '2022-01-01'],
        ['2.4.4', 'review', '2022-01-01', null],
      ],
    ],
    [
      'China III of another city',
      { vehicle: { emissionStage: '3', registeredDivision: '130102' }, enterprise: null },
      [],
    ],
    [
      'what ended by today is left out',
      { vehicle: { emissionStage: '4' }, bulk: true, today: '2022-01-01' },
      [['2.4.2b', 'violation', '2022-01-01', null]],
    ],
    [
      'its last day is not over yet',
      { vehicle: { emissionStage: '4' }, bulk: true, today: '2021-12-31' },
      [
        ['2.4.2a', 'violation', '2021-01-01', '2022-01-01'],
        ['2.4.2b', 'violation', '2022-01-01', null],
      ],
    ],
    [
      'from the day its stage was changed',
      { changes: [fact(lorry), fact({ emissionStage: '6' }, '2022-02-01')], bulk: true },
      [['2.4.2b', 'violation', '2022-01-01', '2022-02-01']],
    ],
  ])('%s', (_name, one, spans) => {
    expect(told(one)).toEqual(spans);
  });

  it('what was only declared stands for what a gate would say', () => {
    const changes = [fact({ ...lorry, stageBasis: 'declared' }, null, 'enterprise')];
    const [retirement, access] = plan({ changes, bulk: true });
    expect(access?.facts['vehicle.emissionStage']).toEqual({ value: '5', origin: 'asserted' });
    expect(access).toMatchObject({ from: '2022-01-01', decision: { clause: '2.4.2b', outcome: 'violation' } });
    // The list is made of verified facts alone.
    expect(retirement?.decision).toMatchObject({ clause: '2.4.4', missing: ['vehicle.emissionStage'] });
  });

  it('falls out at the first breach or with its retirement overdue, not while it is due', () => {
    expect(fallsOut(plan({ vehicle: { emissionStage: '3' }, enterprise: null }))?.from).toBe('2022-01-01');
    expect(fallsOut(plan({ vehicle: { emissionStage: '4' }, bulk: true }))?.from).toBe('2021-01-01');
    expect(fallsOut(plan({ vehicle: { emissionStage: '6' }, bulk: true }))).toBeUndefined();
    expect(fallsOut(plan({ vehicle: { emissionStage: 'X' }, bulk: true }))).toBeUndefined();
  });

  it('a policy to come bites from its own first day, and what goes on under it is one span', () => {
    const strict = structuredClone<{ -readonly [K in keyof PolicyDocument]: PolicyDocument[K] }>(shipped);
    strict.id = 'fictional-2023';
    strict.from = '2023-01-01';
    const rules = JSON.parse(
      JSON.stringify(strict.rules).replaceAll(
        '"vehicle.emissionStage","atMost":3',
        '"vehicle.emissionStage","atMost":4',
      ),
    ) as PolicyDocument['rules'];
    strict.rules = rules;
    const law = policySet([shipped, strict]);
    const four: Case = { vehicle: { emissionStage: '4' }, enterprise: null, today: '2022-06-01' };
    expect(told(four)).toEqual([]);
    expect(told({ ...four, law })).toEqual([['2.4.4', 'review', '2023-01-01', null]]);
    expect(plan({ ...four, law })[0]?.policy).toBe('fictional-2023@1');
    expect(told({ bulk: true, law, today: '2022-06-01' })).toEqual([['2.4.2b', 'violation', '2022-01-01', null]]);
  });
});
