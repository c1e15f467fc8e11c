import type { Actor } from '../../domain/identity/actor.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { SiteEntryRow } from '../../store/site-entries.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import type { MachineryAt } from './context.ts';
import { getSiteOfUnit } from './get-site.ts';
import { judgeMachine } from './judge-machine.ts';
import { type MachineMet, machineMet } from './seen-machine.ts';
import { sentAs, sentBefore } from './sent-before.ts';

export type NewSiteEntry = {
  readonly siteId: string;
  readonly met: MachineMet;
  readonly enteredAt: number;
  /** Whether it was at work; null where nobody said. */
  readonly working: boolean | null;
  /** Given by the sender's device, so that what is sent again later is not recorded twice. */
  readonly clientId: string | null;
};

/**
 * Records a machine on a site, filed or not, and judges it. Gives the first one where it was sent before. Not-found about
 * the site or the machine; conflict where something else was sent under its `clientId`. Clause 2.4.6.
 */
export async function recordSiteEntry(
  tx: Writer,
  actor: Actor,
  input: NewSiteEntry,
  at: MachineryAt,
): Promise<{ readonly row: SiteEntryRow; readonly again: boolean }> {
  const sent = sentAs(input);
  const first = await sentBefore(sent, (clientId) => tx.siteEntries.sent(actor.id, clientId));
  if (first) return { row: first, again: true };
  const today = legalDayOf(at.now);
  const { site, organisationId } = await getSiteOfUnit(tx, actor, input.siteId, 'site-entry.create', today, '#/siteId');
  const machine = await machineMet(tx, actor, input.met, at);
  const row: SiteEntryRow = {
    id: at.newId(),
    siteId: site.id,
    organisationId: site.organisationId,
    countyCode: site.countyCode,
    machineId: machine.id,
    enteredAt: input.enteredAt,
    working: input.working,
    recordedAt: at.now,
    recordedBy: actor.id,
    ...sent,
    reporterOrganisationId: organisationId === site.organisationId ? null : organisationId,
  };
  await tx.siteEntries.insert(row);
  await tx.machines.addCounty(machine.id, site.countyCode);
  const { siteId, machineId, enteredAt, working } = row;
  const told = { siteId, machineId, enteredAt, working };
  await record(tx, actor, at, 'site-entry.create', { type: 'site_entry', id: row.id }, told);
  await judgeMachine(tx, machineId, at);
  return { row, again: false };
}
