import { TABLE_IMPORTS } from '../actions/imports/table-imports.ts';
import { OBSERVATIONS_JOB } from '../actions/observations/queue-observations.ts';
import { NEW_LAW } from '../actions/policies/new-law.ts';
import { UREA_JOB } from '../actions/urea/queue-urea.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import { importJobs } from './import-job.ts';
import { lookBackJob } from './look-back-job.ts';
import { newLawJob } from './new-law-job.ts';
import { observationsJob } from './observations-job.ts';
import { rejudgeJob } from './rejudge-job.ts';
import type { JobHandlers } from './take-step.ts';
import { transmissionJob } from './transmission-job.ts';
import { ureaJob } from './urea-job.ts';

export type StepSurroundings = {
  readonly policies: () => PolicySet;
  readonly newId: () => string;
  readonly randomBytes: (count: number) => Buffer;
  /** How long passages are kept, months. */
  readonly ledgerMonths: number;
  /** Longest time a transaction can take, ms; 0 where they run one after another. */
  readonly longestTransactionMs: number;
};

/** The kinds of jobs of which a step is one transaction; the process takes them, or the thread that records. */
export function stepHandlers(surroundings: StepSurroundings): JobHandlers {
  const { policies, newId, ledgerMonths } = surroundings;
  return {
    ...importJobs(TABLE_IMPORTS, surroundings),
    rejudge: rejudgeJob(surroundings),
    transmission: transmissionJob({ policies, newId }),
    [NEW_LAW]: newLawJob({ policies, newId }),
    'look-back': lookBackJob({ policies, newId }),
    [UREA_JOB]: ureaJob(() => ({ policies: policies(), newId, ledgerMonths })),
    [OBSERVATIONS_JOB]: observationsJob(() => ({ policies: policies(), newId })),
  };
}
