import type { OrderRevision } from '../alerts/order.ts';
import type { Period } from '../reports/period.ts';
import { addDays, legalDayOf } from '../time.ts';

/** The legal days of a period on which an order covered a county, as the revision issued last has it, in order. */
export function alertDaysIn(revisions: readonly OrderRevision[], countyCode: string, { from, to }: Period): string[] {
  const latest = new Map<string, OrderRevision>();
  for (const revision of revisions) {
    const known = latest.get(revision.orderId);
    const newer =
      !known ||
      revision.issuedAt > known.issuedAt ||
      (revision.issuedAt === known.issuedAt && revision.revision > known.revision);
    if (newer) latest.set(revision.orderId, revision);
  }
  const days: string[] = [];
  const covering = [...latest.values()].filter(({ countyCodes }) => countyCodes.includes(countyCode));
  for (let day = from; day <= to; day = addDays(day, 1))
    if (covering.some(({ startsAt, endsAt }) => overlaps(day, startsAt, endsAt))) days.push(day);
  return days;
}

function overlaps(day: string, startsAt: number, endsAt: number | null): boolean {
  const ended = endsAt !== null && (endsAt <= startsAt || legalDayOf(endsAt - 1) < day);
  return legalDayOf(startsAt) <= day && !ended;
}

/** The last `count` days within so many before an alert day that are no alert days themselves, newest first. */
export function ordinaryDaysBefore(
  day: string,
  alertDays: readonly string[],
  { count, within }: { readonly count: number; readonly within: number },
): string[] {
  const found: string[] = [];
  for (let back = 1; back <= within && found.length < count; back += 1) {
    const earlier = addDays(day, -back);
    if (!alertDays.includes(earlier)) found.push(earlier);
  }
  return found;
}
