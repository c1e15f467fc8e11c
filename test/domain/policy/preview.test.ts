import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionsOn, outcomeOf } from '../../../src/domain/gates/judge-visit.ts';
import { asIf, type JudgedOn } from '../../../src/domain/policy/as-if.ts';
import { calledFor, differenceOf, type Verdict } from '../../../src/domain/policy/compare.ts';
import type { PolicyDocument } from '../../../src/domain/policy/document.ts';
import { JUDGES } from '../../../src/domain/policy/document.ts';
import { decide } from '../../../src/domain/policy/kernel.ts';
import { type Policy, policySet } from '../../../src/domain/policy/policy-set.ts';
import { findsSameFacts, previewLimits } from '../../../src/domain/policy/preview-limits.ts';
import { makeTally, NOTHING_COUNTED, type PreviewSummary } from '../../../src/domain/policy/preview-tally.ts';
import type { Facts } from '../../../src/domain/policy/vocabulary.ts';
import { policies } from '../gates/builders.ts';
import { fictional } from './fictional.ts';
import { someDay, someFacts } from './generators.ts';

const BOUNDED = { seed: 20_210_709, numRuns: 300 };
const shipped = policies.on('2021-01-01') as Policy;
const [invented] = policySet([fictional]).all;
if (!invented) throw new Error('one document makes one policy');
const draft: PolicyDocument = invented.document;

const verdict = (policy: Policy | undefined, day: string, facts: Facts): Verdict => {
  const decisions = policy ? decisionsOn(policy, day, facts) : [];
  return { outcome: outcomeOf(decisions, true), flags: calledFor(decisions) };
};

