import type { Looking } from '../actions/observations/look-at.ts';
import { type ObservationsCursor, observationsStep } from '../actions/observations/observations-step.ts';
import type { ObservationsPayload } from '../actions/observations/queue-observations.ts';
import type { JobHandler } from './take-step.ts';

const A_STEP = 50;

/** Matches observations to vehicles that were written, and looks at them again. */
export function observationsJob(deps: () => Omit<Looking, 'now'>): JobHandler {
  return async (tx, job, now) => {
    const payload = job.payload as ObservationsPayload;
    const before = job.cursor as ObservationsCursor | null;
    const { looked, cursor } = await observationsStep(tx, payload, before, A_STEP, {
      ...deps(),
      now,
      cause: `job:${job.id}`,
    });
    return { done: looked, cursor, finished: cursor === null };
  };
}
