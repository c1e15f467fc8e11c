import { importStep } from '../actions/fleet/import-vehicles.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import type { JobHandler } from './runner.ts';

/** Imports the rows of a table some at a time; its cursor is its report, and stays when it is done. */
export function vehicleImportJob(deps: {
  readonly policies: () => PolicySet;
  readonly newId: () => string;
  readonly randomBytes: (count: number) => Buffer;
}): JobHandler {
  const { policies, newId, randomBytes } = deps;
  return async (tx, job, now) => {
    const at = { now, newId, randomBytes, requestId: `job:${job.id}` };
    // The runner goes on by itself to what a step queues.
    const context = { at, policies: policies(), wakeJobs: () => undefined };
    const { report, done, finished } = await importStep(tx, job, context);
    return { done, cursor: report, finished };
  };
}
