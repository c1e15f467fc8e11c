import { decide, type RuleDecision } from '../policy/kernel.ts';
import type { PolicySet } from '../policy/policy-set.ts';
import type { Fact, Facts } from '../policy/vocabulary.ts';
import { heavyDieselOf } from './heavy-diesel.ts';
import { type VehicleChange, type VehicleFacts, vehicleOn } from './vehicle.ts';
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

/**
 * A vehicle as it was sold as new, by verified facts: the sale as recorded by `today`, the vehicle as it stood on the
 * invoice day. It is registered after it was sold, so its division is the first one known from that day on. Invoices of
 * used vehicles never count. Plan-clauses, 2.4.3 and point 9.
 */
export function vehicleSold(recorded: readonly VehicleChange[], today: string): VehicleFacts {
  const changes = withoutUsedInvoices(recorded);
  const { verified } = vehicleOn(changes, today);
  const { invoiceOn, seller, certificateUploadedOn } = verified;
  if (!invoiceOn) return verified;
  const then = vehicleOn(changes, invoiceOn).verified;
  const registeredDivision = firstDivision(changes, invoiceOn, today);
  const told = Object.entries({ ...then, invoiceOn, seller, certificateUploadedOn, registeredDivision });
  return Object.fromEntries(told.filter(([, value]) => value !== undefined));
}

/**
 * What was recorded, less the invoices that are of used vehicles with who sold on them. An invoice's kind is told with it,
 * or afterwards of the last one recorded.
 */
function withoutUsedInvoices(changes: readonly VehicleChange[]): VehicleChange[] {
  const used = new Set<VehicleChange>();
  let last: VehicleChange | undefined;
  for (const change of changes) {
    const { invoiceOn, invoiceKind } = change.facts;
    if (change.source !== 'officer') continue;
    if (invoiceOn !== undefined) last = change;
    if (!last || (invoiceOn === undefined && invoiceKind === undefined)) continue;
    if (invoiceKind === 'used') used.add(last);
    else used.delete(last);
  }
  return changes.map((change) => {
    if (!used.has(change)) return change;
    const { invoiceOn: _day, seller: _seller, ...facts } = change.facts;
    return { ...change, facts };
  });
}

function firstDivision(changes: readonly VehicleChange[], from: string, until: string): string | undefined {
  const days = changes.flatMap(({ effectiveOn }) => effectiveOn ?? []).filter((day) => from < day && day <= until);
  for (const day of [from, ...days.sort()]) {
    const { registeredDivision } = vehicleOn(changes, day).verified;
    if (registeredDivision) return registeredDivision;
  }
  return undefined;
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
