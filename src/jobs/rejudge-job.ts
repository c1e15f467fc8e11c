import { type RejudgeCursor, type RejudgePayload, rejudgeStep } from '../actions/gates/rejudge.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import type { JobHandler } from './runner.ts';

const VISITS_A_STEP = 25;

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
  return async (tx, job, now) => {
    const { pass, scan } = (job.cursor ?? { pass: 1, scan: null }) as Progress;
    const cause = `job:${job.id}`;
    const { newId, randomBytes } = deps;
    const context = { policies: deps.policies(), now, newId, randomBytes, requestId: cause, cause };
    const { judged, cursor } = await rejudgeStep(tx, job.payload as RejudgePayload, scan, VISITS_A_STEP, context);
    if (cursor) return { done: judged, cursor: { pass, scan: cursor }, finished: false };
    if (pass === 1 && deps.longestTransactionMs > 0)
      return { done: judged, cursor: { pass: 2, scan: null }, finished: false, delayMs: deps.longestTransactionMs };
    return { done: judged, cursor: null, finished: true };
  };
}
