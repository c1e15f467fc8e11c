import type { EnterpriseFacts } from '../../../src/domain/fleet/enterprise.ts';
import type { VehicleFacts } from '../../../src/domain/fleet/vehicle.ts';
import { type Judgement, judgeVisit, type PlateHolder } from '../../../src/domain/gates/judge-visit.ts';
import type { Reading } from '../../../src/domain/gates/passage.ts';
import type { Visit } from '../../../src/domain/gates/visit.ts';
import { policySet } from '../../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../../src/domain/policy/shipped.ts';

export const policies = policySet(shippedPolicies);
export const PLATE = '晋C12345';

/** A reading, `at` in RFC 3339; a yellow plate going in, nothing said of vehicle or cargo. */
export function reading(at: string, said: Partial<Reading> = {}): Reading {
  const passedAt = Date.parse(at);
  return {
    id: `r ${at} ${said.direction ?? 'in'}`,
    direction: 'in',
    passedAt,
    receivedAt: passedAt + 1000,
    plateColour: 'yellow',
    asserted: null,
    cargo: null,
    barrier: null,
    ...said,
  };
}

/** A row of enterprise facts that holds from the first day of the plan. */
export function enterprise(facts: Partial<EnterpriseFacts>): EnterpriseFacts {
  return {
    id: '1',
    validFrom: '2021-01-01',
    sector: 'coking',
    inPlanningArea: false,
    annualFreightTonnes: 1_800_000,
    railLineCompletedOn: null,
    keyVehicleUser: true,
    performanceGrade: null,
    ...facts,
  };
}

/** At least 1.5 Mt, no rail line, outside the planning area. */
export const cokingPlant = enterprise({});
/** At least 1.5 Mt in the planning area; its rail line is long done, so that only 2.4.2c asks anything of it. */
export const powerPlant = enterprise({ sector: 'power', inPlanningArea: true, railLineCompletedOn: '2020-11-30' });
/** The same without a rail line: 2.4.2a, b and c. */
export const powerPlantByRoad = enterprise({ sector: 'power', inPlanningArea: true });

/** Officers' word on an operating diesel tractor unit of the city, by its environmental list. */
export const tractor: VehicleFacts = {
  plate: PLATE,
  plateColour: 'yellow',
  fuel: 'diesel',
  emissionStage: '5',
  stageBasis: 'vehicle_list',
  usage: 'operating',
  vehicleType: 'Q11',
  registeredDivision: '140302',
  status: 'active',
};

/** A vehicle on the register with these facts, always so. */
export function registered(facts: Partial<VehicleFacts> = {}, holder: Partial<PlateHolder> = {}): PlateHolder {
  const all = { ...tractor, ...facts };
  return {
    vehicleId: 'v1',
    plateColour: all.plateColour ?? 'yellow',
    validFrom: null,
    validUntil: null,
    changes: [{ id: 'c1', effectiveOn: null, source: 'officer', facts: all, recordedAt: 0 }],
    ...holder,
  };
}

export const diesel = (emissionStage: string) => ({ fuel: 'diesel', emissionStage, vehicleType: 'Q11' });
export const coal = { name: '煤炭', bulk: true };
export const parcels = { name: '百货', bulk: false };

export type Scene = {
  readonly at: string;
  readonly enterprise?: EnterpriseFacts | readonly EnterpriseFacts[];
  readonly registry?: PlateHolder | readonly PlateHolder[];
  readonly plate?: string;
} & Partial<Reading>;

/** Judges one reading as a visit of its own. */
export function judged({ at, enterprise: rows = [], registry = [], plate = PLATE, ...said }: Scene): Judgement {
  return judgedVisit({ plate, rows, registry }, [reading(at, said)]);
}

/** Judges an entry and, where given, its exit. */
export function judgedVisit(
  { plate = PLATE, rows, registry = [] }: { plate?: string; rows: Scene['enterprise']; registry?: Scene['registry'] },
  entry: readonly Reading[],
  exit: readonly Reading[] = [],
): Judgement {
  return judgeVisit(policies, {
    visit: visitOf([...entry, ...exit]),
    plate,
    holders: [registry].flat(),
    enterprise: [rows ?? []].flat(),
  });
}

function visitOf(readings: readonly Reading[]): Visit {
  const access = (direction: 'in' | 'out') => {
    const of = readings.filter((one) => one.direction === direction);
    return of[0] && { id: of[0].id, direction, startedAt: of[0].passedAt, readings: of };
  };
  const entry = access('in');
  const exit = access('out');
  return { id: entry?.id ?? exit?.id ?? '', ...(entry ? { entry } : {}), ...(exit ? { exit } : {}) };
}

/** Outcome of each passage rule, in policy order, by id. */
export const byRule = (judgement: Judgement) =>
  Object.fromEntries(judgement.decisions.map(({ rule, outcome }) => [rule, outcome]));

/** The facts that left any decision open. */
export const missingOf = (judgement: Judgement) => [...new Set(judgement.decisions.flatMap(({ missing }) => missing))];

export const kindsOf = (judgement: Judgement) => judgement.flags.map(({ kind }) => kind);
