import { conflict, invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { filingRefusal, lifeRefusal, type MachineStatus } from '../../domain/machinery/machine-life.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getMachine } from './get-machine.ts';

/** What became of a machine: since which legal day (today where nobody says), and why. */
export type LifeChange = {
  readonly to: MachineStatus;
  readonly on: string | null;
  readonly reason: string | null;
};

/**
 * Notes that a machine was sold, scrapped or moved out (转卖、报废、转出), or is in use again. By its holder, or an officer of a
 * county that sees it. Conflict where its status forbids it, invalid for a day to come. Its filings and what happened stay.
 */
export async function changeMachineLife(
  tx: Writer,
  actor: Actor,
  id: string,
  { to, on, reason }: LifeChange,
  at: At,
): Promise<MachineRow> {
  const known = await getMachine(tx, actor, id, 'machine.note');
  const today = legalDayOf(at.now);
  const refusal = lifeRefusal(known.status as MachineStatus, to);
  if (refusal) throw conflict(refusal, undefined, { state: known.status });
  const day = on ?? today;
  if (day > today) throw invalid('#/on', TO_COME);
  await setStatus(tx, actor, known, { to, on: day, reason }, at);
  return { ...known, status: to, statusOn: to === 'active' ? null : day };
}

/** Stores the status with its history and tells the audit. */
export async function setStatus(
  tx: Writer,
  actor: Actor,
  { id, status: before }: MachineRow,
  { to, on, reason }: LifeChange & { readonly on: string },
  at: At,
): Promise<void> {
  await tx.machines.update(id, { status: to, statusOn: to === 'active' ? null : on });
  await tx.machineLives.insert({
    ...{ id: at.newId(), machineId: id, status: to, day: on, reason },
    ...{ at: at.now, recordedBy: actor.id },
  });
  await record(tx, actor, at, 'machine.status', { type: 'machine', id }, { before, after: to, on, reason });
}

/** Conflict about `#/machineId` where a machine is not in use and so cannot be filed anew. */
export function requireInUse({ status, statusOn }: Pick<MachineRow, 'status' | 'statusOn'>): void {
  const refusal = filingRefusal(status as MachineStatus, statusOn);
  if (refusal) throw conflict(refusal, '#/machineId', { state: status, since: statusOn });
}

const TO_COME = { en: 'This day has not come yet.', zh: '该日期尚未到来。' };
