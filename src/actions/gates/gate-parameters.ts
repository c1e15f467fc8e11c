import type { Policy, PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';

/** The policy by which the registry's own lists go at an instant; before the first policy, the first. */
export function policyAt(policies: PolicySet, at: number): Policy {
  const policy = policies.on(legalDayOf(at)) ?? policies.all.at(-1);
  if (!policy) throw new Error('the registry has no policy');
  return policy;
}
