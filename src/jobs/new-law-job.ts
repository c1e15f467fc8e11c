import { newLawStep } from '../actions/policies/new-law.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import type { JobHandler } from './take-step.ts';

const VEHICLES_A_STEP = 50;

/** Looks through the vehicles on file on the first day of a policy and on each day on which its rules about them change. */
export function newLawJob(deps: { readonly policies: () => PolicySet; readonly newId: () => string }): JobHandler {
  return async (tx, job, now) => {
    const context = { policies: deps.policies(), newId: deps.newId, now };
    const { judged, cursor, notBefore } = await newLawStep(tx, job, VEHICLES_A_STEP, context);
    return { done: judged, cursor, finished: cursor === null, delayMs: Math.max(0, notBefore - now) };
  };
}
