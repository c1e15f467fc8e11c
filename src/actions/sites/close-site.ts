import { conflict, invalid, type Message } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getSite } from '../machinery/get-site.ts';

/**
 * Closes a site whose work has ended (完工): nothing more is filed for it. `closedOn` is the last day of work, today unless
 * given. Conflict where it is closed already; invalid on a day to come, before its schedule began, or before the last machine
 * was met there, as such a site would leave the months in which it ran.
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
  if (closedOn === undefined) {
    if (today < site.startsOn) throw conflict(NOT_BEGUN);
  } else {
    if (closedOn > today) throw invalid('#/closedOn', TO_COME);
    if (closedOn < site.startsOn) throw invalid('#/closedOn', NOT_BEGUN);
    const metAt = await tx.sites.lastMetAt(id);
    if (metAt !== undefined && closedOn < legalDayOf(metAt)) throw invalid('#/closedOn', metOn(legalDayOf(metAt)));
  }
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
const NOT_BEGUN = {
  en: 'A site is not closed before its schedule begins: put the schedule right first.',
  zh: '关闭日期不得早于工地计划开工日期；如未开工，请先更正工期。',
};
const metOn = (day: string): Message => ({
  en: `A machine was met there on ${day}; the site is not closed before that day.`,
  zh: `${day} 该工地仍有机械进场或检查记录，关闭日期不得早于该日。`,
});
const CLOSED_SITE = {
  en: 'This site is closed: its organisation or an officer can open it again.',
  zh: '该工地已关闭；如需继续申报，请由工地所属单位或执法人员重新开启。',
};
