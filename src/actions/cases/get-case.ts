import { afterStep, type CaseStatus, type CaseStep, caseForbids } from '../../domain/cases/case-states.ts';
import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { CaseRow } from '../../store/cases.ts';
import type { Reader } from '../../store/store.ts';

/** Whether someone may see a case: its offender's organisation once it was given notice. */
export function seesCase(actor: Actor, row: Pick<CaseRow, 'countyCode' | 'organisationId' | 'noticedAt'>): boolean {
  const scope = scopeOf(actor, 'case.read');
  return covers(scope, row) && (scope.to !== 'organisation' || row.noticedAt !== null);
}

/** A case the actor may see and do `action` to: not-found where it may not see it, forbidden where it may only see it. */
export async function getCase(
  reader: Pick<Reader, 'cases'>,
  actor: Actor,
  id: string,
  action: Action = 'case.read',
): Promise<CaseRow> {
  const row = await reader.cases.find(id);
  if (!row || !seesCase(actor, row)) throw notFound();
  if (!covers(scopeOf(actor, action), row)) throw forbidden();
  return row;
}

/** The state that a step takes a case to; conflict where its state forbids the step. */
export function stepOf(row: Pick<CaseRow, 'status' | 'resumesTo'>, step: CaseStep): CaseStatus {
  const to = afterStep(row.status as CaseStatus, step, row.resumesTo as CaseStatus | null);
  if (to === undefined) throw caseForbids(row.status as CaseStatus);
  return to;
}
