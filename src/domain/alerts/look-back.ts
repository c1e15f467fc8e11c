import type { CleanShare } from '../fleet/clean-share.ts';
import type { PolicySet } from '../policy/policy-set.ts';
import { DAY_MS, legalDayOf, startOfDay } from '../time.ts';

/** How an access was decided, as it is kept: the policy and one letter for each of its rules. */
export type Decided = { readonly policy: string | null; readonly outcomes: string };

/** What clause 2.4.2d looks back on before an order that starts at `until`; instants in ms. */
export type LookBack = {
  /** From the first instant of all that counts. */
  readonly from: number;
  readonly until: number;
  readonly accessesFrom: number;
  /** The month (`YYYY-MM`) whose clean share counts, and the least it may be (0 to 1); undefined where none is set. */
  readonly share?: { readonly month: string; readonly minimum: number };
};

/** The look-back before an order that starts at an instant, by the policy of that day; undefined where none is. */
export function lookBackBefore(policies: PolicySet, startsAt: number): LookBack | undefined {
  const policy = policies.on(legalDayOf(startsAt));
  if (!policy) return undefined;
  const accessesFrom = startsAt - policy.parameter('lookBackDays') * DAY_MS;
  const minimum = policy.parameter('cleanShareMinimum');
  if (minimum === null) return { from: accessesFrom, until: startsAt, accessesFrom };
  const month = monthBefore(legalDayOf(startsAt));
  const from = Math.min(accessesFrom, startOfDay(`${month}-01`));
  return { from, until: startsAt, accessesFrom, share: { month, minimum } };
}

/** How far ahead an order can start, by any policy, and still look back on an instant; ms. */
export function furthestLookBackMs(policies: PolicySet): number {
  const known = furthest.get(policies);
  if (known !== undefined) return known;
  const found = Math.max(
    0,
    ...policies.all.map((policy) => {
      const days = policy.parameter('lookBackDays');
      return (policy.parameter('cleanShareMinimum') === null ? days : Math.max(days, TWO_MONTHS)) * DAY_MS;
    }),
  );
  furthest.set(policies, found);
  return found;
}

/** It is asked for every passage. */
const furthest = new WeakMap<PolicySet, number>();

/** The longest that a whole month before an order's own can lie back, days. */
const TWO_MONTHS = 62;

/**
 * Whether an enterprise missed clean transport (clause 2.4.2c) by its accesses: any that broke one of the policy's rules of
 * clean transport; undefined where one that could not be decided might have. Pure, and each by its own facts.
 */
export function missedByAccesses(policies: PolicySet, accesses: readonly Decided[]): boolean | undefined {
  const letters = accesses.map((access) => cleanLetters(policies, access)).join('');
  if (letters.includes('V')) return true;
  return letters.includes('U') ? undefined : false;
}

/** The letters of an access's outcomes under the rules of clean transport of its own policy. */
export function cleanLetters(policies: PolicySet, { policy: ref, outcomes }: Decided): string {
  const policy = ref === null ? undefined : policies.get(ref);
  if (!policy) return '';
  const names = policy.parameter('cleanTransportRules');
  return policy
    .rulesFor('passage')
    .flatMap(({ id }, index) => (names.includes(id) ? (outcomes[index] ?? '') : ''))
    .join('');
}

/** Whether a clean share missed the least it may be; undefined where too little was weighed to tell. */
export function missedByShare({ permille, unweighed }: CleanShare, minimum: number): boolean | undefined {
  if (permille === null) return undefined;
  if (unweighed > 0) return undefined;
  return permille < minimum * 1000;
}

/** Any of the two ways of missing it is enough. */
export function either(one: boolean | undefined, other: boolean | undefined): boolean | undefined {
  if (one === true || other === true) return true;
  return one === undefined || other === undefined ? undefined : false;
}

/** The whole month (`YYYY-MM`) before that of a day. */
export function monthBefore(day: string): string {
  return legalDayOf(startOfDay(`${day.slice(0, 7)}-01`) - 1).slice(0, 7);
}
