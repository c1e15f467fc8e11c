import { conflict, forbidden, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, type Scope, scopeOf } from '../../domain/identity/permissions.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { MachineArrivalRow } from '../../store/machine-arrivals.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { PassageRow } from '../../store/passages.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getPassage } from '../gates/get-passage.ts';
import { getArrival, requireArriving } from './arrivals.ts';

export type NewArrival = { readonly machineId: string; readonly filingId?: string | undefined };

/**
 * Links a machine with the passage of the truck that brought it. It is evidence and reports no entry. Any machine on file may be
 * named, since whoever reads its number off it sees its card; of filings only those of the officer's county, or for the
 * enterprise's own ground, else not-found.
 */
export async function linkArrival(
  tx: Writer,
  actor: Actor,
  passageId: string,
  { machineId, filingId }: NewArrival,
  at: At,
): Promise<MachineArrivalRow> {
  const passage = await getPassage(tx, actor, passageId, 'machine-arrival.write');
  requireArriving(passage);
  const scope = scopeOf(actor, 'machine-arrival.write');
  const machine = await tx.machines.find(machineId);
  if (!machine) throw notFound('#/machineId');
  if (filingId !== undefined) await requireFiling(tx, scope, filingId, machine, passage);
  const linked = (await tx.machineArrivals.ofPassage(passageId)).find((row) => row.machineId === machineId);
  if (linked) throw conflict(LINKED, '#/machineId', { existing: linked.id });
  const { enterpriseId, gateId, countyCode, passedAt } = passage;
  const row: MachineArrivalRow = {
    ...{ id: at.newId(), passageId, machineId, filingId: filingId ?? null },
    ...{ enterpriseId, gateId, countyCode, passedAt, linkedAt: at.now, linkedBy: actor.id },
    ...{ linkedFor: scope.to === 'organisation' ? scope.organisationId : null, unlinkedAt: null, unlinkedBy: null },
  };
  await tx.machineArrivals.insert(row);
  const detail = { passageId, filingId: row.filingId };
  await record(tx, actor, at, 'machine.link', { type: 'machine', id: machineId }, detail);
  return row;
}

/** Takes a link back. Enterprises take back only their own, officers any of their county. */
export async function unlinkArrival(
  tx: Writer,
  actor: Actor,
  passageId: string,
  machineId: string,
  at: At,
): Promise<void> {
  await getPassage(tx, actor, passageId, 'machine-arrival.write');
  const row = await getArrival(tx, passageId, machineId);
  const scope = scopeOf(actor, 'machine-arrival.write');
  if (scope.to === 'organisation' && row.linkedFor !== scope.organisationId) throw forbidden();
  await tx.machineArrivals.unlink(row.id, { unlinkedAt: at.now, unlinkedBy: actor.id });
  await record(tx, actor, at, 'machine.unlink', { type: 'machine', id: machineId }, { passageId });
}

async function requireFiling(
  tx: Writer,
  scope: Scope,
  filingId: string,
  machine: MachineRow,
  passage: PassageRow,
): Promise<void> {
  const filing = await tx.filings.find(filingId);
  const known = filing && (scope.to === 'organisation' ? await onGround(tx, filing, passage) : covers(scope, filing));
  if (!filing || !known) throw notFound('#/filingId');
  if (filing.machineId !== machine.id) throw invalid('#/filingId', OTHER);
}

async function onGround(tx: Writer, { siteId }: FilingRow, { enterpriseId }: PassageRow): Promise<boolean> {
  return (await tx.sites.find(siteId))?.enterpriseId === enterpriseId;
}

const LINKED = { en: 'This machine is linked with this passage already.', zh: '该机械已与此过车记录关联。' };
const OTHER = { en: 'This filing is of another machine.', zh: '该申报不属于此机械。' };
