import type { Actor } from '../../domain/identity/actor.ts';
import type { SiteChange, SiteRow } from '../../store/sites.ts';
import type { Writer } from '../../store/store.ts';
import type { OrderContext } from '../alerts/issue-order.ts';
import { queueRejudge } from '../alerts/rejudge-order.ts';
import { record } from '../audit.ts';
import { changedMembers } from './changed-members.ts';
import { enterpriseOf, requireSchedule } from './create-site.ts';
import { getSite } from './get-site.ts';

/**
 * Changes what is given of a site; its county and organisation never change. A schedule may be made shorter than open filings
 * plan: work ends early, and what was filed stays filed. Where it lies it always lay: tests of smoke on it are judged again. Gives the site as it is then.
 */
export async function updateSite(
  tx: Writer,
  actor: Actor,
  id: string,
  given: { readonly [K in keyof SiteChange]: SiteChange[K] | undefined },
  enterpriseCreditCode: string | null | undefined,
  context: OrderContext,
): Promise<SiteRow> {
  const { at } = context;
  const site = await getSite(tx, actor, id, 'site.update');
  const change = { ...given, enterpriseId: await enterpriseOf(tx, enterpriseCreditCode) } as SiteChange;
  const { before, after } = changedMembers(site, change);
  if (Object.keys(after).length === 0) return site;
  const next = { ...site, ...after };
  requireSchedule(next);
  await tx.sites.update(id, after);
  await record(tx, actor, at, 'site.update', { type: 'site', id }, { before, after });
  if (PLACE.some((member) => member in after))
    await queueRejudge(tx, actor, { tests: true, siteId: id, from: null }, null, context);
  return next;
}

/** What tells which zones it lies in. */
const PLACE = ['longitudeE6', 'latitudeE6', 'boundary'] as const;
