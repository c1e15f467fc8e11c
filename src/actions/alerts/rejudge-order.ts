import type { Actor } from '../../domain/identity/actor.ts';
import type { AlertRevisionRow } from '../../store/alerts.ts';
import type { Writer } from '../../store/store.ts';
import type { RejudgeCursor, RejudgePayload } from '../gates/rejudge.ts';
import type { OrderContext } from './issue-order.ts';

export type Rejudging = { readonly jobId: string };

/**
 * Queues the judging again of every visit and machine that revisions of an order cover, from an instant on: what happened
 * before that was judged without them.
 */
export async function rejudgeOrder(
  tx: Writer,
  actor: Pick<Actor, 'id'>,
  revisions: readonly Pick<AlertRevisionRow, 'countyCodes' | 'startsAt' | 'endsAt'>[],
  since: number,
  context: OrderContext,
): Promise<Rejudging> {
  const ends = revisions.map(({ endsAt }) => endsAt);
  const until = ends.includes(null) ? null : Math.max(...ends.map((end) => end ?? 0));
  const payload: RejudgePayload = {
    counties: [...new Set(revisions.flatMap(({ countyCodes }) => countyCodes))],
    from: null,
    within: { from: Math.max(since, Math.min(...revisions.map(({ startsAt }) => startsAt))), until },
  };
  return queueRejudge(tx, actor, payload, null, context);
}

/** Queues a `rejudge` job, to go on from a cursor where its first steps are done. */
export async function queueRejudge(
  tx: Writer,
  actor: Pick<Actor, 'id'>,
  payload: RejudgePayload,
  scan: RejudgeCursor | null,
  { at, wakeJobs }: Pick<OrderContext, 'at' | 'wakeJobs'>,
): Promise<Rejudging> {
  const id = at.newId();
  await tx.jobs.insert({
    ...{ id, kind: 'rejudge', status: 'queued', payload, cursor: scan && { pass: 1, scan }, done: 0, total: null },
    ...{ attempts: 0, error: null, runAfter: at.now, createdAt: at.now, finishedAt: null, createdBy: actor.id },
  });
  tx.afterCommit(wakeJobs);
  return { jobId: id };
}
