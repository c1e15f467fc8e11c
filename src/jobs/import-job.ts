import { importStep, type TableImport } from '../actions/imports/table-import.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import type { JobHandler } from './take-step.ts';

/** Imports the rows of tables some at a time; a job's cursor is its report, and stays when it is done. */
export function importJobs(
  imports: readonly TableImport<never>[],
  deps: {
    readonly policies: () => PolicySet;
    readonly newId: () => string;
    readonly randomBytes: (count: number) => Buffer;
  },
): Readonly<Record<string, JobHandler>> {
  const { policies, newId, randomBytes } = deps;
  const handlerOf =
    (what: TableImport<never>): JobHandler =>
    async (tx, job, now) => {
      const at = { now, newId, randomBytes, requestId: `job:${job.id}` };
      // The runner goes on by itself to what a step queues.
      const context = { at, policies: policies(), wakeJobs: () => undefined };
      const { report, ...step } = await importStep(tx, job, what, context);
      return { ...step, cursor: report };
    };
  return Object.fromEntries(imports.map((what) => [what.kind, handlerOf(what)]));
}
