import type { DesiredFlag } from '../../domain/enforcement/violation.ts';
import {
  type GateDay,
  judgeTransmission as judge,
  LOW_TRANSMISSION,
  transmissionOf,
} from '../../domain/gates/transmission.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { DAY_MS, legalDayOf, startOfDay } from '../../domain/time.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { raiseFlags } from '../enforcement/raise-flags.ts';

export const transmissionKey = (enterpriseId: string, day: string): string => `transmission:${enterpriseId}:${day}`;

/**
 * Judges the transmission rate of an enterprise on a day by the law of that day, over the gates that declared a count.
 * A day that is not over is not judged. What was low is withdrawn when late passages, or a corrected count, lift it.
 */
export async function judgeTransmission(
  tx: Writer,
  enterpriseId: string,
  day: string,
  context: { readonly policies: PolicySet; readonly now: number; readonly newId: () => string },
): Promise<void> {
  if (!isFinal(day, context.now)) return;
  const subjectKey = transmissionKey(enterpriseId, day);
  const standing = await tx.violations.ofSubjects([subjectKey]);
  const counts = await tx.gateCounts.ofEnterprise(enterpriseId, day);
  const [first] = counts;
  const policy = context.policies.on(day);
  const desired: DesiredFlag[] = [];
  if (first && policy) {
    const gates = await gateDays(tx, enterpriseId, day, counts);
    const rate = transmissionOf(gates);
    const { decision, facts } = judge(policy, day, rate);
    if (decision)
      desired.push({
        kind: LOW_TRANSMISSION,
        subjectKey,
        effect: decision.effect,
        rule: decision.rule,
        clause: decision.clause,
        alsoRules: [],
        policy: policy.ref,
        occurredAt: startOfDay(day),
        legalDay: day,
        beforePublication: day < policy.publishedOn,
        countyCode: first.countyCode,
        enterpriseId,
        organisationId: enterpriseId,
        evidence: { day, ...rate, gates },
        why: { decision, also: [], facts },
      });
  }
  await raiseFlags(tx, standing, desired, context);
}

/** Whether a day is over, so that its numbers can be judged. */
export const isFinal = (day: string, now: number): boolean => day < legalDayOf(now);

/** What each of these gates declared for a day and what is stored of it. */
export async function gateDays(
  reader: Pick<Reader, 'connectivity'>,
  enterpriseId: string,
  day: string,
  counts: readonly { readonly gateId: string; readonly passages: number }[],
): Promise<GateDay[]> {
  const from = startOfDay(day);
  const received = await reader.connectivity.received(enterpriseId, from, from + DAY_MS);
  return counts.map(({ gateId, passages }) => ({ gateId, declared: passages, received: received.get(gateId) ?? 0 }));
}
