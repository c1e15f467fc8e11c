import { type RejudgeCursor, type RejudgePayload, rejudgeStep } from '../actions/gates/rejudge.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import type { JobHandler } from './take-step.ts';

/** Nothing else is written while a step runs: a gate that posts waits for its length. */
const VISITS_A_STEP = { hurried: 2, even: 5, calm: 40 };

type Progress = { readonly pass: 1 | 2; readonly scan: RejudgeCursor | null };

/**
 * Judges again what a changed fact touches. Where transactions run side by side (PostgreSQL) it scans a second time after
 * the longest of them, since one begun before the change may have stored a passage behind the first scan.
 */
export function rejudgeJob(deps: {
  readonly policies: () => PolicySet;
  readonly newId: () => string;
  readonly randomBytes: (count: number) => Buffer;
  /** Longest time a transaction can take, ms; 0 where they run one after another. */
  readonly longestTransactionMs: number;
}): JobHandler {
  return async (tx, job, now, pace) => {
    const { pass, scan } = (job.cursor ?? { pass: 1, scan: null }) as Progress;
    const cause = `job:${job.id}`;
    const { newId, randomBytes } = deps;
    const at = { now, newId, randomBytes, requestId: cause };
    const context = { ...at, policies: deps.policies(), cause, changedAt: job.createdAt };
    const { judged, cursor } = await rejudgeStep(tx, job.payload as RejudgePayload, scan, VISITS_A_STEP[pace], context);
    if (cursor) return { done: judged, cursor: { pass, scan: cursor }, finished: false };
    if (pass === 1 && deps.longestTransactionMs > 0)
      return { done: judged, cursor: { pass: 2, scan: null }, finished: false, delayMs: deps.longestTransactionMs };
    return { done: judged, cursor: null, finished: true };
  };
}
