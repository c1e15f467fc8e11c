import { forbidden } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import { acceptBySetting } from './accept-by-setting.ts';
import type { MachineryAt } from './context.ts';
import { requireSubmittable } from './filing-checks.ts';
import { getSiteOfUnit } from './get-site.ts';
import { judgeMachine } from './judge-machine.ts';
import { noteFilingEvent } from './note-filing-event.ts';
import { receiptOf } from './receive-filing.ts';

export type NewFiling = Pick<FilingRow, 'siteId' | 'machineId' | 'plannedEntryOn' | 'plannedExitOn'> & {
  readonly remarks?: string | null | undefined;
};

/**
 * Files a machine for a site before it enters (进场申报, clause 2.4.6a), by the site's organisation or a unit on it; submitted
 * by the server's clock. Not-found about the site or the machine, invalid outside the site's schedule, conflict with an open filing of
 * overlapping days, or on a closed site.
 */
export async function submitFiling(tx: Writer, actor: Actor, input: NewFiling, at: MachineryAt): Promise<FilingRow> {
  const today = legalDayOf(at.now);
  const { site, organisationId } = await getSiteOfUnit(tx, actor, input.siteId, 'filing.create', today, '#/siteId');
  if (organisationId === null) throw forbidden();
  await requireSubmittable(tx, input, site);
  const row: FilingRow = {
    ...input,
    remarks: input.remarks ?? null,
    ...(await receiptOf(tx, site.countyCode, at)),
    id: at.newId(),
    organisationId,
    extensionUnreviewed: false,
    siteOrganisationId: organisationId === site.organisationId ? null : site.organisationId,
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
  await noteFilingEvent(tx, row.id, actor, 'submit', {}, at);
  await tx.machines.addCounty(row.machineId, row.countyCode);
  await record(tx, actor, at, 'filing.submit', { type: 'filing', id: row.id }, { ...input });
  await judgeMachine(tx, row.machineId, at);
  return acceptBySetting(tx, row, at);
}
