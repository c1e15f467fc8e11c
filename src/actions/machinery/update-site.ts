import type { Actor } from '../../domain/identity/actor.ts';
import type { SiteChange, SiteRow } from '../../store/sites.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { changedMembers } from './changed-members.ts';
import { enterpriseOf, requireSchedule } from './create-site.ts';
import { getSite } from './get-site.ts';

/**
 * Changes what is given of a site; its county and organisation never change. A schedule may be made shorter than open filings
 * plan: work ends early, and what was filed stays filed. Gives the site as it is then.
 */
export async function updateSite(
  tx: Writer,
  actor: Actor,
  id: string,
  given: { readonly [K in keyof SiteChange]: SiteChange[K] | undefined },
  enterpriseCreditCode: string | null | undefined,
  at: At,
): Promise<SiteRow> {
  const site = await getSite(tx, actor, id, 'site.update');
  const change = { ...given, enterpriseId: await enterpriseOf(tx, enterpriseCreditCode) } as SiteChange;
  const { before, after } = changedMembers(site, change);
  if (Object.keys(after).length === 0) return site;
  const next = { ...site, ...after };
  requireSchedule(next);
  await tx.sites.update(id, after);
  await record(tx, actor, at, 'site.update', { type: 'site', id }, { before, after });
  return next;
}
