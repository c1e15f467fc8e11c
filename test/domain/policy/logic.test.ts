import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/domain/policy/document.ts';
import { evaluate } from '../../../src/domain/policy/evaluate.ts';
import { decide } from '../../../src/domain/policy/kernel.ts';
import type { Facts } from '../../../src/domain/policy/vocabulary.ts';
import { policyOf, type RuleParts } from './one-rule.ts';

type Truth = 'yes' | 'no' | 'unknown';
const TRUTHS = ['yes', 'no', 'unknown'] as const;

/** Facts a and b, each true, false or unknown. */
const A = 'vehicle.goods';
const B = 'cargo.bulk';
const a: Condition = { fact: A, is: true };
const b: Condition = { fact: B, is: true };
const facts = (first: Truth, second: Truth = 'no'): Facts => ({
  ...(first === 'unknown' ? {} : { [A]: { value: first === 'yes', origin: 'registry' } }),
  ...(second === 'unknown' ? {} : { [B]: { value: second === 'yes', origin: 'message' } }),
});
const policy = policyOf({});
const truthOf = (condition: Condition, known: Facts) => evaluate(policy, condition, known).node.value;

describe('three-valued logic', () => {
  it.each<[Truth, Truth, Truth, Truth]>([
    // a, b, all, any
    ['yes', 'yes', 'yes', 'yes'],
    ['yes', 'no', 'no', 'yes'],
    ['yes', 'unknown', 'unknown', 'yes'],
    ['no', 'yes', 'no', 'yes'],
    ['no', 'no', 'no', 'no'],
    ['no', 'unknown', 'no', 'unknown'],
    ['unknown', 'yes', 'unknown', 'yes'],
    ['unknown', 'no', 'no', 'unknown'],
    ['unknown', 'unknown', 'unknown', 'unknown'],
  ])('a %s, b %s: all %s, any %s', (first, second, all, any) => {
    const known = facts(first, second);
    expect(truthOf({ all: [a, b] }, known)).toBe(all);
    expect(truthOf({ any: [a, b] }, known)).toBe(any);
    expect(truthOf({ not: { any: [{ not: a }, { not: b }] } }, known)).toBe(all);
  });

  it('not turns yes and no round and leaves unknown', () => {
    expect(TRUTHS.map((truth) => truthOf({ not: a }, facts(truth)))).toEqual(['no', 'yes', 'unknown']);
  });

  it('an empty all is yes, an empty any is no', () => {
    expect([truthOf({ all: [] }, {}), truthOf({ any: [] }, {})]).toEqual(['yes', 'no']);
  });

  it('names as missing only what left it open, once each', () => {
    const missing = (condition: Condition, known: Facts) => evaluate(policy, condition, known).missing;
    expect(missing({ all: [a, b] }, facts('unknown', 'no'))).toEqual([]);
    expect(missing({ all: [a, b] }, facts('unknown', 'yes'))).toEqual([A]);
    expect(missing({ any: [a, b, { all: [a, b] }] }, facts('unknown', 'unknown'))).toEqual([A, B]);
    expect(missing({ not: { all: [a, { not: a }] } }, facts('unknown'))).toEqual([A]);
  });

  it.each<[string, Condition, Truth]>([
    ['6', { fact: 'vehicle.emissionStage', atLeast: 6 }, 'yes'],
    ['5', { fact: 'vehicle.emissionStage', atLeast: 6 }, 'no'],
    ['3', { fact: 'vehicle.emissionStage', atMost: 3 }, 'yes'],
    ['0', { fact: 'vehicle.emissionStage', atMost: 3 }, 'yes'],
    ['D', { fact: 'vehicle.emissionStage', atLeast: 0 }, 'no'],
    ['D', { fact: 'vehicle.emissionStage', atMost: 7 }, 'no'],
    ['D', { fact: 'vehicle.emissionStage', is: 'D' }, 'yes'],
    ['X', { fact: 'vehicle.emissionStage', atLeast: 6 }, 'unknown'],
    ['X', { fact: 'vehicle.emissionStage', is: 'D' }, 'unknown'],
  ])('stage %s under %j is %s', (stage, condition, truth) => {
    expect(truthOf(condition, { 'vehicle.emissionStage': { value: stage, origin: 'registry' } })).toBe(truth);
  });

  it('none on record means none for orders, exemptions and the overdue list', () => {
    for (const fact of [
      'order.barsVehicle',
      'order.closedHours',
      'exemption.granted',
      'retirement.overdueListed',
    ] as const)
      expect(evaluate(policy, { fact, is: true }, {}).node).toMatchObject({
        value: 'no',
        actual: false,
        origin: 'closed_world',
      });
  });

  it('nothing is one of an empty list, known or not', () => {
    expect(truthOf({ fact: 'enterprise.sector', oneOf: [] }, {})).toBe('no');
  });
});

describe('a rule', () => {
  const AT = 'access.entering';
  const c: Condition = { fact: AT, is: true };
  const outcome = (parts: RuleParts, known: Facts, day: string | undefined = '2023-01-01') => {
    const [decision] = decide(policyOf(parts), 'passage', day, known);
    return [decision?.outcome, decision?.missing.join(' ')];
  };
  it.each<[Truth, Truth, string, string]>([
    // when, requires, outcome, missing
    ['no', 'no', 'not_applicable', ''],
    ['no', 'unknown', 'not_applicable', ''],
    ['no', 'yes', 'not_applicable', ''],
    ['yes', 'yes', 'compliant', ''],
    ['unknown', 'yes', 'compliant', ''],
    ['yes', 'no', 'violation', ''],
    ['unknown', 'no', 'unverified', A],
    ['yes', 'unknown', 'unverified', B],
    ['unknown', 'unknown', 'unverified', `${A} ${B}`],
  ])('when %s and required %s: %s', (when, requires, ...expected) => {
    expect(outcome({ when: a, requires: b }, facts(when, requires))).toEqual(expected);
  });

  it.each<[Truth, Truth, string, string]>([
    // when, unless, outcome, missing
    ['yes', 'yes', 'exempt', ''],
    ['yes', 'no', 'violation', ''],
    ['yes', 'unknown', 'unverified', AT],
    ['unknown', 'yes', 'exempt', ''],
    ['unknown', 'unknown', 'unverified', `${A} ${AT}`],
    ['no', 'yes', 'not_applicable', ''],
  ])('when %s and an exemption %s: %s', (when, unless, ...expected) => {
    const known = {
      ...facts(when),
      ...(unless === 'unknown' ? {} : { [AT]: { value: unless === 'yes', origin: 'record' } }),
    };
    expect(outcome({ when: a, unless: c }, known as Facts)).toEqual(expected);
  });

  it('of effect review is for review, never a violation', () => {
    expect(outcome({ effect: 'review' }, {})).toEqual(['review', '']);
  });

  it('without a day is never worse than unverified', () => {
    const [decision] = decide(policyOf({ when: a, requires: b }), 'passage', undefined, facts('yes', 'no'));
    expect([decision?.outcome, decision?.missing]).toEqual(['unverified', ['sale.invoiced']]);
  });

  it('does not apply before its first day', () => {
    expect(outcome({}, {}, '2022-12-31')).toEqual(['not_applicable', '']);
  });
});
