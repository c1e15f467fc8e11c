import { type LookBackPayload, settleLookBack } from '../actions/alerts/follow-look-backs.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import type { JobHandler } from './take-step.ts';

/** Reads the look-back of an enterprise before an order anew (clause 2.4.2d), after a passage of it changed. */
export function lookBackJob(deps: { readonly policies: () => PolicySet; readonly newId: () => string }): JobHandler {
  return async (tx, job, now) => {
    await settleLookBack(tx, job.payload as LookBackPayload, { policies: deps.policies(), newId: deps.newId, now });
    return { done: 1, cursor: null, finished: true };
  };
}
