import type { JudgingUrea } from '../actions/urea/judge-month.ts';
import type { UreaPayload } from '../actions/urea/queue-urea.ts';
import { type UreaCursor, ureaStep } from '../actions/urea/urea-step.ts';
import type { JobHandler } from './take-step.ts';

const VEHICLES_A_STEP = 20;

/** Judges urea again where refills, passages or vehicles changed what was judged. */
export function ureaJob(deps: () => Omit<JudgingUrea, 'now'>): JobHandler {
  return async (tx, job, now) => {
    const context = { ...deps(), now, cause: `job:${job.id}` };
    const { judged, cursor } = await ureaStep(
      tx,
      job.payload as UreaPayload,
      job.cursor as UreaCursor | null,
      VEHICLES_A_STEP,
      context,
    );
    return { done: judged, cursor, finished: cursor === null };
  };
}
