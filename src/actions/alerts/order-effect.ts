import { type EntryDayFigures, type EntryFigures, figuresOf, meanOf } from '../../domain/alerts/effect.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { addDays, legalDayOf, startOfDay } from '../../domain/time.ts';
import type { AlertRevisionRow } from '../../store/alerts.ts';
import type { Reader } from '../../store/store.ts';
import { furthestEnd } from './issue-order.ts';

/** Longer orders are looked at for their first days only. */
const MOST_DAYS = 92;

export type OrderEffect = {
  /** The days on which the order was in force at some time, up to now. */
  readonly during: readonly EntryDayFigures[];
  readonly before: readonly EntryDayFigures[];
  readonly after: readonly EntryDayFigures[];
  readonly meanDuring: EntryFigures;
  readonly meanAround: EntryFigures;
};

/**
 * Entries per day in some counties on an order's days, up to now, against so many days before and after it. Long: reads by
 * `store.bulk`.
 */
export async function effectOf(
  bulk: Reader,
  policies: PolicySet,
  order: Pick<AlertRevisionRow, 'startsAt' | 'endsAt'>,
  { counties, around, now }: { readonly counties: readonly string[]; readonly around: number; readonly now: number },
): Promise<OrderEffect> {
  const today = legalDayOf(now);
  const first = legalDayOf(order.startsAt);
  const last = legalDayOf(Math.max(order.startsAt, furthestEnd(order) - 1));
  const days = daysFrom(first, MOST_DAYS).filter((day) => day <= last && day <= today);
  const before = daysFrom(addDays(first, -around), around).filter((day) => day <= today);
  const after = daysFrom(addDays(last, 1), around).filter((day) => day <= today);
  const all = [...before, ...days, ...after];
  const [from, until] = [all[0], all.at(-1)];
  const entries =
    from && until && counties.length > 0
      ? await bulk.alertReach.entryDays(counties, startOfDay(from), startOfDay(addDays(until, 1)))
      : [];
  const figures = (of: readonly string[]) => figuresOf(policies, of, entries);
  const told = { during: figures(days), before: figures(before), after: figures(after) };
  return { ...told, meanDuring: meanOf(told.during), meanAround: meanOf([...told.before, ...told.after]) };
}

function daysFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}
