import {
  cleanLetters,
  type Decided,
  furthestLookBackMs,
  lookBackBefore,
  monthBefore,
} from '../../domain/alerts/look-back.ts';
import type { OrderRevision } from '../../domain/alerts/order.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { JobRow } from '../../store/jobs.ts';
import type { Writer } from '../../store/store.ts';
import type { RejudgePayload } from '../gates/rejudge.ts';
import type { AlertDesk } from './alert-desk.ts';
import { readLookBack } from './missed-transport.ts';

/** A reading as it was decided before, if it was, and as it is now. */
export type Redecided = {
  readonly passedAt: number;
  readonly before: Decided | undefined;
  readonly after: Decided;
  readonly refused: boolean;
};

type At = { readonly policies: PolicySet; readonly now: number; readonly newId: () => string };

export type LookBackPayload = { readonly id: string };

/**
 * Has the look-backs read anew that changed readings lie in (clause 2.4.2d), and through them the accesses inside the
 * orders' hours judged again. Costs nothing where no order that closes hours starts within a look-back after the readings.
 */
export async function followLookBacks(
  tx: Pick<Writer, 'lookBacks' | 'jobs'>,
  enterpriseId: string,
  readings: readonly Redecided[],
  desk: AlertDesk,
  at: At,
): Promise<void> {
  const ahead = furthestLookBackMs(at.policies);
  for (const reading of readings) {
    const orders = await desk.around(reading.passedAt);
    if (!isLookedAt(orders, reading.passedAt, ahead)) continue;
    for (const row of await tx.lookBacks.covering(enterpriseId, reading.passedAt))
      if (!row.stale && couldTurn(row.missed, row.until, reading, at.policies)) await spoil(tx, row.id, at);
  }
}

/** Whether an order that closes hours starts within a look-back after an instant. */
const isLookedAt = (orders: readonly OrderRevision[], at: number, aheadMs: number): boolean =>
  orders.some(({ closedHours, startsAt }) => closedHours.length > 0 && at < startsAt && startsAt - aheadMs <= at);

/** Has every look-back of an enterprise in which a month's clean transport may count read anew. */
export async function followCleanTransport(
  tx: Pick<Writer, 'lookBacks' | 'jobs'>,
  enterpriseId: string,
  month: string,
  at: Pick<At, 'now' | 'newId'>,
): Promise<void> {
  for (const row of await tx.lookBacks.ofEnterprise(enterpriseId))
    if (!row.stale && monthBefore(legalDayOf(row.until)) === month) await spoil(tx, row.id, at);
}

/**
 * Reads a look-back anew; where it comes out otherwise, queues the judging again of the enterprise's accesses under the
 * orders that start where it ends.
 */
export async function settleLookBack(tx: Writer, { id }: LookBackPayload, at: At): Promise<void> {
  const row = await tx.lookBacks.find(id);
  const span = row && lookBackBefore(at.policies, row.until);
  if (!row || !span) return;
  const { enterpriseId, until: startsAt } = row;
  const missed = (await readLookBack(tx, at.policies, enterpriseId, span)) ?? null;
  await tx.lookBacks.settle(id, missed);
  if (missed === row.missed) return;
  const orders = (await tx.alerts.touching(startsAt, startsAt + 1)).filter((one) => one.startsAt === startsAt);
  if (orders.length === 0) return;
  const until = orders.some(({ endsAt }) => endsAt === null)
    ? null
    : Math.max(...orders.map(({ endsAt }) => endsAt ?? startsAt));
  const payload: RejudgePayload = { enterpriseId, from: null, within: { from: startsAt, until } };
  await tx.jobs.insert(jobOf('rejudge', payload, at));
}

function couldTurn(
  missed: boolean | null,
  startsAt: number,
  { before, after, refused }: Redecided,
  policies: PolicySet,
): boolean {
  if (lookBackBefore(policies, startsAt)?.share) return true;
  const [was, is] = [before ? cleanLetters(policies, before) : '', cleanLetters(policies, after)];
  const matters = /[VU]/.test(was + is);
  return matters && (refused || was !== is) && !(missed === true && is.includes('V') && !refused);
}

async function spoil(tx: Pick<Writer, 'lookBacks' | 'jobs'>, id: string, at: Pick<At, 'now' | 'newId'>): Promise<void> {
  if ((await tx.lookBacks.spoil([id])) === 0) return;
  const payload: LookBackPayload = { id };
  await tx.jobs.insert(jobOf('look-back', payload, at));
}

function jobOf(kind: string, payload: unknown, { now, newId }: Pick<At, 'now' | 'newId'>): JobRow {
  return {
    ...{ id: newId(), kind, status: 'queued', payload, cursor: null, done: 0, total: null, attempts: 0 },
    ...{ error: null, runAfter: now, createdAt: now, finishedAt: null, createdBy: 'system' },
  };
}
