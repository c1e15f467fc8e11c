import { isOver } from '../../domain/fleet/urea.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Writer } from '../../store/store.ts';
import { monthsAround } from './judge-month.ts';
import { queueUrea } from './queue-urea.ts';

/** A backlog comes in many pieces: a month is judged again so long after the first of them. */
const GATHERING_MS = 60_000;
/** Longest time a transaction takes: a piece stored later than this before the job may not be seen by it. */
const LONGEST_MS = 5_000;
const MOST_REMEMBERED = 10_000;

/** That passages of a legal day came. */
type Late = { readonly enterpriseId: string; readonly day: string };
type Context = { readonly policies: PolicySet; readonly now: number; readonly newId: () => string };

/**
 * Has months judged again by the urea rule where passages of them come late. Keeps in memory what was queued lately, so that
 * a backlog queues one job for each month and enterprise, and not one for each piece.
 */
export function makeLatePassages(): { note(tx: Writer, arrived: readonly Late[], context: Context): Promise<void> } {
  const queued = new Map<string, number>();
  return {
    note: async (tx, arrived, { policies, now, newId }) => {
      for (const { enterpriseId, day } of lateDays(arrived, now)) {
        const { from, until } = monthsAround(policies, day);
        const open = (month: string) => now >= (queued.get(`${enterpriseId} ${month}`) ?? 0) - LONGEST_MS;
        if (!open(from) && !open(until)) continue;
        const begun = await tx.ureaMonths.of(enterpriseId);
        const months = begun
          .map(({ month }) => month)
          .filter((month) => month >= from && month <= until && open(month));
        if (months.length === 0) continue;
        const queueing = { now, newId, createdBy: 'system', delayMs: GATHERING_MS };
        await queueUrea(tx, { enterpriseId, months }, queueing);
        tx.afterCommit(() => {
          if (queued.size >= MOST_REMEMBERED) queued.clear();
          for (const month of months) queued.set(`${enterpriseId} ${month}`, now + GATHERING_MS);
        });
      }
    },
  };
}

/** Each enterprise and day of these whose month is over. */
function lateDays(arrived: readonly Late[], now: number): Late[] {
  const days = new Map<string, Late>();
  for (const { enterpriseId, day } of arrived)
    if (isOver(day.slice(0, 7), now)) days.set(`${enterpriseId} ${day}`, { enterpriseId, day });
  return [...days.values()];
}
