import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, type Owners, scopeOf } from '../../domain/identity/permissions.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { SiteEntryRow } from '../../store/site-entries.ts';
import type { Reader } from '../../store/store.ts';

/**
 * A filing the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. The
 * organisation whose site it is for sees it, and leaves it to the unit that filed.
 */
export async function getFiling(
  reader: Pick<Reader, 'filings'>,
  actor: Actor,
  id: string,
  action: Action = 'filing.read',
): Promise<FilingRow> {
  const row = await reader.filings.find(id);
  if (!row || !covers(scopeOf(actor, 'filing.read'), readersOfFiling(row))) throw notFound();
  if (action !== 'filing.read' && !covers(scopeOf(actor, action), row)) throw forbidden();
  return row;
}

/** Who reads a filing. */
export const readersOfFiling = ({ countyCode, organisationId, siteOrganisationId }: FilingRow): Owners => ({
  ...{ countyCode, organisationId },
  alsoOrganisationId: siteOrganisationId,
});

/** Who reads a site entry: the site's organisation, and the unit that told of it. */
export const readersOfSiteEntry = ({ countyCode, organisationId, reporterOrganisationId }: SiteEntryRow): Owners => ({
  ...{ countyCode, organisationId },
  alsoOrganisationId: reporterOrganisationId,
});
