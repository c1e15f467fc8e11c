import { decidedAlike } from '../../domain/gates/decided-alike.ts';
import { decodeFacts } from '../../domain/policy/fact-codec.ts';
import type { RuleDecision } from '../../domain/policy/kernel.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Facts } from '../../domain/policy/vocabulary.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { PassageRow } from '../../store/passages.ts';

export type DecidedUnder = {
  readonly decisions: readonly RuleDecision[];
  readonly facts: Facts;
  readonly policy: string | null;
  readonly legalDay: string;
};

/** The decisions of a stored passage, given again from the facts and the policy kept with it. */
export function decisionsOf(policies: PolicySet, row: Pick<PassageRow, 'policy' | 'facts' | 'lawAt'>): DecidedUnder {
  const legalDay = legalDayOf(row.lawAt);
  const policy = row.policy === null ? undefined : policies.get(row.policy);
  if (!policy) return { decisions: [], facts: decodeFacts(row.facts), legalDay, policy: null };
  const { decisions, facts } = decidedAlike(policy, legalDay, row.facts);
  return { decisions, facts, legalDay, policy: policy.ref };
}

/** What a gate should do: hold only in mode `enforce`, and only for a breach the plan lets a gate stop. */
export function gateAction(mode: string, hold: boolean): 'open' | 'hold' {
  return mode === 'enforce' && hold ? 'hold' : 'open';
}
