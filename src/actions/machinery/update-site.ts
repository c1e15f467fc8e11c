import type { Actor } from '../../domain/identity/actor.ts';
import type { SiteChange, SiteRow } from '../../store/sites.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { changedMembers } from './changed-members.ts';
import { requireSchedule } from './create-site.ts';
import { getSite } from './get-site.ts';

/** Changes what is given of a site; its county and organisation never change. Gives the site as it is then. */
export async function updateSite(tx: Writer, actor: Actor, id: string, change: SiteChange, at: At): Promise<SiteRow> {
  const site = await getSite(tx, actor, id, 'site.update');
  const { before, after } = changedMembers(site, change);
  if (Object.keys(after).length === 0) return site;
  const next = { ...site, ...after };
  requireSchedule(next);
  await tx.sites.update(id, after);
  await record(tx, actor, at, 'site.update', { type: 'site', id }, { before, after });
  return next;
}
