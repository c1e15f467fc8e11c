import type { Writer } from '../../store/store.ts';

export const OBSERVATIONS_JOB = 'observations';

/** What an `observations` job holds against the register again: all that is about vehicles that carry or carried these plates. */
export type ObservationsPayload = { readonly plates: readonly string[] };

/** Has observations matched and looked at again after vehicles were written; nothing where there are none at all. */
export async function queueObservations(
  tx: Writer,
  plates: readonly string[],
  { now, newId, createdBy }: { readonly now: number; readonly newId: () => string; readonly createdBy: string },
): Promise<void> {
  const read = [...new Set(plates)].filter((plate) => plate !== '');
  if (read.length === 0 || !(await tx.observations.any())) return;
  const payload: ObservationsPayload = { plates: read };
  await tx.jobs.insert({
    id: newId(),
    kind: OBSERVATIONS_JOB,
    status: 'queued',
    payload,
    cursor: null,
    done: 0,
    total: null,
    attempts: 0,
    error: null,
    runAfter: now,
    createdAt: now,
    finishedAt: null,
    createdBy,
  });
}
