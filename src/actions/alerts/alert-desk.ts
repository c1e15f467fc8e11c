import type { OrderRevision } from '../../domain/alerts/order.ts';
import type { Reader } from '../../store/store.ts';

/** The orders that could bear on what one transaction judges: read once for all of it, never kept beyond it. */
export type AlertDesk = {
  /** All revisions of the orders that could cover an instant, or that start within a look-back after it. */
  around(instant: number): Promise<readonly OrderRevision[]>;
};

const DAY_MS = 86_400_000;
/** A visit that is judged now often began some days before. */
const BEFORE_MS = 2 * DAY_MS;

/**
 * Opens the desk of a transaction, which reads a span of orders when it is first asked and a wider one only where that does
 * not do. `expected` is the span of instants that will be asked for, `aheadMs` how far ahead an order may start and still
 * look back.
 */
export function openAlerts(
  reader: Pick<Reader, 'alerts'>,
  { aheadMs, expected = [] }: { readonly aheadMs: number; readonly expected?: readonly number[] },
): AlertDesk {
  let from = Math.min(...expected) - BEFORE_MS;
  let until = Math.max(...expected) + 1;
  let known: readonly OrderRevision[] | undefined;
  return {
    around: async (instant) => {
      if (known && from <= instant && instant < until) return known;
      from = Math.min(from, instant - BEFORE_MS);
      until = Math.max(until, instant + 1);
      known = await reader.alerts.touching(from, until + aheadMs);
      return known;
    },
  };
}
