import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import { mayFile } from '../../domain/machinery/site-unit.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Reader } from '../../store/store.ts';

/**
 * A building site (工地) the actor may see and do `action` to: not-found about `pointer` where it may not see it, forbidden
 * where it only may. Units on it and whoever filed for it see it.
 */
export async function getSite(
  reader: Pick<Reader, 'sites'>,
  actor: Actor,
  id: string,
  action: Action = 'site.read',
  pointer?: string,
): Promise<SiteRow> {
  const row = await seenSite(reader, actor, id, pointer);
  if (action !== 'site.read' && !covers(scopeOf(actor, action), row)) throw forbidden();
  return row;
}

/**
 * A site for which the actor may do what every unit on it may (参建单位), such as to file: forbidden to whoever is no
 * unit any more. `today` is the legal day. Gives the organisation that the actor speaks for, null where it is an authority.
 */
export async function getSiteOfUnit(
  reader: Pick<Reader, 'sites' | 'siteUnits'>,
  actor: Actor,
  id: string,
  action: Action,
  today: string,
  pointer?: string,
): Promise<{ readonly site: SiteRow; readonly organisationId: string | null }> {
  const site = await seenSite(reader, actor, id, pointer);
  const scope = scopeOf(actor, action);
  if (scope.to !== 'organisation') {
    if (!covers(scope, site)) throw forbidden();
    return { site, organisationId: null };
  }
  const { organisationId } = scope;
  if (site.organisationId === organisationId) return { site, organisationId };
  const units = await reader.siteUnits.ofOrganisation(id, organisationId);
  if (!units.some((unit) => mayFile(unit, today))) throw forbidden();
  return { site, organisationId };
}

/**
 * A site of which the actor sees what any unit brought there, such as its photos: not-found where it does not see the site,
 * forbidden to a unit that left, which keeps the site's record and what it filed itself.
 */
export async function getWholeSite(
  reader: Pick<Reader, 'sites' | 'siteUnits'>,
  actor: Actor,
  id: string,
): Promise<SiteRow> {
  const site = await seenSite(reader, actor, id);
  const scope = scopeOf(actor, 'site.read');
  if (covers(scope, site)) return site;
  const units = scope.to === 'organisation' ? await reader.siteUnits.ofOrganisation(id, scope.organisationId) : [];
  // One whose last day is over is ended by the clock.
  if (!units.some(({ status }) => status === 'confirmed')) throw forbidden();
  return site;
}

/** Whether the actor sees a site. */
export async function seesSite(reader: Pick<Reader, 'sites'>, actor: Actor, row: SiteRow): Promise<boolean> {
  const scope = scopeOf(actor, 'site.read');
  if (covers(scope, row)) return true;
  return scope.to === 'organisation' && reader.sites.isSharedWith(row.id, scope.organisationId);
}

async function seenSite(reader: Pick<Reader, 'sites'>, actor: Actor, id: string, pointer?: string): Promise<SiteRow> {
  const row = await reader.sites.find(id);
  if (!row || !(await seesSite(reader, actor, row))) throw notFound(pointer);
  return row;
}
