import { type AlertKnowledge, type UnderOrders, underOrders, withOrders } from '../alerts/judge.ts';
import { type EnterpriseFacts, enterpriseOn } from '../fleet/enterprise.ts';
import { encodeFacts } from '../policy/fact-codec.ts';
import { decide, type RuleDecision } from '../policy/kernel.ts';
import type { Policy, PolicySet } from '../policy/policy-set.ts';
import type { Facts } from '../policy/vocabulary.ts';
import { legalDayOf } from '../time.ts';
import { type AccessFacts, accessFacts } from './access-facts.ts';
import { type AccessFlag, flagsOf } from './access-flag.ts';
import { decidedAlike, unreadable } from './decided-alike.ts';
import { type Finding, findingsOf } from './findings.ts';
import { orderFacts } from './order-facts.ts';
import type { Basis, Outcome } from './passage.ts';
import type { PlateHolder } from './plate-holder.ts';
import type { Visit } from './visit.ts';

export type { PlateHolder } from './plate-holder.ts';

export type VisitToJudge = {
  readonly visit: Visit;
  /** Normalised; empty where none was read. */
  readonly plate: string;
  readonly holders: readonly PlateHolder[];
  readonly enterprise: readonly EnterpriseFacts[];
  /** Where it is, and what is known of orders there; absent: no order is. */
  readonly alerts?: AlertKnowledge & { readonly countyCode: string; readonly enterpriseId: string };
};

export type Judgement = {
  readonly lawAt: number;
  readonly legalDay: string;
  /** `yangquan-2021@1`, or null where no policy applies to the day. */
  readonly policy: string | null;
  readonly outcome: Outcome;
  readonly basis: Basis;
  /** Whether a gate that enforces should hold the vehicle. */
  readonly hold: boolean;
  readonly facts: Facts;
  /** The facts as a passage keeps them. */
  readonly factsText: string;
  readonly decisions: readonly RuleDecision[];
  readonly flags: readonly AccessFlag[];
  readonly findings: readonly Finding[];
  readonly vehicleId: string | null;
  readonly emissionStage: string | null;
};

/** Judges a visit by the law of the day of its entry, or of its exit where no entry is known. Plan-clauses, points 1–8. */
export function judgeVisit(policies: PolicySet, toJudge: VisitToJudge): Judgement {
  const { visit, plate } = toJudge;
  const access = visit.entry ?? visit.exit;
  if (!access) throw new Error('a visit has an entry or an exit');
  const lawAt = access.startedAt;
  const legalDay = legalDayOf(lawAt);
  const policy = policies.on(legalDay);
  const known = accessFacts(policy, toJudge, legalDay);
  const { settledBy, vehicle, vehicleId } = known;
  const orders = policy && ordersOver(policy, toJudge, known, lawAt);
  const facts = orders ? { ...known.facts, ...orders.facts } : known.facts;
  const factsText = encodeFacts(facts);
  const decisions = !policy
    ? []
    : orders
      ? decisionsOn(policy, legalDay, facts, orders)
      : decidedAlike(policy, legalDay, factsText).decisions;
  const atEntry = policy && settledBy ? decisionsOn(policy, legalDay, withoutCargo(facts)) : decisions;
  return {
    lawAt,
    legalDay,
    policy: policy?.ref ?? null,
    outcome: outcomeOf(decisions, plate !== ''),
    basis: vehicle.basis,
    hold: decisions.some((decision) => decision.outcome === 'violation' && decision.gate === 'hold'),
    facts,
    factsText,
    decisions,
    flags: flagsOf(decisions, atEntry, access.id, settledBy?.id ?? access.id),
    findings: policy ? findingsOf(known, plate, policy.parameter('clockSkewSeconds') * 1000) : [],
    vehicleId,
    emissionStage: vehicle.stage?.value ?? null,
  };
}

/** What the orders in force make of an entry; leaving is never barred, nor an exit whose entry nobody saw. Point 10. */
function ordersOver(
  policy: Policy,
  { visit, plate, enterprise, alerts }: VisitToJudge,
  known: AccessFacts,
  at: number,
): UnderOrders | undefined {
  if (!visit.entry || !alerts || alerts.revisions.length === 0) return undefined;
  const { countyCode, enterpriseId } = alerts;
  const { vehicleId, plateColour } = known;
  const met = { at, countyCode, enterpriseId, vehicleId, plateColour, ...(plate === '' ? {} : { plate }) };
  const facts = { ...known.facts, ...orderFacts(known, enterpriseOn(enterprise, legalDayOf(at))) };
  return underOrders(policy, alerts, met, 'vehicle', facts);
}

/**
 * The decisions on a passage from its facts: pure, so they can be given again from the facts stored with it. `orders` are
 * told with those that turn on them, and decide nothing.
 */
export function decisionsOn(
  policy: Policy,
  legalDay: string,
  facts: Facts,
  orders?: Pick<UnderOrders, 'barring' | 'closing'>,
): readonly RuleDecision[] {
  const decided = decide(policy, 'passage', legalDay, facts);
  const decisions = orders ? withOrders(policy, decided, orders) : decided;
  return facts['plate.readable']?.value === false ? decisions.map(unreadable) : decisions;
}

/** The outcome of a passage from its decisions. Plan-clauses, point 2 of judging. */
export function outcomeOf(decisions: readonly RuleDecision[], readable: boolean): Outcome {
  if (!readable) return 'unverified';
  const breaches = decisions.filter((decision) => decision.effect === 'breach').map((decision) => decision.outcome);
  if (breaches.includes('violation')) return 'violation';
  if (breaches.includes('unverified')) return 'unverified';
  return breaches.includes('exempt') ? 'exempt' : 'compliant';
}

function withoutCargo({ 'cargo.bulk': _, ...facts }: Facts): Facts {
  return facts;
}
