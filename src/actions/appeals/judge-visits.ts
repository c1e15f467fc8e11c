import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Writer } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import type { At } from '../at.ts';
import { judgeAround } from '../gates/note-later.ts';

type Context = { readonly policies: PolicySet; readonly at: At; readonly cause: string };

/** Judges the visits that violations are about again at once; what else depended on the fact is left to its job. */
export async function judgeVisitsOf(
  tx: Writer,
  violations: readonly ViolationRow[],
  { policies, at, cause }: Context,
): Promise<void> {
  const { now, newId } = at;
  const ids = violations.flatMap(({ evidence }) => (evidence as { passageIds?: string[] }).passageIds ?? []);
  for (const id of new Set(ids)) {
    const row = await tx.passages.find(id);
    if (row) await judgeAround(tx, row, { policies, now, newId, cause });
  }
}
