import { ordersBroken } from '../../domain/alerts/judge.ts';
import type { DesiredFlag } from '../../domain/enforcement/violation.ts';
import type { AccessFlag } from '../../domain/gates/access-flag.ts';
import type { Judgement } from '../../domain/gates/judge-visit.ts';
import type { Access, Visit } from '../../domain/gates/visit.ts';
import type { RuleDecision } from '../../domain/policy/kernel.ts';
import type { Policy, PolicySet } from '../../domain/policy/policy-set.ts';
import type { Facts } from '../../domain/policy/vocabulary.ts';
import { orderEvidence } from '../alerts/order-evidence.ts';

type Place = { readonly plate: string; readonly enterpriseId: string; readonly countyCode: string };

/**
 * The flags a judged visit should have standing: its breaches, its review flags and the findings about its data. Where
 * the barrier refused the truck there was no access, and only what was odd about the data stands. Plan-clauses, point 8.
 */
export function accessFlags(
  visit: Visit,
  judgement: Judgement,
  place: Place,
  formerVisitIds: readonly string[],
  gateOf: (readingId: string) => string | null,
  policies: PolicySet,
): DesiredFlag[] {
  if (judgement.flags.length + judgement.findings.length === 0) return [];
  const policy = judgement.policy ? policies.get(judgement.policy) : undefined;
  const access = visit.entry ?? visit.exit;
  if (!policy || !access) return [];
  const refused = access.readings.every((reading) => reading.barrier === 'refused');
  const of: Raising = { visit, access, judgement, policy, place, formerVisitIds, gateId: gateOf(access.id) };
  const passageIds = [visit.entry?.id, visit.exit?.id].filter((id) => id !== undefined);
  const breaches = refused ? [] : judgement.flags;
  return [
    ...breaches.map((flag) =>
      desired(of, {
        kind: flag.kind,
        effect: flag.effect,
        rule: flag.decision.rule,
        clause: flag.decision.clause,
        alsoRules: flag.also.map(({ rule, clause }) => ({ rule, clause })),
        evidence: evidenceOf(flag, passageIds),
        why: whyOf(flag, judgement),
      }),
    ),
    ...judgement.findings.map((finding) =>
      desired(of, {
        kind: finding.kind,
        effect: 'review',
        rule: finding.kind.replaceAll('_', '-'),
        clause: 'data-quality',
        alsoRules: [],
        evidence: { passageIds: [finding.raisedBy], raisedBy: finding.raisedBy },
        why: { finding: finding.kind, facts: finding.facts },
      }),
    ),
  ];
}

type Raising = {
  readonly visit: Visit;
  readonly access: Access;
  readonly judgement: Judgement;
  readonly policy: Policy;
  readonly place: Place;
  readonly formerVisitIds: readonly string[];
  readonly gateId: string | null;
};

type Raised = Pick<DesiredFlag, 'kind' | 'effect' | 'rule' | 'clause' | 'alsoRules' | 'evidence' | 'why'>;

/** Member by member: spread together it takes ten times as long, for every breach. */
function desired(
  { visit, access, judgement, policy, place, formerVisitIds, gateId }: Raising,
  raised: Raised,
): DesiredFlag {
  return {
    kind: raised.kind,
    effect: raised.effect,
    rule: raised.rule,
    clause: raised.clause,
    alsoRules: raised.alsoRules,
    evidence: raised.evidence,
    why: raised.why,
    subjectKey: `access:${visit.id}`,
    formerKeys: formerVisitIds.map((id) => `access:${id}`),
    policy: policy.ref,
    occurredAt: judgement.lawAt,
    legalDay: judgement.legalDay,
    beforePublication: judgement.legalDay < policy.publishedOn,
    countyCode: place.countyCode,
    enterpriseId: place.enterpriseId,
    organisationId: place.enterpriseId,
    gateId,
    vehicleId: judgement.vehicleId,
    plate: place.plate,
    plateColour: access.readings.find((reading) => reading.plateColour)?.plateColour ?? null,
    emissionStage: judgement.emissionStage,
  };
}

function evidenceOf({ decision, also, raisedBy }: AccessFlag, passageIds: readonly string[]): DesiredFlag['evidence'] {
  const broken = [decision, ...also].flatMap(ordersBroken);
  return broken.length === 0 ? { passageIds, raisedBy } : { passageIds, raisedBy, ...orderEvidence(broken) };
}

type Why = { readonly decision: RuleDecision; readonly also: readonly RuleDecision[]; readonly facts: Facts };

const kept = new WeakMap<RuleDecision, { readonly factsText: string; readonly why: Why }>();

/** Why a flag stands: one object for all passages that were decided alike, so that its text is worked out once. */
function whyOf({ decision, also }: AccessFlag, { facts, factsText }: Judgement): Why {
  const last = kept.get(decision);
  const alike = last?.factsText === factsText && last.why.also.length === also.length;
  if (alike && also.every((one, index) => one === last.why.also[index])) return last.why;
  const why = { decision, also, facts };
  kept.set(decision, { factsText, why });
  return why;
}
