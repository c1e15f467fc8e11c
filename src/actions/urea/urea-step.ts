import type { Writer } from '../../store/store.ts';
import type { JudgingUrea } from './judge-month.ts';
import type { UreaPayload } from './queue-urea.ts';
import { judgeTasks, tasksAt, tasksUnder, type UreaTask } from './urea-tasks.ts';

/** How far a job has come: the month or plate in turn, and what is left of it (null: all). */
export type UreaCursor = { readonly unit: number; readonly left: readonly UreaTask[] | null };

/** One bounded step of judging urea again: the next vehicles of the month or plate in turn. A null cursor ends it. */
export async function ureaStep(
  tx: Writer,
  payload: UreaPayload,
  cursor: UreaCursor | null,
  limit: number,
  context: JudgingUrea,
): Promise<{ readonly judged: number; readonly cursor: UreaCursor | null }> {
  const unit = cursor?.unit ?? 0;
  const units = 'plates' in payload ? payload.plates : payload.months;
  const name = units[unit];
  if (name === undefined) return { judged: 0, cursor: null };
  const tasks =
    cursor?.left ??
    ('plates' in payload
      ? await tasksUnder(tx, name, payload)
      : await tasksAt(tx, context.policies, payload.enterpriseId, name));
  await judgeTasks(tx, tasks.slice(0, limit), context);
  const left = tasks.slice(limit);
  const judged = Math.min(tasks.length, limit);
  if (left.length > 0) return { judged, cursor: { unit, left } };
  return { judged, cursor: unit + 1 < units.length ? { unit: unit + 1, left: null } : null };
}
