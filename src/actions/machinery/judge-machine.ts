import type { DesiredFlag } from '../../domain/enforcement/violation.ts';
import type { Prohibition } from '../../domain/machinery/prohibition.ts';
import type { ProhibitionRow } from '../../store/prohibitions.ts';
import type { Writer } from '../../store/store.ts';
import { type AuditActor, record } from '../audit.ts';
import { raiseFlags } from '../enforcement/raise-flags.ts';
import { changedMembers } from './changed-members.ts';
import type { MachineryAt } from './context.ts';
import { type MachineCase, machineCase } from './machine-case.ts';
import { machineFlags } from './machine-flags.ts';
import { tellOfProhibition } from './tell-of-prohibition.ts';

const JUDGING: AuditActor = { kind: 'system', id: 'machine-judging' };

/** The kinds of flags that a machine's record decides (2.4.6a, 2.4.6b, 3.3); others of the machine are left alone. */
const KINDS: readonly string[] = [
  'unregistered_machine',
  'late_registration',
  'machine_over_limit',
  'prohibited_machine_in_use',
  'alert_restriction_breach',
];

/**
 * Derives a machine's prohibitions and flags anew from all that is on file about it and makes exactly those stand. To be
 * called in the transaction of every event of the machine; the order in which events arrive does not matter.
 */
export async function judgeMachine(tx: Writer, machineId: string, at: MachineryAt): Promise<void> {
  const found = await machineCase(tx, machineId, at);
  const prohibitions = await settleProhibitions(tx, machineId, found, at);
  const machine = await tx.machines.find(machineId);
  const desired: DesiredFlag[] = machine ? machineFlags(machine, found, prohibitions) : [];
  const standing = (await tx.violations.ofMachine(machineId)).filter(({ kind }) => KINDS.includes(kind));
  await raiseFlags(tx, standing, desired, at);
}

/**
 * A prohibition keeps its row also where a fail told late opens it earlier. One that no inspection makes any more, since one
 * was voided or was of another machine, is lifted now. Nobody is told that the machine is free while another one stands. Gives the rows by the id of the inspection that opens each.
 */
async function settleProhibitions(
  tx: Writer,
  machineId: string,
  { inspections, record: { prohibitions } }: MachineCase,
  at: MachineryAt,
): Promise<ReadonlyMap<string, ProhibitionRow>> {
  const stored = new Map((await tx.prohibitions.ofMachine(machineId)).map((row) => [row.inspectionId, row]));
  const rows = new Map<string, ProhibitionRow>();
  const barred = prohibitions.some(({ liftedAt }) => liftedAt === undefined);
  for (const prohibition of prohibitions) {
    const fails = [prohibition.inspectionId, ...prohibition.furtherFails];
    const row = fails.map((id) => stored.get(id)).find((known) => known !== undefined);
    const inspection = inspections.find(({ id }) => id === prohibition.inspectionId);
    if (!inspection) continue;
    const { siteId, organisationId, countyCode } = inspection;
    const place = { machineId, siteId, organisationId, countyCode, inspectionId: inspection.id };
    rows.set(inspection.id, await settle(tx, row, { id: at.newId(), ...place, ...standing(prohibition) }, barred, at));
  }
  const made = new Set([...rows.values()].map(({ id }) => id));
  for (const row of stored.values()) if (!made.has(row.id) && row.status === 'open') await annul(tx, row, barred, at);
  return rows;
}

async function settle(
  tx: Writer,
  row: ProhibitionRow | undefined,
  wanted: Omit<ProhibitionRow, 'retestBy'>,
  barred: boolean,
  at: MachineryAt,
): Promise<ProhibitionRow> {
  if (!row) {
    const opened = { ...wanted, retestBy: null };
    await tx.prohibitions.insert(opened);
    await note(tx, at, 'prohibition.open', opened);
    if (opened.status === 'lifted') await note(tx, at, 'prohibition.lift', opened);
    else await tellOfProhibition(tx, 'prohibition.opened', opened, at);
    return opened;
  }
  const { id, machineId, ...rest } = wanted;
  const next = { ...row, ...rest };
  const { after } = changedMembers(row, rest);
  if (Object.keys(after).length === 0) return row;
  await tx.prohibitions.update(row.id, after);
  if (next.inspectionId !== row.inspectionId) await note(tx, at, 'prohibition.antedate', next);
  if (next.liftedBy !== row.liftedBy)
    await note(tx, at, next.status === 'lifted' ? 'prohibition.lift' : 'prohibition.reopen', next);
  if (next.status !== row.status && next.status === 'open') await tellOfProhibition(tx, 'prohibition.opened', next, at);
  if (next.status !== row.status && next.status === 'lifted' && !barred)
    await tellOfProhibition(tx, 'prohibition.lifted', next, at);
  return next;
}

async function annul(tx: Writer, row: ProhibitionRow, barred: boolean, at: MachineryAt): Promise<void> {
  await tx.prohibitions.update(row.id, { status: 'lifted', liftedAt: at.now });
  await note(tx, at, 'prohibition.annul', row);
  if (!barred) await tellOfProhibition(tx, 'prohibition.lifted', row, at);
}

function standing({ openedAt, liftedAt, liftedBy }: Prohibition) {
  return {
    status: liftedAt === undefined ? 'open' : 'lifted',
    openedAt,
    liftedAt: liftedAt ?? null,
    liftedBy: liftedBy ?? null,
  };
}

async function note(tx: Writer, at: MachineryAt, action: string, row: ProhibitionRow): Promise<void> {
  const { id, machineId, inspectionId, liftedBy } = row;
  await record(tx, JUDGING, at, action, { type: 'prohibition', id }, { machineId, inspectionId, liftedBy });
}
