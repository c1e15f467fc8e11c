import type { Writer } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';

/** The moment of judging, and what made it judge: `arrival`, `cargo`, `job:<id>`, `appeal:<id>` … */
export type JudgingAt = { readonly now: number; readonly newId: () => string; readonly cause?: string | undefined };

/** Keeps, in the history of a violation, that judging gave it another state; `none` before it was raised. */
export async function noteJudged(
  tx: Writer,
  violationId: string,
  { from, to }: { readonly from: string; readonly to: string },
  { now, newId, cause }: JudgingAt,
): Promise<void> {
  const judging = { actorKind: 'system', actorId: 'judging', reason: null, cause: cause ?? null };
  await tx.violationEvents.insert({ id: newId(), violationId, at: now, from, to, ...judging });
}

/** Takes a violation back: the facts as they are known now do not make one. */
export async function withdrawJudged(
  tx: Writer,
  { id, status }: Pick<ViolationRow, 'id' | 'status'>,
  at: JudgingAt,
): Promise<void> {
  await tx.violations.withdraw(id, at.now);
  await noteJudged(tx, id, { from: status, to: 'withdrawn' }, at);
}

/** What judging had withdrawn stands again: as appealed where the appeal against it still runs, else open. */
export async function reopenJudged(tx: Writer, id: string, at: JudgingAt): Promise<void> {
  const running = (await tx.appeals.against([id])).some(({ appeal }) => appeal.status === 'submitted');
  const to = running ? 'appealed' : 'open';
  await tx.violations.setStatus(id, to, at.now);
  await noteJudged(tx, id, { from: 'withdrawn', to }, at);
}
