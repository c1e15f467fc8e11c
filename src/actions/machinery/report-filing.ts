import type { Actor } from '../../domain/identity/actor.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { Writer } from '../../store/store.ts';
import { changeFiling } from './change-filing.ts';
import { changedMembers } from './changed-members.ts';
import type { MachineryAt } from './context.ts';
import { nextState, requireRoom, requireSubmittable } from './filing-checks.ts';
import { getFiling } from './get-filing.ts';
import { getSiteOfUnit } from './get-site.ts';
import { reviewTerm } from './receive-filing.ts';

/** Takes a filing back (撤回). Conflict once it is rejected or withdrawn. */
export async function withdrawFiling(tx: Writer, actor: Actor, id: string, at: MachineryAt): Promise<FilingRow> {
  const filing = await getFiling(tx, actor, id, 'filing.report');
  const status = nextState(filing, 'withdraw');
  return changeFiling(tx, actor, filing, 'withdraw', { status, closedAt: at.now }, at);
}

/** Reports that the machine came on the site (进场): a fact, taken whatever its date. Conflict where the state forbids it. */
export async function reportEntry(
  tx: Writer,
  actor: Actor,
  id: string,
  enteredAt: number,
  at: MachineryAt,
): Promise<FilingRow> {
  const filing = await getFiling(tx, actor, id, 'filing.report');
  nextState(filing, 'entry');
  return changeFiling(tx, actor, filing, 'entry', { enteredAt }, at);
}

/** Reports that the machine left the site (离场). Conflict before an entry or after an exit was reported. */
export async function reportExit(
  tx: Writer,
  actor: Actor,
  id: string,
  exitedAt: number,
  at: MachineryAt,
): Promise<FilingRow> {
  const filing = await getFiling(tx, actor, id, 'filing.report');
  nextState(filing, 'exit');
  return changeFiling(tx, actor, filing, 'exit', { exitedAt }, at);
}

export type Resubmission = {
  readonly plannedEntryOn?: string | undefined;
  readonly plannedExitOn?: string | undefined;
};

/**
 * Hands a returned filing in again (重新提交). In the time set it keeps its date of submission; later it is a submission like any
 * other, counts from now, and meets what a new one has to meet.
 */
export async function resubmitFiling(
  tx: Writer,
  actor: Actor,
  id: string,
  days: Resubmission,
  at: MachineryAt,
): Promise<FilingRow> {
  const filing = await getFiling(tx, actor, id, 'filing.report');
  const status = nextState(filing, 'resubmit');
  const today = legalDayOf(at.now);
  // Handing in again is filing, so a unit that left does not.
  const { site } = await getSiteOfUnit(tx, actor, filing.siteId, 'filing.report', today);
  const { after } = changedMembers(filing, days);
  const inTime = filing.resubmitBy !== null && today <= filing.resubmitBy;
  if (inTime) await requireRoom(tx, filing, after, site);
  else await requireSubmittable(tx, { ...filing, ...after }, site);
  const change = {
    ...after,
    status,
    ...(await reviewTerm(tx, filing.countyCode, at)),
    submittedAt: inTime ? filing.submittedAt : at.now,
    returnedAt: null,
    resubmitBy: null,
    closedAt: null,
    reason: null,
  };
  return changeFiling(tx, actor, filing, 'resubmit', change, at);
}
