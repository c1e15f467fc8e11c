import type { CaseStatus, CaseStep } from '../../domain/cases/case-states.ts';
import type { CaseChange, CaseRow } from '../../store/cases.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { type AuditActor, record } from '../audit.ts';
import { stepOf } from './get-case.ts';

export type Step = {
  readonly step: CaseStep;
  readonly reason?: string;
  /** More of it: ids of what it made, never names or plates. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** What else changes of the case. */
  readonly change?: CaseChange;
};

/** Takes a case one step on, with who, when and why in its history; conflict where its state forbids it. The caller authorises. */
export async function takeStep(
  tx: Writer,
  actor: AuditActor,
  row: CaseRow,
  { step, reason, detail = {}, change = {} }: Step,
  at: At,
): Promise<CaseRow> {
  const to = stepOf(row, step);
  const changed = { ...change, status: to };
  await tx.cases.change(row.id, changed, at.now);
  await noteStep(tx, actor, row.id, { step, from: row.status, to, reason, detail }, at);
  return { ...row, ...changed, changedAt: at.now };
}

type Noted = {
  readonly step: CaseStep | 'open';
  readonly from: string;
  readonly to: CaseStatus;
  readonly reason?: string | undefined;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Puts a step into the history of a case and the audit trail. */
export async function noteStep(
  tx: Writer,
  actor: AuditActor,
  caseId: string,
  { step, from, to, reason, detail }: Noted,
  at: At,
): Promise<void> {
  const who = { actorKind: actor.kind, actorId: actor.id };
  await tx.cases.addEvent({
    id: at.newId(),
    caseId,
    at: at.now,
    ...who,
    step,
    from,
    to,
    reason: reason ?? null,
    detail,
  });
  const told = { from, to, ...(reason === undefined ? {} : { reason }), ...detail };
  await record(tx, actor, at, `case.${step}`, { type: 'case', id: caseId }, told);
}
