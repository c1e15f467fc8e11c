import { conflict, invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getSite } from '../machinery/get-site.ts';

/**
 * Closes a site whose work has ended (完工): nothing more is filed for it. `closedOn` is the last day of work, today unless
 * given. Conflict where it is closed already; invalid on a day to come.
 */
export async function closeSite(
  tx: Writer,
  actor: Actor,
  id: string,
  closedOn: string | undefined,
  at: At,
): Promise<SiteRow> {
  const site = await getSite(tx, actor, id, 'site.close');
  if (site.closedAt !== null) throw conflict(CLOSED);
  const today = legalDayOf(at.now);
  if (closedOn !== undefined && closedOn > today) throw invalid('#/closedOn', TO_COME);
  const change = { closedOn: closedOn ?? today, closedAt: at.now, closedBy: actor.id };
  await tx.sites.update(id, change);
  await record(tx, actor, at, 'site.close', { type: 'site', id }, { closedOn: change.closedOn });
  return { ...site, ...change };
}

/** Opens a closed site again, where work goes on or it was closed by mistake. Conflict unless it is closed. */
export async function reopenSite(tx: Writer, actor: Actor, id: string, at: At): Promise<SiteRow> {
  const site = await getSite(tx, actor, id, 'site.close');
  if (site.closedAt === null) throw conflict(OPEN);
  const change = { closedOn: null, closedAt: null, closedBy: null };
  await tx.sites.update(id, change);
  await record(tx, actor, at, 'site.reopen', { type: 'site', id }, { closedOn: site.closedOn });
  return { ...site, ...change };
}

/** Conflict where a site is closed, about the field that names it. */
export function requireOpenSite({ closedAt }: SiteRow, pointer?: string): void {
  if (closedAt !== null) throw conflict(CLOSED_SITE, pointer);
}

const CLOSED = { en: 'This site is closed already.', zh: '该工地已关闭。' };
const OPEN = { en: 'This site is not closed.', zh: '该工地未关闭。' };
const TO_COME = {
  en: 'A site is closed when its work has ended, not before.',
  zh: '工地须在完工后关闭，不得填写未来日期。',
};
const CLOSED_SITE = {
  en: 'This site is closed: its organisation or an officer can open it again.',
  zh: '该工地已关闭；如需继续申报，请由工地所属单位或执法人员重新开启。',
};
