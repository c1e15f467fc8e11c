import { notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { OrganisationRow } from '../../store/organisations.ts';
import type { Reader } from '../../store/store.ts';

/** An organisation the actor may see. Otherwise not-found about `pointer`, the place in the request that names it. */
export async function getOrganisation(
  reader: Pick<Reader, 'organisations'>,
  actor: Actor,
  id: string,
  pointer?: string,
): Promise<OrganisationRow> {
  const row = await reader.organisations.find(id);
  if (!row || !reaches(actor, 'organisation.read', row)) throw notFound(pointer);
  return row;
}

/** Whether the actor may do something to what belongs to an organisation. */
export function reaches(
  actor: Actor,
  action: Action,
  organisation: Pick<OrganisationRow, 'id' | 'countyCode'>,
): boolean {
  const { id, countyCode } = organisation;
  return covers(scopeOf(actor, action), { countyCode, organisationId: id });
}
