import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { ExemptionRequestRow } from '../../store/exemption-requests.ts';
import type { Reader } from '../../store/store.ts';

/** A request to be exempted that the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. */
export async function getExemptionRequest(
  reader: Pick<Reader, 'exemptionRequests'>,
  actor: Actor,
  id: string,
  action: Action = 'exemption-request.read',
): Promise<ExemptionRequestRow> {
  const row = await reader.exemptionRequests.find(id);
  if (!row || !covers(scopeOf(actor, 'exemption-request.read'), row)) throw notFound();
  if (!covers(scopeOf(actor, action), row)) throw forbidden();
  return row;
}
