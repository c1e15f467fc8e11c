import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { startOfDay } from '../../domain/time.ts';
import type { Writer } from '../../store/store.ts';
import { judgeAround } from './note-later.ts';

/** What changed: vehicles carrying these plates, or an enterprise; from a legal day on, or always where it is null. */
export type RejudgePayload = {
  readonly plates?: readonly string[];
  readonly enterpriseId?: string;
  readonly from: string | null;
};

/** How far a scan has come: the plate in turn and the last visit judged. */
export type RejudgeCursor = { readonly plate: number; readonly at: number; readonly id: string };

export type RejudgeStep = { readonly judged: number; readonly cursor: RejudgeCursor | null };

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * One bounded step of judging again: the next `limit` visits of what changed, each by the law of its own day. `cursor`
 * null in the result ends the scan. Plan-clauses, point 9.
 */
export async function rejudgeStep(
  tx: Writer,
  payload: RejudgePayload,
  cursor: RejudgeCursor | null,
  limit: number,
  context: { readonly policies: PolicySet; readonly now: number; readonly newId: () => string; readonly cause: string },
): Promise<RejudgeStep> {
  const subjects = subjectsOf(payload);
  const here = cursor?.plate ?? 0;
  const subject = subjects[here];
  if (!subject) return { judged: 0, cursor: null };
  const from = payload.from === null ? 0 : startOfDay(payload.from);
  const after = cursor && cursor.id !== FIRST_ID ? { at: cursor.at, id: cursor.id } : undefined;
  const range = { from, until: context.now + 86_400_000, ...(after ? { after } : {}) };
  const visits = await tx.passages.visitsFrom(subject, range, limit);
  for (const visit of visits) {
    // Judging an earlier visit of this step may have joined this one to another.
    const row = await tx.passages.find(visit.id);
    if (row) await judgeAround(tx, row, context);
  }
  const last = visits.at(-1);
  if (last && visits.length === limit)
    return { judged: visits.length, cursor: { plate: here, at: last.passedAt, id: last.id } };
  const more = here + 1 < subjects.length;
  return { judged: visits.length, cursor: more ? { plate: here + 1, at: 0, id: FIRST_ID } : null };
}

function subjectsOf({ plates, enterpriseId }: RejudgePayload): ({ plate: string } | { enterpriseId: string })[] {
  return [...(plates ?? []).map((plate) => ({ plate })), ...(enterpriseId ? [{ enterpriseId }] : [])];
}
