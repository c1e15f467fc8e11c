import { monthsOf } from '../../domain/reports/period.ts';
import { addDays } from '../../domain/time.ts';
import type { WrongSum } from '../../store/access-sums.ts';
import type { Store } from '../../store/store.ts';

/**
 * Counts the passages of every day again, and the days of every month, and names the sums that say otherwise, one line
 * each. With `mend` each day and month is put right in a transaction of its own; the service may go on meanwhile.
 */
export async function* recount(
  { bulk, write }: Pick<Store, 'bulk' | 'write'>,
  { mend }: { readonly mend: boolean },
): AsyncGenerator<string> {
  const bounds = await bulk.accessSums.bounds();
  if (!bounds) return;
  for (let day = bounds.from; day <= bounds.to; day = addDays(day, 1)) {
    const today = day;
    const found = mend ? await write((tx) => tx.accessSums.mendDay(today)) : await bulk.accessSums.wrongOfDay(today);
    for (const sum of found) yield lineOf(today, sum, 'its passages');
  }
  for (const { month } of monthsOf(bounds)) {
    const found = mend
      ? await write((tx) => tx.accessSums.mendMonth(month))
      : await bulk.accessSums.wrongOfMonth(month);
    for (const sum of found) yield lineOf(month, sum, 'its days');
  }
}

const lineOf = (when: string, sum: WrongSum, parts: string): string =>
  `${when}: enterprise ${sum.enterpriseId} in ${sum.countyCode}, ${sum.direction}, ${sum.tally}: ` +
  `${accesses(sum.keptCount, sum.keptKg)} kept, ${accesses(sum.count, sum.kg)} by ${parts}`;

const accesses = (count: number, kg: number): string => `${count} accesses and ${kg} kg`;
