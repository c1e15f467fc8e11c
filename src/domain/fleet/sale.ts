import { decide, type RuleDecision } from '../policy/kernel.ts';
import type { PolicySet } from '../policy/policy-set.ts';
import type { Fact, Facts } from '../policy/vocabulary.ts';
import { heavyDieselOf } from './heavy-diesel.ts';
import type { VehicleFacts } from './vehicle.ts';
import { verifiedStageOf } from './verified-stage.ts';

/** The sale of a vehicle judged by the law of its invoice day; `policy` is the reference of the policy that judged it. */
export type SaleJudgement = {
  readonly decision: RuleDecision;
  readonly policy: string;
  readonly facts: Facts;
  readonly inferred: boolean;
};

/**
 * Clause 2.4.3 for one vehicle, by verified facts. Without an invoice date nothing is more than `unverified`;
 * undefined where no policy judges sales of that day. `today` picks the policy where there is no invoice date.
 */
export function saleOf(policies: PolicySet, vehicle: VehicleFacts, today: string): SaleJudgement | undefined {
  const day = vehicle.invoiceOn ?? undefined;
  const policy = policies.on(day ?? today);
  if (!policy) return undefined;
  const facts = saleFacts(vehicle, policy.parameter('registrationDivisionPrefix'));
  const decision = decide(policy, 'sale', day, facts)[0];
  if (!decision) return undefined;
  return { decision, policy: policy.ref, facts, inferred: facts['sale.inCity']?.origin === 'inferred' };
}

function saleFacts(vehicle: VehicleFacts, divisionPrefix: string): Facts {
  const stage = verifiedStageOf(vehicle);
  const heavy = heavyDieselOf(vehicle);
  const inCity = soldInCity(vehicle, divisionPrefix);
  return {
    ...(heavy === undefined ? {} : { 'vehicle.heavyDiesel': { value: heavy, origin: 'registry' } }),
    ...(stage === undefined ? {} : { 'vehicle.emissionStage': { value: stage, origin: 'registry' } }),
    ...(inCity ? { 'sale.inCity': inCity } : {}),
    ...(vehicle.invoiceOn ? { 'sale.invoiced': { value: true, origin: 'record' } } : {}),
  };
}

/** By the seller's county, else inferred from where the vehicle is registered. */
function soldInCity(vehicle: VehicleFacts, divisionPrefix: string): Fact | undefined {
  const seller = vehicle.seller?.countyCode;
  if (seller) return { value: seller.startsWith(divisionPrefix), origin: 'record' };
  if (vehicle.registeredDivision)
    return { value: vehicle.registeredDivision.startsWith(divisionPrefix), origin: 'inferred' };
  return undefined;
}
