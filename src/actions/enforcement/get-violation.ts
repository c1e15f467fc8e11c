import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { Reader } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';

/** A violation the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. */
export async function getViolation(
  reader: Pick<Reader, 'violations'>,
  actor: Actor,
  id: string,
  action: Action = 'violation.read',
): Promise<ViolationRow> {
  const row = await reader.violations.find(id);
  if (!row || !covers(scopeOf(actor, 'violation.read'), row)) throw notFound();
  if (!covers(scopeOf(actor, action), row)) throw forbidden();
  return row;
}
