import type { Scope } from '../../domain/identity/permissions.ts';
import { addDays, startOfDay } from '../../domain/time.ts';
import type { ConnectivityRange, Grouped } from '../../store/connectivity.ts';
import type { Reader } from '../../store/store.ts';
import { type Context, limitsOf, rateOf, shareOf } from './view-connectivity.ts';

export type Days = { readonly from: string; readonly to: string };

/** One enterprise or county over a range of days: its gates as they stand now, what arrived, what was declared. */
export type ConnectivitySum = {
  readonly gates: number;
  readonly heard: number;
  readonly silent: number;
  readonly never: number;
  readonly received: number;
  readonly late: number;
  readonly lateShare: number | null;
  /** Days with a declared count, each gate for itself. */
  readonly daysDeclared: number;
  readonly declared: number;
  /** Of what was declared; null where nothing was. */
  readonly rate: number | null;
};

/** The sums of the enterprises or counties of a scope, by their id or code. Reads many passages: for `store.bulk`. */
export async function sumConnectivity(
  bulk: Reader,
  by: Grouped,
  range: ConnectivityRange & { readonly scope: Scope },
  days: Days,
  context: Context,
): Promise<(key: string) => ConnectivitySum> {
  const { silenceMs, lateMs } = limitsOf(context);
  const period = { from: startOfDay(days.from), until: startOfDay(addDays(days.to, 1)) };
  const [states, arrivals, declared] = await Promise.all([
    bulk.connectivity.gateStates(by, range, context.now - silenceMs),
    bulk.connectivity.arrivalSums(by, range, period, lateMs),
    bulk.connectivity.declaredSums(by, range, days, period),
  ]);
  return (key) => {
    const { gates, heard, never } = states.find((one) => one.key === key) ?? { gates: 0, heard: 0, never: 0 };
    const { received, late } = arrivals.find((one) => one.key === key) ?? { received: 0, late: 0 };
    const told = declared.find((one) => one.key === key);
    return {
      ...{ gates, heard, never, silent: gates - heard - never },
      ...{ received, late, ...shareOf(late, received) },
      daysDeclared: told?.days ?? 0,
      declared: told?.declared ?? 0,
      rate: told ? rateOf(told.received, told.declared) : null,
    };
  };
}
