import { ordersBroken } from '../../domain/alerts/judge.ts';
import type { DesiredFlag } from '../../domain/enforcement/violation.ts';
import type { Judgement } from '../../domain/gates/judge-visit.ts';
import type { Visit } from '../../domain/gates/visit.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
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
  const common = {
    subjectKey: `access:${visit.id}`,
    formerKeys: formerVisitIds.map((id) => `access:${id}`),
    policy: policy.ref,
    occurredAt: judgement.lawAt,
    legalDay: judgement.legalDay,
    beforePublication: judgement.legalDay < policy.publishedOn,
    countyCode: place.countyCode,
    enterpriseId: place.enterpriseId,
    organisationId: place.enterpriseId,
    gateId: gateOf(access.id),
    vehicleId: judgement.vehicleId,
    plate: place.plate,
    plateColour: access.readings.find((reading) => reading.plateColour)?.plateColour ?? null,
    emissionStage: judgement.emissionStage,
  };
  const passageIds = [visit.entry?.id, visit.exit?.id].filter((id) => id !== undefined);
  return [
    ...(refused ? [] : judgement.flags).map((flag) => ({
      ...common,
      kind: flag.kind,
      effect: flag.effect,
      rule: flag.decision.rule,
      clause: flag.decision.clause,
      alsoRules: flag.also.map(({ rule, clause }) => ({ rule, clause })),
      evidence: {
        passageIds,
        raisedBy: flag.raisedBy,
        ...orderEvidence([flag.decision, ...flag.also].flatMap(ordersBroken)),
      },
      why: { decision: flag.decision, also: flag.also, facts: judgement.facts },
    })),
    ...judgement.findings.map((finding) => ({
      ...common,
      kind: finding.kind,
      effect: 'review' as const,
      rule: finding.kind.replaceAll('_', '-'),
      clause: 'data-quality',
      alsoRules: [],
      evidence: { passageIds: [finding.raisedBy], raisedBy: finding.raisedBy },
      why: { finding: finding.kind, facts: finding.facts },
    })),
  ];
}
