import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { PassageRow } from '../../store/passages.ts';
import type { Reader } from '../../store/store.ts';

/** A passage the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. */
export async function getPassage(
  reader: Pick<Reader, 'passages'>,
  actor: Actor,
  id: string,
  action: Action = 'passage.read',
): Promise<PassageRow> {
  const row = await reader.passages.find(id);
  const owners = row && { countyCode: row.countyCode, organisationId: row.enterpriseId, gateId: row.gateId };
  if (!row || !owners || !covers(scopeOf(actor, 'passage.read'), owners)) throw notFound();
  if (!covers(scopeOf(actor, action), owners)) throw forbidden();
  return row;
}
