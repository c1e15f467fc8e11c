import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JUDGES, type PolicyDocument } from '../../../src/domain/policy/document.ts';
import { decide, type RuleDecision } from '../../../src/domain/policy/kernel.ts';
import { type Policy, policySet } from '../../../src/domain/policy/policy-set.ts';
import { type FactName, type Facts, isFactName, VOCABULARY } from '../../../src/domain/policy/vocabulary.ts';
import { addDays } from '../../../src/domain/time.ts';
import { policies } from '../gates/builders.ts';
import { someDay, someFacts, valuesOf } from './generators.ts';

const BOUNDED = { seed: 20_210_709, numRuns: 400 };
const NAMES = Object.keys(VOCABULARY).filter(isFactName);
/** Facts that are unknown where nothing is on record; the others are then false. */
const OPEN = NAMES.filter((name) => VOCABULARY[name].closedWorld === undefined);
const shipped = policies.on('2021-01-01') as Policy;

const everything = (policy: Policy, day: string, facts: Facts) =>
  JUDGES.flatMap((judges) => decide(policy, judges, day, facts));
const ruleOf = (day: string, facts: Facts, rule: string) =>
  everything(shipped, day, facts).find((decision) => decision.rule === rule) as RuleDecision;
const withFact = (facts: Facts, name: FactName, value: boolean | number | string): Facts => ({
  ...facts,
  [name]: { value, origin: 'record' },
});

/** Facts with every open one known. */
const completed = (facts: Facts) => {
  const unknown = OPEN.filter((name) => !facts[name]);
  return fc
    .tuple(...unknown.map((name) => fc.constantFrom(...valuesOf(name))))
    .map((values) => unknown.reduce((known, name, index) => withFact(known, name, values[index] ?? ''), facts));
};

const MAY_BECOME: Readonly<Record<RuleDecision['outcome'], readonly RuleDecision['outcome'][]>> = {
  violation: ['violation'],
  review: ['review'],
  compliant: ['compliant', 'not_applicable'],
  not_applicable: ['not_applicable'],
  exempt: ['exempt', 'compliant', 'not_applicable'],
  unverified: ['violation', 'review', 'unverified', 'exempt', 'compliant', 'not_applicable'],
};

