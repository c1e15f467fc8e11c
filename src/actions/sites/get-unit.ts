import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, type Owners, scopeOf } from '../../domain/identity/permissions.ts';
import type { SiteUnitRow } from '../../store/site-units.ts';
import type { Reader } from '../../store/store.ts';

/**
 * A unit of a site the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may.
 * The unit itself answers; it, the site's organisation and officers of the county may end it.
 */
export async function getUnit(
  reader: Pick<Reader, 'siteUnits'>,
  actor: Actor,
  id: string,
  action: Action = 'site-unit.read',
): Promise<SiteUnitRow> {
  const row = await reader.siteUnits.find(id);
  if (!row || !covers(scopeOf(actor, 'site-unit.read'), bothSides(row))) throw notFound();
  const owners = action === 'site-unit.answer' ? { organisationId: row.organisationId } : bothSides(row);
  if (!covers(scopeOf(actor, action), owners)) throw forbidden();
  return row;
}

const bothSides = ({ countyCode, organisationId, siteOrganisationId }: SiteUnitRow): Owners => ({
  ...{ countyCode, organisationId },
  alsoOrganisationId: siteOrganisationId,
});
