import { invalid, type Message } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { HINDRANCE_NAMES, type Hindrance } from '../../domain/machinery/county-settings.ts';
import { addDays, legalDayOf } from '../../domain/time.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { Writer } from '../../store/store.ts';
import { tell } from '../tell.ts';
import { hindrancesOf } from './accept-by-setting.ts';
import { changeFiling } from './change-filing.ts';
import { changedMembers } from './changed-members.ts';
import type { MachineryAt } from './context.ts';
import { nextState, requireRoom } from './filing-checks.ts';
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
  await requireRoom(tx, filing, after, await siteOf(tx, actor, filing, at));
  return changeFiling(tx, actor, filing, 'amend', after, at, { change: { before, after } });
}

export type Extension = { readonly plannedExitOn: string; readonly reason: string };

/**
 * Extends the stay of an accepted filing (延期). Taken at once and told to the county: planned days bind nobody under clause
 * 2.4.6a, so there is nothing to decide. Where no officer accepted it and the setting would not have for the days added, it
 * stands all the same, and says so. Conflict unless it is accepted and the machine has not left; invalid for a day that is
 * not later, or is outside the site's schedule.
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
  await requireRoom(tx, filing, { plannedExitOn }, await siteOf(tx, actor, filing, at));
  const added = { ...filing, plannedEntryOn: addDays(filing.plannedExitOn, 1), plannedExitOn };
  const hindrances = (await acceptedBySetting(tx, id)) ? await hindrancesOf(tx, added, at) : [];
  const change = {
    before: { plannedExitOn: filing.plannedExitOn },
    after: { plannedExitOn },
    ...(hindrances.length > 0 ? { hindrances } : {}),
  };
  const stored = { plannedExitOn, ...(hindrances.length > 0 ? { extensionUnreviewed: true } : {}) };
  const extended = await changeFiling(tx, actor, filing, 'extend', stored, at, { reason, change });
  await tell(tx, at, {
    topic: 'filing.extended',
    subject: { type: 'filing', id },
    countyCodes: [filing.countyCode],
    organisationIds: [],
    summary: extendedTo(filing.number ?? id, plannedExitOn, hindrances),
    data: change,
  });
  return extended;
}

/** Only a unit that is on the site still changes what it filed. */
const siteOf = async (tx: Writer, actor: Actor, filing: FilingRow, at: MachineryAt) =>
  (await getSiteOfUnit(tx, actor, filing.siteId, 'filing.report', legalDayOf(at.now))).site;

async function acceptedBySetting(tx: Writer, id: string): Promise<boolean> {
  const events = await tx.filings.eventsOf(id);
  return events.findLast(({ action }) => action === 'accept')?.actorKind === 'system';
}

function extendedTo(number: string, day: string, hindrances: readonly Hindrance[]): Message {
  const en = `Filing ${number} was extended to ${day}.`;
  const zh = `申报 ${number} 延期至 ${day}。`;
  if (hindrances.length === 0) return { en, zh };
  const names = hindrances.map((one) => HINDRANCE_NAMES[one]);
  return {
    en: `${en} For these days it would not have been accepted automatically: ${names.map((name) => name.en).join('; ')}.`,
    zh: `${zh}新增日期不符合自动受理条件：${names.map((name) => name.zh).join('；')}。`,
  };
}

const NOT_LATER = {
  en: 'An extension ends later than what was planned before.',
  zh: '延期后的离场日期应晚于原计划离场日期。',
};