describe('for any facts and days', () => {
  it('every rule comes out every way that it can', () => {
    const reached = new Map(shipped.document.rules.map(({ id }) => [id, new Set<string>()]));
    for (const [facts, day] of fc.sample(fc.tuple(someFacts(), someDay), BOUNDED))
      for (const { rule, outcome } of everything(shipped, day, facts)) reached.get(rule)?.add(outcome);
    for (const { id, effect, unless, versions } of shipped.document.rules) {
      const outcomes = [...(reached.get(id) ?? [])];
      expect(outcomes, id).toContain(effect === 'breach' ? 'violation' : 'review');
      const open = versions.some(({ when, requires }) =>
        /"fact":"(?!order|exemption|retirement)/.test(JSON.stringify([when, requires])),
      );
      if (open) expect(outcomes, id).toContain('unverified');
      if (unless) expect(outcomes, id).toContain('exempt');
    }
  });

  it('what is decided stays decided, whatever else becomes known', () => {
    const scene = someFacts().chain((facts) => fc.tuple(fc.constant(facts), completed(facts), someDay));
    fc.assert(
      fc.property(scene, ([facts, all, day]) => {
        const before = everything(shipped, day, facts);
        const after = everything(shipped, day, all);
        before.forEach((decision, index) => {
          const outcome = after[index]?.outcome;
          expect(MAY_BECOME[decision.outcome]).toContain(outcome);
          if (decision.outcome !== 'unverified') expect(decision.missing).toEqual([]);
        });
        for (const { outcome } of after) expect(outcome).not.toBe('unverified');
      }),
      BOUNDED,
    );
  });

  it('nothing is complied with where the unknown could make it a breach', () => {
    const scene = someFacts().chain((facts) => fc.tuple(fc.constant(facts), completed(facts), someDay));
    fc.assert(
      fc.property(scene, ([facts, all, day]) => {
        const before = everything(shipped, day, facts);
        for (const [index, { outcome }] of everything(shipped, day, all).entries())
          if (outcome === 'violation' || outcome === 'review')
            expect(['unverified', outcome]).toContain(before[index]?.outcome);
      }),
      BOUNDED,
    );
  });

  it('a passage asks for nothing that could not change its decision', () => {
    fc.assert(
      fc.property(someFacts(), someDay, (facts, day) => {
        for (const decision of decide(shipped, 'passage', day, facts))
          for (const name of decision.missing) {
            const outcomes = valuesOf(name).map(
              (value) => ruleOf(day, withFact(facts, name, value), decision.rule).outcome,
            );
            expect(
              outcomes.some((outcome) => outcome !== 'unverified'),
              `${decision.rule} asks for ${name}`,
            ).toBe(true);
          }
      }),
      BOUNDED,
    );
  });

  it('every fact asked for matters once the others asked for are known', () => {
    fc.assert(
      fc.property(someFacts(), someDay, (facts, day) => {
        for (const decision of everything(shipped, day, facts))
          for (const name of decision.missing) {
            const others = decision.missing.filter((other) => other !== name);
            expect(matters(day, decision.rule, facts, name, others), `${decision.rule} asks for ${name}`).toBe(true);
          }
      }),
      { ...BOUNDED, numRuns: 60 },
    );
  });

  it('asks for all that is needed: with what is missing known, it is decided', () => {
    fc.assert(
      fc.property(someFacts(), someDay, fc.nat(), (facts, day, pick) => {
        for (const decision of everything(shipped, day, facts)) {
          const known = decision.missing.reduce((all, name) => {
            const values = valuesOf(name);
            return withFact(all, name, values[pick % values.length] ?? '');
          }, facts);
          expect(ruleOf(day, known, decision.rule).outcome).not.toBe('unverified');
        }
      }),
      BOUNDED,
    );
  });

  it('where a fact came from changes no outcome', () => {
    fc.assert(
      fc.property(someFacts(), someDay, (facts, day) => {
        const elsewhere = Object.fromEntries(
          Object.entries(facts).map(([name, { value }]) => [name, { value, origin: 'inferred' as const }]),
        );
        const outcomes = (known: Facts) => everything(shipped, day, known).map(({ outcome }) => outcome);
        expect(outcomes(elsewhere)).toEqual(outcomes(facts));
      }),
      { ...BOUNDED, numRuns: 100 },
    );
  });
});

/** Whether, for some values of the others, the value of this fact makes a difference. */
function matters(day: string, rule: string, facts: Facts, name: FactName, others: readonly FactName[]): boolean {
  const [next, ...rest] = others;
  if (next === undefined) {
    const outcomes = valuesOf(name).map((value) => ruleOf(day, withFact(facts, name, value), rule).outcome);
    return new Set(outcomes).size > 1;
  }
  return valuesOf(next).some((value) => matters(day, rule, withFact(facts, next, value), name, rest));
}

describe('a new version of a rule, from a day on', () => {
  const index = fc.nat({ max: shipped.document.rules.length - 1 });
  it('changes no answer of an earlier day', () => {
    fc.assert(
      fc.property(index, fc.nat({ max: 2000 }), someFacts(), fc.nat({ max: 4000 }), (which, start, facts, back) => {
        const from = addDays('2022-01-02', start);
        const document: PolicyDocument = structuredClone(shipped.document);
        const versions = document.rules[which]?.versions;
        const last = versions?.at(-1);
        if (!versions || !last) throw new Error('every rule has a version');
        if (last.until === undefined) last.until = from;
        const rule = document.rules[which];
        if (rule) rule.gapsDeclared = true;
        versions.push({ ...last, from, until: undefined, when: { all: [] }, requires: { any: [] } });
        const [changed] = policySet([document]).all;
        const before = addDays(from, -1 - back);
        expect(outcomes(changed as Policy, before, facts)).toEqual(outcomes(shipped, before, facts));
        expect(outcomes(changed as Policy, from, {})[document.rules[which]?.id ?? '']).toMatch(/violation|review/);
      }),
      { ...BOUNDED, numRuns: 150 },
    );
  });
  const outcomes = (policy: Policy, day: string, facts: Facts) =>
    Object.fromEntries(everything(policy, day, facts).map(({ rule, outcome }) => [rule, outcome]));
});
