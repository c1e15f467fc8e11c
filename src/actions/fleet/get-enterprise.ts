import { notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { OrganisationRow } from '../../store/organisations.ts';
import type { Reader } from '../../store/store.ts';
import { reaches } from '../registry/get-organisation.ts';

/** An enterprise whose facts the actor may see; not-found for any other organisation, as for a missing one. */
export async function getEnterprise(
  reader: Pick<Reader, 'organisations'>,
  actor: Actor,
  organisationId: string,
): Promise<OrganisationRow> {
  const row = await reader.organisations.find(organisationId);
  if (row?.kind !== 'enterprise' || !reaches(actor, 'facts.read', row)) throw notFound('#/organisationId');
  return row;
}
