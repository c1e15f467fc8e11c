import { EMISSION_STAGES } from '../codes/emission-stage.ts';
import { isOperating } from '../codes/usage.ts';
import { goodsOf } from '../gates/goods.ts';
import { decide, type RuleDecision } from '../policy/kernel.ts';
import type { Policy } from '../policy/policy-set.ts';
import type { Fact, Facts } from '../policy/vocabulary.ts';
import { dieselOf } from './heavy-diesel.ts';
import type { VehicleFacts } from './vehicle.ts';
import { verifiedStageOf } from './verified-stage.ts';

/** Where a vehicle stands in the retirement programme (淘汰), by verified facts alone. Clause 2.4.4. */
export type Retirement = {
  /** `due` or `overdue` on the list, `retired` when scrapped or deregistered from it, null when not on it. */
  readonly place: 'due' | 'overdue' | 'retired' | null;
  readonly decision: RuleDecision | undefined;
  readonly facts: Facts;
  /** The city was told from the plate alone. */
  readonly inferred: boolean;
};

const RETIRED = new Set(['scrapped', 'deregistered']);

/** Judges one vehicle's place on the list on a legal day. A vehicle transferred out leaves it without counting. */
export function retirementOn(policy: Policy | undefined, vehicle: VehicleFacts, day: string): Retirement {
  const facts = retirementFacts(vehicle, policy);
  const decision = judged(policy, day, facts);
  const inferred = facts['vehicle.ofCity']?.origin === 'inferred';
  if (decision?.outcome === 'review')
    return { place: decision.kind === 'china_iii_retirement_overdue' ? 'overdue' : 'due', decision, facts, inferred };
  if (RETIRED.has(vehicle.status ?? '')) {
    const active = judged(policy, day, { ...facts, 'vehicle.active': YES });
    if (active?.outcome === 'review') return { place: 'retired', decision, facts, inferred };
  }
  return { place: null, decision, facts, inferred };
}

/** Why a vehicle that would be listed is not: it was transferred out, or is at home in another city. */
export function offListOn(
  policy: Policy | undefined,
  vehicle: VehicleFacts,
  day: string,
): 'transferred_out' | 'elsewhere' | undefined {
  const facts = retirementFacts(vehicle, policy);
  const listedBut = (one: Facts) => judged(policy, day, { ...facts, ...one })?.outcome === 'review';
  if (vehicle.status === 'transferred_out') return listedBut({ 'vehicle.active': YES }) ? 'transferred_out' : undefined;
  return facts['vehicle.ofCity']?.value === false && listedBut({ 'vehicle.ofCity': YES }) ? 'elsewhere' : undefined;
}

/** Where a vehicle is at home: the first four digits of its division (a prefecture), or the beginning of its plate. */
export function homeOf({ registeredDivision, plate }: VehicleFacts): string | undefined {
  return registeredDivision ? registeredDivision.slice(0, 4) : plate ? plate.slice(0, 2) : undefined;
}

const YES: Fact = { value: true, origin: 'registry' };

/** What every vehicle on the list is on a legal day: due until the deadline, overdue after it; undefined where no rule lists any. */
export function listedPlaceOn(policy: Policy | undefined, day: string): 'due' | 'overdue' | undefined {
  const kind = judged(policy, day, LISTED)?.kind;
  if (kind === undefined) return undefined;
  return kind === 'china_iii_retirement_overdue' ? 'overdue' : 'due';
}

/** The emission stages that the programme asks about on a legal day. */
export function listedStagesOn(policy: Policy | undefined, day: string): string[] {
  return EMISSION_STAGES.filter(
    (value) =>
      judged(policy, day, { ...LISTED, 'vehicle.emissionStage': { value, origin: 'registry' } })?.outcome === 'review',
  );
}

const LISTED: Facts = {
  'vehicle.operating': { value: true, origin: 'registry' },
  'vehicle.diesel': { value: true, origin: 'registry' },
  'vehicle.goods': { value: true, origin: 'registry' },
  'vehicle.emissionStage': { value: '0', origin: 'registry' },
  'vehicle.ofCity': { value: true, origin: 'registry' },
  'vehicle.active': { value: true, origin: 'registry' },
};

function judged(policy: Policy | undefined, day: string, facts: Facts): RuleDecision | undefined {
  return policy && decide(policy, 'vehicle', day, facts)[0];
}

function retirementFacts(vehicle: VehicleFacts, policy: Policy | undefined): Facts {
  const known = (value: boolean | undefined): Fact | undefined =>
    value === undefined ? undefined : { value, origin: 'registry' };
  const stage = verifiedStageOf(vehicle);
  const facts: { [K in keyof Facts]: Facts[K] | undefined } = {
    'vehicle.operating': known(isOperating(vehicle.usage, vehicle.usageCode ?? undefined)),
    'vehicle.diesel': known(dieselOf(vehicle.fuel)),
    'vehicle.goods': goodsOf({
      vehicleType: vehicle.vehicleType ? { value: vehicle.vehicleType, origin: 'registry' } : undefined,
      plate: vehicle.plate ?? '',
      plateColour: vehicle.plateColour ?? null,
      cargoGiven: false,
    }),
    'vehicle.emissionStage': stage ? { value: stage, origin: 'registry' } : undefined,
    'vehicle.ofCity': ofCity(vehicle, policy),
    'vehicle.active': known(vehicle.status === undefined ? undefined : vehicle.status === 'active'),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact));
}

function ofCity(vehicle: VehicleFacts, policy: Policy | undefined): Fact | undefined {
  if (!policy) return undefined;
  if (vehicle.registeredDivision)
    return {
      value: vehicle.registeredDivision.startsWith(policy.parameter('registrationDivisionPrefix')),
      origin: 'registry',
    };
  if (!vehicle.plate) return undefined;
  return { value: vehicle.plate.startsWith(policy.parameter('platePrefix')), origin: 'inferred' };
}
