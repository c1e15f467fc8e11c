import { judgeTransmission } from '../actions/gates/judge-transmission.ts';
import type { TransmissionPayload } from '../actions/gates/note-arrivals.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import type { JobHandler } from './take-step.ts';

/** Judges the transmission rate of a day again, after late passages of it arrived. */
export function transmissionJob(deps: {
  readonly policies: () => PolicySet;
  readonly newId: () => string;
}): JobHandler {
  return async (tx, job, now) => {
    const { enterpriseId, day } = job.payload as TransmissionPayload;
    await judgeTransmission(tx, enterpriseId, day, { policies: deps.policies(), newId: deps.newId, now });
    return { done: 1, cursor: null, finished: true };
  };
}