describe('a preview', () => {
  it('finds no difference between the policy in force and a draft that equals it, whatever the facts and days', () => {
    const same = asIf(shipped.document, 'own-day', '2021-01-01');
    fc.assert(
      fc.property(someFacts(), someDay, (facts, day) => {
        const [before, after] = [policies.on(day), same.on(day)].map((policy) => verdict(policy, day, facts));
        expect(before && after && differenceOf(before, after)).toBeUndefined();
        for (const judges of JUDGES) {
          const flags = [policies.on(day), same.on(day)].map((policy) =>
            policy ? calledFor(decide(policy, judges, day, facts)) : [],
          );
          expect(flags[1]).toEqual(flags[0]);
        }
      }),
      BOUNDED,
    );
  });

  it('what the draft newly flags and what it flags no longer change places when the laws do', () => {
    const other = asIf(draft, 'first-day-of-draft', '2022-01-01');
    fc.assert(
      fc.property(someFacts(), someDay, (facts, day) => {
        const [a, b] = [verdict(policies.on(day), day, facts), verdict(other.on(day), day, facts)];
        const [there, back] = [differenceOf(a, b), differenceOf(b, a)];
        expect(back?.newly).toEqual(there?.noLonger);
        expect(back?.noLonger).toEqual(there?.newly);
        expect(back?.changed).toBe(there?.changed);
      }),
      BOUNDED,
    );
  });

  it('counts the same whatever the steps in which it counts, and its parts add up', () => {
    const other = asIf(draft, 'first-day-of-draft', '2022-01-01');
    const things = fc.array(fc.tuple(someFacts(), someDay), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(things, fc.nat(12), (seen, cut) => {
        const compared = seen.map(([facts, day]) => ({
          ...{ what: 'passage' as const, countyCode: '140302', legalDay: day },
          ...{ before: verdict(policies.on(day), day, facts), after: verdict(other.on(day), day, facts) },
        }));
        const counted = (from: PreviewSummary, some: typeof compared): PreviewSummary => {
          const tally = makeTally(from);
          for (const one of some) tally.add(one);
          return tally.summary();
        };
        const whole = counted(NOTHING_COUNTED, compared);
        expect(counted(counted(NOTHING_COUNTED, compared.slice(0, cut)), compared.slice(cut))).toEqual(whole);
        const { total, byKind, byRule, byCounty, byMonth, looked } = whole;
        expect(looked.passage).toBe(seen.length);
        expect(total.after - total.before).toBe(total.newly - total.noLonger);
        for (const group of [byKind, byRule, byCounty, byMonth])
          for (const name of ['before', 'after', 'newly', 'noLonger'] as const)
            expect(Object.values(group).reduce((sum, counts) => sum + counts[name], 0)).toBe(total[name]);
      }),
      { ...BOUNDED, numRuns: 60 },
    );
  });

  const [rule] = draft.rules;
  const [version] = rule?.versions ?? [];
  if (!rule || !version) throw new Error('it has a rule');
  const staged: PolicyDocument = {
    ...draft,
    rules: [
      {
        ...rule,
        id: 'at-once',
        versions: [
          { ...version, from: '2023-01-01', until: '2023-03-01' },
          { ...version, from: '2023-03-01' },
        ],
      },
      { ...rule, id: 'later', versions: [{ ...version, from: '2023-03-01' }] },
      { ...rule, id: 'long-since', versions: [{ ...version, from: '2022-06-01', until: '2023-01-01' }] },
    ],
  };
  const broken: Facts = {
    'plate.readable': { value: true, origin: 'message' },
    'vehicle.goods': { value: true, origin: 'registry' },
    'vehicle.emissionStage': { value: '5', origin: 'registry' },
    'enterprise.industrial': { value: true, origin: 'enterprise_record' },
    'enterprise.annualFreightTonnes': { value: 2_000_000, origin: 'enterprise_record' },
    'enterprise.railLineCompleted': { value: false, origin: 'enterprise_record' },
  };
  it.each<[JudgedOn, string, string[]]>([
    ['first-day-of-draft', '2022-03-01', ['at-once']],
    ['first-day-of-draft', '2022-12-31', ['at-once']],
    ['own-day', '2022-07-01', ['long-since']],
    ['own-day', '2022-05-31', []],
    ['own-day', '2023-04-01', ['at-once', 'later']],
    ['shifted', '2022-03-01', ['at-once']],
    ['shifted', '2022-04-28', ['at-once']],
    ['shifted', '2022-04-29', ['at-once', 'later']],
    ['shifted', '2022-02-28', ['long-since']],
  ])('judged on %s, %s is judged by %j', (judgedOn, day, rules) => {
    const policy = asIf(staged, judgedOn, '2022-03-01').on(day);
    const decided = policy ? decisionsOn(policy, day, broken) : [];
    expect(decided.filter(({ outcome }) => outcome === 'violation').map((one) => one.rule)).toEqual(rules);
  });

  it('says where it is not exact, and of which rules it tells nothing', () => {
    expect(previewLimits(shipped.document, [shipped.document]).map(({ code }) => code)).toEqual([
      'rule_left_out',
      'rule_left_out',
    ]);
    expect(previewLimits(draft, [shipped.document]).map(({ code }) => code)).toContain('pairing_kept');
    const { repeatSeconds } = draft.parameters;
    if (!repeatSeconds) throw new Error('it is needed');
    const longer = { ...draft, parameters: { ...draft.parameters, repeatSeconds: { ...repeatSeconds, value: 900 } } };
    expect(previewLimits(longer, [draft]).map(({ code }) => code)).toEqual(['pairing_kept']);
  });

  it('takes facts as they were found only where the draft would have found the same', () => {
    const { bulkCargoNames } = shipped.document.parameters;
    if (!bulkCargoNames) throw new Error('it is needed');
    expect(findsSameFacts(shipped.document, shipped.document)).toBe(true);
    const names = { ...bulkCargoNames, value: ['煤'] };
    const fewer = { ...shipped.document, parameters: { ...shipped.document.parameters, bulkCargoNames: names } };
    expect(findsSameFacts(fewer, shipped.document)).toBe(false);
    // The rule of overdue vehicles asks for the list that the rule of retirement makes.
    const lenient = {
      ...shipped.document,
      rules: shipped.document.rules.filter(({ id }) => id !== 'china-iii-retirement'),
    };
    expect(findsSameFacts(lenient, shipped.document)).toBe(false);
    const silent = { ...lenient, rules: lenient.rules.filter(({ id }) => id !== 'china-iii-access') };
    expect(findsSameFacts(silent, shipped.document)).toBe(true);
  });
});
