import { describe, expect, it } from 'vitest';
import { answerableFor, manualKindOn, manualKinds } from '../../../src/domain/policy/manual-kinds.ts';
import { policySet } from '../../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../../src/domain/policy/shipped.ts';
import { fictional } from './fictional.ts';

const [policy] = policySet(shippedPolicies).all;
if (!policy) throw new Error('a policy is shipped');
const kinds = policy.parameter('manualKinds');

describe('violations recorded by hand, as the plan has them', () => {
  it('are what 二（五） says of muck trucks, under its own clause', () => {
    expect(kinds.map(({ kind, clause, effect }) => [kind, clause, effect])).toEqual([
      ['muck_truck_hours', '2.5', 'breach'],
      ['muck_truck_route', '2.5', 'breach'],
      ['muck_truck_spillage', '2.5', 'breach'],
      ['muck_truck_dumping', '2.5', 'breach'],
    ]);
    for (const { citation } of kinds) expect(citation.zh).toContain('严查未按规定时间和路线行驶、沿途抛洒、随意倾倒');
  });

  it('hold from their day on until their last', () => {
    const [first] = kinds;
    if (!first) throw new Error('a kind is shipped');
    expect(manualKindOn(policy, first.kind, '2020-12-31')).toBeUndefined();
    expect(manualKindOn(policy, first.kind, '2021-01-01')).toEqual(first);
    expect(manualKindOn(policy, 'another', '2021-01-01')).toBeUndefined();
  });

  it('name who answers, as rules do', () => {
    expect(answerableFor(policy, 'muck-truck-route')).toContain('市城管局');
    expect(answerableFor(policy, 'heavy-diesel-sale')).toContain('市公安局');
    expect(answerableFor(policy, 'no-such-rule')).toEqual([]);
    expect(answerableFor(undefined, 'muck-truck-route')).toEqual([]);
  });

  it.each([
    ['a kind that judging raises', { kind: 'non_china_vi_access' }],
    ['no clause', { clause: ' ' }],
    ['no citation', { citation: { zh: '' } }],
    ['nobody who answers', { answerable: [] }],
    ['a day that is none', { from: '2021-02-30' }],
    ['a kind that stands twice', {}],
  ])('are refused with %s', (_name, change) => {
    expect(manualKinds.safeParse([...kinds, { ...kinds[0], ...change }]).success).toBe(false);
  });

  it('are another matter in another policy', () => {
    const [later] = policySet([...shippedPolicies, fictional]).all;
    expect(later && manualKindOn(later, 'muck_truck_hours', '2023-05-01')?.kind).toBe('muck_truck_hours');
    expect(later && manualKindOn(later, 'muck_truck_route', '2023-05-01')).toBeUndefined();
  });
});
