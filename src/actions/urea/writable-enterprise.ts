import { forbidden, invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { OrganisationRow } from '../../store/organisations.ts';
import type { Reader } from '../../store/store.ts';
import { getOrganisation, reaches } from '../registry/get-organisation.ts';

/** An enterprise whose urea the actor may tell of: not-found where it may not see it, forbidden where it only may. */
export async function writableEnterprise(
  reader: Pick<Reader, 'organisations'>,
  actor: Actor,
  enterpriseId: string,
): Promise<OrganisationRow> {
  const enterprise = await getOrganisation(reader, actor, enterpriseId, '#/enterpriseId');
  if (enterprise.kind !== 'enterprise') throw invalid('#/enterpriseId', NO_ENTERPRISE);
  if (!reaches(actor, 'urea.write', enterprise)) throw forbidden();
  return enterprise;
}

const NO_ENTERPRISE = { en: 'This organisation is not an enterprise.', zh: '该单位不是企业。' };
