import type { Cargo } from '../../domain/gates/passage.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { type CorrectionWhy, keepCorrection } from '../enforcement/correct-fact.ts';
import { getPassage } from './get-passage.ts';
import { keepNote } from './keep-note.ts';
import { judgeAround } from './note-later.ts';

/** What an officer found of a passage: its whole load, or what the barrier did. */
export type PassageFound =
  | { readonly cargo: Cargo }
  | { readonly barrier: 'passed' | 'refused' | 'forced'; readonly barrierReason: string | null };

/**
 * Puts what a gate told of a passage right. The gate's word is kept beside it and changes it no more; the visit is judged
 * again at once by the law of its own day. Plan-clauses, point 9.
 */
export async function correctPassage(
  tx: Writer,
  actor: Actor,
  id: string,
  found: PassageFound,
  why: CorrectionWhy,
  { policies, at }: { readonly policies: PolicySet; readonly at: At },
): Promise<void> {
  const row = await getPassage(tx, actor, id, 'reading.correct');
  const subject = { subjectType: 'passage', subjectId: id } as const;
  await keepNote(tx, row, found, at);
  if ('cargo' in found) {
    await tx.passages.setCargo(id, found.cargo);
    await keepCorrection(tx, actor, { ...subject, fact: 'cargo', before: row.cargo, after: found.cargo }, why, at);
  } else {
    const before = { barrier: row.barrier, barrierReason: row.barrierReason };
    await tx.passages.setBarrier(row, found.barrier, found.barrierReason);
    await keepCorrection(tx, actor, { ...subject, fact: 'barrier', before, after: found }, why, at);
  }
  const { now, newId } = at;
  await judgeAround(tx, { ...row, ...found }, { policies, now, newId, cause: why.cause ?? 'correction' });
}
