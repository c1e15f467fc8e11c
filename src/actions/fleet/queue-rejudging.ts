import type { Actor } from '../../domain/identity/actor.ts';
import type { Writer } from '../../store/store.ts';
import { queueObservations } from '../observations/queue-observations.ts';
import { queueUreaSince } from '../urea/queue-urea.ts';
import type { FleetContext } from './fleet-context.ts';

/** Queues, in the caller's transaction, the judging again of passages under `plates` from a legal day on (null: all of them). */
export async function queueRejudging(
  tx: Writer,
  actor: Actor,
  plates: readonly string[],
  from: string | null,
  { at, wakeJobs, batch }: FleetContext,
): Promise<string> {
  if (batch) {
    for (const plate of plates) batch.plates.add(plate);
    return batch.jobId;
  }
  const id = at.newId();
  await tx.jobs.insert({
    id,
    kind: 'rejudge',
    status: 'queued',
    payload: { plates: [...new Set(plates)], from },
    cursor: null,
    done: 0,
    total: null,
    attempts: 0,
    error: null,
    runAfter: at.now,
    createdAt: at.now,
    finishedAt: null,
    createdBy: actor.id,
  });
  const queueing = { now: at.now, newId: at.newId, createdBy: actor.id };
  await queueUreaSince(tx, plates, from, queueing);
  await queueObservations(tx, plates, queueing);
  tx.afterCommit(wakeJobs);
  return id;
}
