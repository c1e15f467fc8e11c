import { evaluate } from '../policy/evaluate.ts';
import type { Policy } from '../policy/policy-set.ts';
import type { Facts } from '../policy/vocabulary.ts';
import { startOfDay } from '../time.ts';
import { type Restriction, withinHours } from './order.ts';
import { conditionOf } from './restriction.ts';

const ANY_DAY = startOfDay('2022-01-01');

/**
 * Whether restrictions would bar what has these facts at a minute of the day (undefined: at any); undefined where a missing
 * fact could make one of them bar.
 */
export function wouldBar(
  policy: Policy,
  restrictions: readonly Restriction[],
  facts: Facts,
  minute?: number,
): boolean | undefined {
  const truths = restrictions
    .filter(({ hours }) => hours === undefined || minute === undefined || withinHours(hours, ANY_DAY + minute * 60_000))
    .map((restriction) => evaluate(policy, conditionOf(restriction), facts).truth);
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

/** How much there is, how much of it would be barred, and of how much that cannot be told; what is barred by its stage. */
export type BarredCount = {
  readonly total: number;
  readonly barred: number;
  readonly unverified: number;
  /** `X` where nobody knows. */
  readonly byStage: Readonly<Record<string, number>>;
};

/** Sums what would be barred. */
export function countBarred(
  items: Iterable<{ readonly bars: boolean | undefined; readonly stage: string; readonly count: number }>,
): BarredCount {
  const sum = { total: 0, barred: 0, unverified: 0 };
  const byStage: Record<string, number> = {};
  for (const { bars, stage, count } of items) {
    sum.total += count;
    if (bars === undefined) sum.unverified += count;
    if (bars !== true) continue;
    sum.barred += count;
    byStage[stage] = (byStage[stage] ?? 0) + count;
  }
  return { ...sum, byStage };
}
