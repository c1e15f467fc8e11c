import { invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { Writer } from '../../store/store.ts';
import { tell } from '../tell.ts';
import { changeFiling } from './change-filing.ts';
import { changedMembers } from './changed-members.ts';
import type { MachineryAt } from './context.ts';
import { nextState, requireNoOther, requirePlannedDays } from './filing-checks.ts';
import { getFiling } from './get-filing.ts';
import { getSiteOfUnit } from './get-site.ts';

/** What may be changed of a filing that waits for its review or came back: `null` erases the remarks. */
export type Amendment = {
  readonly plannedEntryOn?: string | undefined;
  readonly plannedExitOn?: string | undefined;
  readonly remarks?: string | null | undefined;
};

/**
 * Changes planned days or remarks of a submitted or returned filing (变更); when it was submitted does not change. Conflict
 * once it is decided or the machine has left, invalid outside the site's schedule.
 */
export async function amendFiling(
  tx: Writer,
  actor: Actor,
  id: string,
  amendment: Amendment,
  at: MachineryAt,
): Promise<FilingRow> {
  const filing = await getFiling(tx, actor, id, 'filing.report');
  nextState(filing, 'amend');
  const { before, after } = changedMembers(filing, amendment);
  if (Object.keys(after).length === 0) return filing;
  await requireRoom(tx, actor, filing, { ...filing, ...after }, at);
  return changeFiling(tx, actor, filing, 'amend', after, at, { change: { before, after } });
}

export type Extension = { readonly plannedExitOn: string; readonly reason: string };

/**
 * Extends the stay of an accepted filing (延期). Taken at once and told to the county: planned days bind nobody under clause
 * 2.4.6a, so there is nothing to decide. Conflict unless it is accepted and the machine has not left; invalid for a day that
 * is not later, or is outside the site's schedule.
 */
export async function extendFiling(
  tx: Writer,
  actor: Actor,
  id: string,
  { plannedExitOn, reason }: Extension,
  at: MachineryAt,
): Promise<FilingRow> {
  const filing = await getFiling(tx, actor, id, 'filing.report');
  nextState(filing, 'extend');
  if (plannedExitOn <= filing.plannedExitOn) throw invalid('#/plannedExitOn', NOT_LATER);
  await requireRoom(tx, actor, filing, { ...filing, plannedExitOn }, at);
  const change = { before: { plannedExitOn: filing.plannedExitOn }, after: { plannedExitOn } };
  const extended = await changeFiling(tx, actor, filing, 'extend', { plannedExitOn }, at, { reason, change });
  await tell(tx, at, {
    topic: 'filing.extended',
    subject: { type: 'filing', id },
    countyCodes: [filing.countyCode],
    organisationIds: [],
    summary: {
      en: `Filing ${filing.number ?? id} was extended to ${plannedExitOn}.`,
      zh: `申报 ${filing.number ?? id} 延期至 ${plannedExitOn}。`,
    },
    data: change,
  });
  return extended;
}

/** Planned days within the site's schedule, and no other open filing of the machine and site for them. */
async function requireRoom(tx: Writer, actor: Actor, filing: FilingRow, next: FilingRow, at: MachineryAt) {
  const { site } = await getSiteOfUnit(tx, actor, filing.siteId, 'filing.report', legalDayOf(at.now));
  requirePlannedDays(next, site);
  await requireNoOther(tx, next);
}

const NOT_LATER = {
  en: 'An extension ends later than what was planned before.',
  zh: '延期后的离场日期应晚于原计划离场日期。',
};
