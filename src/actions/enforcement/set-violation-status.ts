import type { ViolationStatus } from '../../domain/enforcement/violation.ts';
import { mayBecome, stateForbids } from '../../domain/enforcement/violation-states.ts';
import type { Writer } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import type { At } from '../at.ts';
import { type AuditActor, record } from '../audit.ts';

export type StatusChange = {
  readonly to: ViolationStatus;
  readonly reason?: string;
  /** What caused it, such as `appeal:<id>`. */
  readonly cause?: string;
};

/** Gives a violation another state, with who, when and why; conflict where its state forbids it. The caller authorises. */
export async function setViolationStatus(
  tx: Writer,
  actor: AuditActor,
  row: Pick<ViolationRow, 'id' | 'status'>,
  { to, reason, cause }: StatusChange,
  at: At,
): Promise<void> {
  const from = row.status as ViolationStatus;
  if (!mayBecome(from, to)) throw stateForbids(from);
  await tx.violations.setStatus(row.id, to, at.now);
  const told = { from, to, reason: reason ?? null, cause: cause ?? null };
  const who = { actorKind: actor.kind, actorId: actor.id };
  await tx.violationEvents.insert({ id: at.newId(), violationId: row.id, at: at.now, ...who, ...told });
  await record(tx, actor, at, 'violation.status', { type: 'violation', id: row.id }, told);
}
