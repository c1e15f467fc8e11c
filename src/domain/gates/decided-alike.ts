import { decodeFacts } from '../policy/fact-codec.ts';
import { decide, type RuleDecision } from '../policy/kernel.ts';
import type { Policy } from '../policy/policy-set.ts';
import type { Facts } from '../policy/vocabulary.ts';

/** Facts and what a policy decided of them; the same objects for all passages that are alike. */
export type DecidedAlike = { readonly facts: Facts; readonly decisions: readonly RuleDecision[] };

const MOST_KEPT = 2_000;
const kept = new WeakMap<Policy, Map<string, DecidedAlike>>();

/**
 * The decisions on a passage from its facts as text (`encodeFacts`). Most trucks of a day at an enterprise differ in nothing
 * but their plates: what was decided of the same facts on the same day is kept and holds for all.
 */
export function decidedAlike(policy: Policy, legalDay: string, text: string): DecidedAlike {
  const ofPolicy = kept.get(policy) ?? new Map<string, DecidedAlike>();
  kept.set(policy, ofPolicy);
  const key = `${legalDay} ${text}`;
  const same = ofPolicy.get(key);
  if (same) return same;
  const facts = decodeFacts(text);
  const decided = decide(policy, 'passage', legalDay, facts);
  const decisions = facts['plate.readable']?.value === false ? decided.map(unreadable) : decided;
  const made = { facts, decisions };
  if (ofPolicy.size >= MOST_KEPT) ofPolicy.clear();
  ofPolicy.set(key, made);
  return made;
}

/** Nobody knows which vehicle it was, so what its gate says of it decides nothing. Plan-clauses, point 2. */
export function unreadable({ kind: _, ...decision }: RuleDecision): RuleDecision {
  if (decision.outcome === 'not_applicable') return decision;
  return { ...decision, outcome: 'unverified', missing: ['plate.readable', ...decision.missing] };
}
