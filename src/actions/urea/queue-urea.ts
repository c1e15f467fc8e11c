import { monthOf } from '../../domain/fleet/urea.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Writer } from '../../store/store.ts';
import { monthsAround } from './judge-month.ts';

export const UREA_JOB = 'urea';

/** What a `urea` job judges again: months of an enterprise, or the vehicles under plates in a span of months. */
export type UreaPayload =
  | { readonly enterpriseId: string; readonly months: readonly string[] }
  | { readonly plates: readonly string[]; readonly from: string; readonly until: string | null };

export type Queueing = {
  readonly now: number;
  readonly newId: () => string;
  readonly createdBy: string;
  /** Waits so long first, so that what comes in pieces is judged once. */
  readonly delayMs?: number;
};

const FIRST_MONTH = '0000-00';

/** Judges again, in the months begun that a day touches, whatever carried these plates. Nothing where there are none. */
export async function queueUreaAround(
  tx: Writer,
  plates: readonly string[],
  day: string,
  policies: PolicySet,
  queueing: Queueing,
): Promise<void> {
  await queueUreaUnder(tx, plates, monthsAround(policies, day), queueing);
}

/** The same from a legal day on; null: in all of them. */
export async function queueUreaSince(
  tx: Writer,
  plates: readonly string[],
  from: string | null,
  queueing: Queueing,
): Promise<void> {
  await queueUreaUnder(tx, plates, { from: from === null ? FIRST_MONTH : monthOf(from), until: null }, queueing);
}

async function queueUreaUnder(
  tx: Writer,
  plates: readonly string[],
  span: { readonly from: string; readonly until: string | null },
  queueing: Queueing,
): Promise<void> {
  const [first] = await tx.ureaMonths.begunFrom(span.from);
  const read = [...new Set(plates)].filter((plate) => plate !== '');
  if (first === undefined || (span.until !== null && first > span.until) || read.length === 0) return;
  await queueUrea(tx, { plates: read, ...span }, queueing);
}

/** Judges an enterprise's months again from a legal day on, since it now counts as reporting from another one. */
export async function queueUreaOf(tx: Writer, enterpriseId: string, from: string, queueing: Queueing): Promise<void> {
  const months = (await tx.ureaMonths.of(enterpriseId))
    .map(({ month }) => month)
    .filter((month) => month >= monthOf(from));
  if (months.length > 0) await queueUrea(tx, { enterpriseId, months }, queueing);
}

export async function queueUrea(
  tx: Writer,
  payload: UreaPayload,
  { now, newId, createdBy, delayMs = 0 }: Queueing,
): Promise<void> {
  await tx.jobs.insert({
    id: newId(),
    kind: UREA_JOB,
    status: 'queued',
    payload,
    cursor: null,
    done: 0,
    total: null,
    attempts: 0,
    error: null,
    runAfter: now + delayMs,
    createdAt: now,
    finishedAt: null,
    createdBy,
  });
}
