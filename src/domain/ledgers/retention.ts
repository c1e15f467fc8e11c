import { legalDayOf, startOfDay } from '../time.ts';

/**
 * How long ledgers and video references are kept, months. HJ 1321-2023 as makers of gate systems quote it: ledgers at least
 * 24, video at least 12; the text itself was not read, so these are settings and may only be longer.
 */
export type RetentionMonths = { readonly ledger: number; readonly video: number };
export const LEAST_RETENTION: RetentionMonths = { ledger: 24, video: 12 };

/** The first instant that is still kept: whole arrival months are dropped, so nothing goes before it is `months` old. */
export function keptFrom(now: number, months: number): number {
  const [year = 0, month = 0] = legalDayOf(now).split('-').map(Number);
  const index = year * 12 + (month - 1) - months;
  const first = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`;
  return startOfDay(first);
}
