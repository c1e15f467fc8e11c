import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { ProhibitionRow } from '../../store/prohibitions.ts';
import type { Reader } from '../../store/store.ts';

/**
 * A prohibition the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. It is
 * seen by the organisation of the site where the machine failed, and by whoever holds the machine now.
 */
export async function getProhibition(
  reader: Pick<Reader, 'prohibitions' | 'machines'>,
  actor: Actor,
  id: string,
  action: Action = 'prohibition.read',
): Promise<ProhibitionRow> {
  const row = await reader.prohibitions.find(id);
  if (!row) throw notFound();
  const scope = scopeOf(actor, 'prohibition.read');
  const machine = scope.to === 'organisation' ? await reader.machines.find(row.machineId) : undefined;
  if (!covers(scope, { ...row, alsoOrganisationId: machine?.organisationId ?? null })) throw notFound();
  if (!covers(scopeOf(actor, action), row) && action !== 'prohibition.read') throw forbidden();
  return row;
}
