import type { Condition } from '../../../src/domain/policy/document.ts';
import { type Policy, policySet } from '../../../src/domain/policy/policy-set.ts';
import { fictional } from './fictional.ts';

export type RuleParts = {
  readonly when?: Condition;
  readonly requires?: Condition;
  readonly unless?: Condition;
  readonly effect?: 'breach' | 'review';
};

/** The invented plan with one rule of these conditions, which judges passages from 2023 on. */
export function policyOf({ when = { all: [] }, requires = { any: [] }, unless, effect = 'breach' }: RuleParts): Policy {
  const [first] = fictional.rules;
  const rule = {
    ...first,
    id: 'rule',
    effect,
    versions: [{ from: '2023-01-01', when, requires, flags: [{ kind: 'non_china_vi_access' }] }],
    ...(unless ? { unless: [{ id: 'exception', cite: '虚构', when: unless }] } : {}),
  };
  const [policy] = policySet([{ ...fictional, rules: [rule] }]).all;
  if (!policy) throw new Error('one document makes one policy');
  return policy;
}
