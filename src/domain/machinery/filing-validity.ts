import { legalDayOf } from '../time.ts';

/** What happened to a filing, oldest first; `resubmitBy` is the last legal day on which a returned one may come back and keep its date. */
export type FilingEvent =
  | { readonly action: 'submit' | 'resubmit' | 'accept' | 'reject' | 'withdraw'; readonly at: number }
  | { readonly action: 'return'; readonly at: number; readonly resubmitBy: string };

/** A span in which a filing stood as filed, without its ends: submitted at `from`, lost at `until` (undefined: it still stands). */
export type FiledSpan = { readonly from: number; readonly until?: number };

/**
 * The spans in which a filing counts as filed (clause 2.4.6a). Rejection and withdrawal end a span. A return ends it only if no
 * resubmission came by its day; until then it stands while the time runs (`today`), unless it was withdrawn meanwhile.
 * A resubmission that comes too late opens a new span.
 */
export function filedSpans(events: readonly FilingEvent[], today: string): FiledSpan[] {
  const spans: FiledSpan[] = [];
  let from: number | undefined;
  let returned: { at: number; resubmitBy: string } | undefined;
  const close = (until: number) => {
    if (from !== undefined) spans.push({ from, until });
    from = undefined;
    returned = undefined;
  };
  for (const event of events) {
    switch (event.action) {
      case 'submit':
        from = event.at;
        break;
      case 'return':
        returned = event;
        break;
      case 'resubmit':
        if (returned && legalDayOf(event.at) > returned.resubmitBy) close(returned.at);
        from ??= event.at;
        returned = undefined;
        break;
      case 'reject':
      case 'withdraw':
        close(returned?.at ?? event.at);
        break;
      case 'accept':
        break;
    }
  }
  if (returned && today > returned.resubmitBy) close(returned.at);
  if (from !== undefined) spans.push({ from });
  return spans;
}

/** Filed before the instant: submitted strictly before it (equal is late) and not lost at or before it. */
export function filedBefore(spans: readonly FiledSpan[], instant: number): boolean {
  return spans.some(({ from, until }) => from < instant && (until === undefined || until > instant));
}

/** Filed too late for the instant: submitted at or after it, and still standing. */
export function filedLate(spans: readonly FiledSpan[], instant: number): boolean {
  return spans.some(({ from, until }) => from >= instant && until === undefined);
}
