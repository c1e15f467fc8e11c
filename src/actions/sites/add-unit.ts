import { conflict, forbidden, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import { isStanding, type UnitRole } from '../../domain/machinery/site-unit.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { SiteUnitRow } from '../../store/site-units.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getSite } from '../machinery/get-site.ts';
import { tellUnit } from './tell-unit.ts';

export type NewUnit = {
  readonly siteId: string;
  readonly creditCode: string;
  readonly role: UnitRole;
  /** Legal days; from today on, and without an end, unless given. */
  readonly since?: string | undefined;
  readonly until?: string | null | undefined;
};

/**
 * Adds another unit (参建单位) to a site by its credit code. It is invited by the site's organisation and answers itself; an
 * officer of the county adds it at once. Not-found about a code without an account here; conflict where it is a unit already.
 */
export async function addUnit(tx: Writer, actor: Actor, input: NewUnit, at: At): Promise<SiteUnitRow> {
  const site = await getSite(tx, actor, input.siteId, 'site.read', '#/siteId');
  const scope = scopeOf(actor, 'site-unit.create');
  if (!covers(scope, site)) throw forbidden();
  const today = legalDayOf(at.now);
  const { role, since = today, until = null } = input;
  if (until !== null && until < since) throw invalid('#/until', ENDS_FIRST);
  const unit = await tx.organisations.findByCreditCode(input.creditCode);
  if (!unit || unit.kind === 'department') throw notFound('#/creditCode');
  if (unit.id === site.organisationId) throw conflict(ITS_OWN, '#/creditCode');
  const known = await tx.siteUnits.ofOrganisation(site.id, unit.id);
  const standing = known.find((row) => isStanding(row, today));
  if (standing) throw conflict(ALREADY, '#/creditCode', { existing: standing.id });
  const byOfficer = scope.to !== 'organisation';
  const row: SiteUnitRow = {
    id: at.newId(),
    siteId: site.id,
    siteOrganisationId: site.organisationId,
    countyCode: site.countyCode,
    organisationId: unit.id,
    ...{ role, since, until, status: byOfficer ? 'confirmed' : 'invited' },
    ...{ addedAt: at.now, addedBy: actor.id },
    ...(byOfficer ? { confirmedAt: at.now, confirmedBy: actor.id } : { confirmedAt: null, confirmedBy: null }),
    ...{ closedAt: null, closedBy: null, reason: null },
  };
  await tx.siteUnits.insert(row);
  const told = { siteId: site.id, organisationId: unit.id, role, since, until, status: row.status };
  await record(tx, actor, at, 'site-unit.add', { type: 'site_unit', id: row.id }, told);
  await tellUnit(tx, row, site.name, byOfficer ? 'added' : 'invited', at);
  return row;
}

const ENDS_FIRST = { en: 'The unit leaves before it comes.', zh: '退出日期早于参建日期。' };
const ITS_OWN = { en: 'The site is of this organisation already.', zh: '该工地本就属于该单位。' };
const ALREADY = { en: 'This organisation is a unit of the site already.', zh: '该单位已是本工地的参建单位。' };
