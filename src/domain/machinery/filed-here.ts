import type { Finding } from './field-check.ts';
import { type FiledSpan, filedBefore, filedLate } from './filing-validity.ts';

/** How a machine that stands on a site is filed for it (申报情况); `other_site`: only for another one, on that day. */
export const FILED_HERE = ['in_time', 'late', 'returned', 'other_site', 'not_filed'] as const;
export type FiledHere = (typeof FILED_HERE)[number];

/** A filing as a check on the spot asks of it; `endedAt`: its own stay ended then. */
export type CheckedFiling = {
  readonly siteId: string;
  readonly status: string;
  readonly plannedEntryOn: string;
  readonly plannedExitOn: string;
  /** The last legal day on which a returned one may come back. */
  readonly resubmitBy: string | null;
  readonly spans: readonly FiledSpan[];
  readonly endedAt: number | undefined;
};

/**
 * How a machine is filed for a site where it has been since `enteredAt` (ms), by filings of any unit (clause 2.4.6a). Returned
 * ones count while their time runs, and are named so that the inspector asks for what is missing. `today` is the legal day.
 */
export function filedHere<F extends CheckedFiling>(
  filings: readonly F[],
  siteId: string,
  enteredAt: number,
  today: string,
): { readonly filed: FiledHere; readonly by: readonly F[] } {
  const here = filings.filter(
    (one) => one.siteId === siteId && (one.endedAt === undefined || one.endedAt >= enteredAt),
  );
  const inTime = here.filter(({ spans }) => filedBefore(spans, enteredAt));
  if (inTime.length > 0)
    return { filed: standing(inTime, today).includes('returned') ? 'returned' : 'in_time', by: inTime };
  const late = here.filter(({ spans }) => filedLate(spans, enteredAt));
  if (late.length > 0) return { filed: 'late', by: late };
  const elsewhere = filings.filter(
    ({ siteId: other, spans, plannedEntryOn, plannedExitOn, endedAt }) =>
      other !== siteId &&
      endedAt === undefined &&
      spans.some(({ until }) => until === undefined) &&
      plannedEntryOn <= today &&
      today <= plannedExitOn,
  );
  return elsewhere.length > 0 ? { filed: 'other_site', by: elsewhere } : { filed: 'not_filed', by: [] };
}

/** What an inspector is told of the filings that a machine is filed `by` for the site; `today` is the legal day. */
export function filingFindings(filed: FiledHere, by: readonly CheckedFiling[], today: string): Finding[] {
  if (filed === 'not_filed' || filed === 'other_site') return [filed];
  const within = by.some(({ plannedEntryOn, plannedExitOn }) => plannedEntryOn <= today && today <= plannedExitOn);
  return [
    ...(filed === 'late' ? (['late'] as const) : standing(by, today)),
    ...(within ? [] : (['outside_days'] as const)),
  ];
}

/** What has become of filings that came in time. That one was rejected or withdrawn after entry undoes no duty, and is told. */
function standing(by: readonly CheckedFiling[], today: string): Finding[] {
  if (by.some(({ status }) => status === 'accepted')) return [];
  if (by.some(({ status }) => status === 'submitted')) return ['not_reviewed'];
  const runs = by.some((one) => one.status === 'returned' && one.resubmitBy !== null && today <= one.resubmitBy);
  return runs ? ['returned'] : ['filing_ended'];
}
