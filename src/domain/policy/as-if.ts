import { addDays, DAY_MS, startOfDay } from '../time.ts';
import type { PolicyDocument, Rule, RuleVersion } from './document.ts';
import { makePolicy, type PolicySet } from './policy-set.ts';

/**
 * By which of a draft's dated versions a past day is judged: `first-day-of-draft` by those in force on its first day ·
 * `shifted` as if the period had begun on that day · `own-day` by the day's own date, so that what begins later applies
 * to nothing.
 */
export const JUDGED_ON = ['first-day-of-draft', 'shifted', 'own-day'] as const;
export type JudgedOn = (typeof JUDGED_ON)[number];

/** Before any day that is ever judged. */
const ALWAYS = '1900-01-01';

/** The law as if this document alone had been in force on every day of a period that began on `first`. */
export function asIf(document: PolicyDocument, judgedOn: JudgedOn, first: string): PolicySet {
  const policy = makePolicy({
    ...document,
    from: ALWAYS,
    rules: document.rules.flatMap(moved(document, judgedOn, first)),
  });
  return { all: [policy], on: () => policy, get: (ref) => (ref === policy.ref ? policy : undefined) };
}

/** A rule with its versions where they count for the period; none where it is not in force then. */
function moved({ from }: PolicyDocument, judgedOn: JudgedOn, first: string): (rule: Rule) => Rule[] {
  if (judgedOn === 'own-day') return (rule) => [rule];
  if (judgedOn === 'shifted') {
    const days = Math.round((startOfDay(first) - startOfDay(from)) / DAY_MS);
    const shift = ({ until, ...version }: RuleVersion): RuleVersion => ({
      ...version,
      from: addDays(version.from, days),
      ...(until === undefined ? {} : { until: addDays(until, days) }),
    });
    return (rule) => [{ ...rule, versions: rule.versions.map(shift) }];
  }
  return (rule) => {
    const version = rule.versions.find((one) => one.from <= from && (one.until === undefined || from < one.until));
    if (!version) return [];
    const { until: _, ...lasting } = version;
    return [{ ...rule, versions: [{ ...lasting, from: ALWAYS }] }];
  };
}
