import { notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import type { MachineryAt } from './context.ts';
import { requireNoOther, requirePlannedDays } from './filing-checks.ts';
import { getSite } from './get-site.ts';
import { judgeMachine } from './judge-machine.ts';

export type NewFiling = Pick<FilingRow, 'siteId' | 'machineId' | 'plannedEntryOn' | 'plannedExitOn'>;

/**
 * Files a machine for a site of the actor's organisation before it enters (进场申报, clause 2.4.6a); submitted by the server's
 * clock. Not-found about the site or the machine, invalid outside the site's schedule, conflict with an open filing of
 * overlapping days.
 */
export async function submitFiling(tx: Writer, actor: Actor, input: NewFiling, at: MachineryAt): Promise<FilingRow> {
  const site = await getSite(tx, actor, input.siteId, 'filing.create', '#/siteId');
  if (!(await tx.machines.find(input.machineId))) throw notFound('#/machineId');
  requirePlannedDays(input, site);
  await requireNoOther(tx, input);
  const row: FilingRow = {
    ...input,
    id: at.newId(),
    organisationId: site.organisationId,
    countyCode: site.countyCode,
    status: 'submitted',
    submittedAt: at.now,
    acceptedAt: null,
    returnedAt: null,
    resubmitBy: null,
    closedAt: null,
    reason: null,
    enteredAt: null,
    exitedAt: null,
    createdBy: actor.id,
  };
  await tx.filings.insert(row);
  await tx.filings.insertEvent({
    id: at.newId(),
    filingId: row.id,
    at: at.now,
    action: 'submit',
    actorId: actor.id,
    reason: null,
    resubmitBy: null,
  });
  await tx.machines.addCounty(row.machineId, row.countyCode);
  await record(tx, actor, at, 'filing.submit', { type: 'filing', id: row.id }, { ...input });
  await judgeMachine(tx, row.machineId, at);
  return row;
}
