import { isCountyCode } from '../../domain/codes/county.ts';
import type { DesiredFlag } from '../../domain/enforcement/violation.ts';
import { type Retirement, retirementOn } from '../../domain/fleet/retirement.ts';
import { type SaleJudgement, saleOf, vehicleSold } from '../../domain/fleet/sale.ts';
import { shownOn, type VehicleChange, type VehicleFacts, vehicleOn } from '../../domain/fleet/vehicle.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf, startOfDay } from '../../domain/time.ts';
import type { Writer } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import type { JudgingAt } from '../enforcement/judged-change.ts';
import { raiseFlags } from '../enforcement/raise-flags.ts';
import { knownSeller, listedCounty } from './known-seller.ts';

export type JudgingVehicles = JudgingAt & { readonly policies: PolicySet };

/** What the law says of a vehicle by itself on a day: its sale (2.4.3) and its place in the retirement programme (2.4.4). */
export type VehicleJudgement = {
  readonly today: string;
  /** The policy of today, `yangquan-2021@1`; null where there is none. */
  readonly policy: string | null;
  readonly facts: VehicleFacts;
  /** The vehicle as it was sold. */
  readonly sold: VehicleFacts;
  readonly sale: SaleJudgement | undefined;
  readonly retirement: Retirement;
};

const SALE = 'non_china_vi_sale';
const RETIREMENT = ['china_iii_retirement_due', 'china_iii_retirement_overdue'];
const KINDS: readonly string[] = [SALE, ...RETIREMENT];

/**
 * By verified facts alone, except the plate, by which the vehicle is known. `sellerCounty` is what a dealers' list says of
 * its seller; it counts where the sale's own record does not say where that is.
 */
export function judgementOf(
  changes: readonly VehicleChange[],
  today: string,
  policies: PolicySet,
  sellerCounty: string | null = null,
): VehicleJudgement {
  const { plate, plateColour } = shownOn(changes, today);
  const facts: VehicleFacts = {
    ...vehicleOn(changes, today).verified,
    ...(plate === undefined ? {} : { plate }),
    ...(plateColour === undefined ? {} : { plateColour }),
  };
  const policy = policies.on(today);
  const recorded = vehicleSold(changes, today);
  const { seller } = recorded;
  const sold = seller && sellerCounty ? { ...recorded, seller: { countyCode: sellerCounty, ...seller } } : recorded;
  return {
    today,
    policy: policy?.ref ?? null,
    facts,
    sold,
    sale: saleOf(policies, sold, today),
    retirement: retirementOn(policy, facts, today),
  };
}

/** Judges a vehicle as of today: makes its sale and retirement flags stand or be withdrawn, and keeps its place on the list. */
export async function judgeVehicle(tx: Writer, vehicleId: string, context: JudgingVehicles): Promise<VehicleJudgement> {
  const today = legalDayOf(context.now);
  const changes = await tx.vehicles.changesOf([vehicleId]);
  const seller = await knownSeller(tx, vehicleSold(changes, today).seller, context);
  const judgement = judgementOf(changes, today, context.policies, listedCounty(seller));
  const key = `vehicle:${vehicleId}`;
  const standing = (await tx.violations.ofSubjects([key])).filter((flag) => KINDS.includes(flag.kind));
  const about = {
    subjectKey: key,
    vehicleId,
    plate: judgement.facts.plate ?? null,
    plateColour: judgement.facts.plateColour ?? null,
    emissionStage: judgement.facts.emissionStage ?? null,
  };
  const desired = [
    await saleFlag(tx, judgement, context.policies, about),
    retirementFlag(judgement, standing, context, about),
  ].filter((flag) => flag !== undefined);
  await raiseFlags(tx, standing, desired, context);
  const { place, inferred } = judgement.retirement;
  await tx.vehicles.update(vehicleId, {
    retirement: place === 'retired' || place === null ? place : 'listed',
    retirementCounty: place === null ? null : countyOf(judgement.facts.registeredDivision),
    retirementInferred: place !== null && inferred,
    sellerId: seller?.id ?? null,
    saleOutcome: judgement.sale?.decision.outcome ?? 'not_applicable',
    soldOn: judgement.sold.invoiceOn ?? null,
  });
  return judgement;
}

type About = Pick<DesiredFlag, 'subjectKey' | 'vehicleId' | 'plate' | 'plateColour' | 'emissionStage'>;

/** A breach of the seller, in the seller's county if it is one of ours, else where the vehicle was registered. */
async function saleFlag(
  tx: Writer,
  { sale, sold }: VehicleJudgement,
  policies: PolicySet,
  about: About,
): Promise<DesiredFlag | undefined> {
  const policy = sale && policies.get(sale.policy);
  if (sale?.decision.outcome !== 'violation' || !policy || !sold.invoiceOn) return undefined;
  const { seller, invoiceOn } = sold;
  const organisation = seller?.creditCode ? await tx.organisations.findByCreditCode(seller.creditCode) : undefined;
  return {
    ...about,
    emissionStage: sold.emissionStage ?? null,
    kind: SALE,
    effect: 'breach',
    rule: sale.decision.rule,
    clause: sale.decision.clause,
    alsoRules: [],
    policy: policy.ref,
    occurredAt: startOfDay(invoiceOn),
    legalDay: invoiceOn,
    beforePublication: invoiceOn < policy.publishedOn,
    countyCode: countyOf(seller?.countyCode) ?? countyOf(sold.registeredDivision),
    organisationId: organisation?.id ?? null,
    sellerName: seller?.name ?? null,
    sellerCreditCode: seller?.creditCode ?? null,
    evidence: {
      invoiceOn,
      certificateUploadedOn: sold.certificateUploadedOn ?? null,
      seller: seller ?? null,
      registeredDivision: sold.registeredDivision ?? null,
      inferred: sale.inferred,
    },
    why: { decision: sale.decision, also: [], facts: sale.facts },
  };
}

/** For review. Its day is the one on which the vehicle was first found on the list. */
function retirementFlag(
  { retirement, facts }: VehicleJudgement,
  standing: readonly ViolationRow[],
  { policies, now }: JudgingVehicles,
  about: About,
): DesiredFlag | undefined {
  const { place, decision, inferred, facts: judged } = retirement;
  const today = legalDayOf(now);
  const policy = policies.on(today);
  if (!policy || !decision || (place !== 'due' && place !== 'overdue')) return undefined;
  const kind = `china_iii_retirement_${place}`;
  // Under another law it is found anew: that law says nothing of days before it.
  const known = standing.find((flag) => flag.kind === kind && flag.policy === policy.ref);
  const legalDay = known?.legalDay ?? today;
  return {
    ...about,
    kind,
    effect: 'review',
    rule: decision.rule,
    clause: decision.clause,
    alsoRules: [],
    policy: policy.ref,
    occurredAt: known?.occurredAt ?? startOfDay(today),
    legalDay,
    beforePublication: legalDay < policy.publishedOn,
    countyCode: countyOf(facts.registeredDivision),
    evidence: { registeredDivision: facts.registeredDivision ?? null, inferred },
    why: { decision, also: [], facts: judged },
  };
}

function countyOf(division: string | null | undefined): string | null {
  return division && isCountyCode(division) ? division : null;
}
