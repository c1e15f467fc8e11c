import { conflict, invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { Writer } from '../../store/store.ts';
import { type CorrectionWhy, keepCorrection } from '../enforcement/correct-fact.ts';
import { changeFiling } from './change-filing.ts';
import type { MachineryAt } from './context.ts';
import { getFiling } from './get-filing.ts';

/** The times of a filing as they really were, ms: when it was handed in, when the machine came and when it left. */
export type FilingTimes = {
  readonly submittedAt?: number | undefined;
  readonly enteredAt?: number | undefined;
  readonly exitedAt?: number | undefined;
};

/**
 * Puts times of a filing right, such as one handed in on paper before the machine entered (clause 2.4.6a), and judges the
 * machine anew. Conflict about an entry or exit that nobody reported; invalid for a submission after what followed it.
 */
export async function correctFiling(
  tx: Writer,
  actor: Actor,
  id: string,
  times: FilingTimes,
  why: CorrectionWhy,
  at: MachineryAt,
): Promise<void> {
  const filing = await getFiling(tx, actor, id, 'event.correct');
  const change: Partial<Record<keyof FilingTimes, number>> = {};
  for (const name of ['submittedAt', 'enteredAt', 'exitedAt'] as const) {
    const [before, after] = [filing[name], times[name]];
    if (after === undefined || after === before) continue;
    if (before === null) throw conflict(NOT_REPORTED, `#/${name}`);
    change[name] = after;
    await keepCorrection(tx, actor, { subjectType: 'filing', subjectId: id, fact: name, before, after }, why, at);
  }
  if (Object.keys(change).length === 0) throw invalid('#', NOTHING);
  if (change.submittedAt !== undefined) await moveSubmission(tx, filing, change.submittedAt);
  await changeFiling(tx, actor, filing, 'correct', change, at, { reason: why.reason });
}

/** The submission that the filing's time tells: the first one, or the last that came too late to keep it. */
async function moveSubmission(tx: Writer, filing: FilingRow, submittedAt: number): Promise<void> {
  const events = await tx.filings.eventsOf(filing.id);
  const index = events.findLastIndex(
    ({ action, at }) => (action === 'submit' || action === 'resubmit') && at === filing.submittedAt,
  );
  const [before, event, next] = [events[index - 1], events[index], events[index + 1]];
  if (!event || (before && submittedAt < before.at) || (next && next.at < submittedAt))
    throw invalid('#/submittedAt', OUT_OF_ORDER);
  await tx.filings.setEventTime(event.id, submittedAt);
}

const NOT_REPORTED = { en: 'This was never reported on the filing.', zh: '该申报未曾报告此项时间。' };
const NOTHING = { en: 'Nothing is to be put right.', zh: '没有需要更正的内容。' };
const OUT_OF_ORDER = {
  en: 'This does not lie between what happened to the filing before and after.',
  zh: '该时间与申报的前后办理时间不符。',
};
