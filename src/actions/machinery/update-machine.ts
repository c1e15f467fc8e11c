import type { Actor } from '../../domain/identity/actor.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { changedMembers } from './changed-members.ts';
import type { MachineryAt } from './context.ts';
import { getMachine } from './get-machine.ts';
import { judgeMachine } from './judge-machine.ts';
import { requireCoherence, requireUnverified, withWhatFollows } from './machine-coherence.ts';
import { requireIdentity, settleNumbers } from './machine-numbers.ts';
import type { MachineDetails } from './register-machine.ts';

/**
 * Corrects what is given of a machine's record (null erases). Invalid where it would lose its identity, conflict where a
 * code stands for another machine or an officer verified the stage that is to change. What inspections found with the record of their day stands; flags tell the new stage.
 */
export async function updateMachine(
  tx: Writer,
  actor: Actor,
  id: string,
  change: Partial<MachineDetails>,
  at: MachineryAt,
): Promise<MachineRow> {
  const known = await getMachine(tx, actor, id, 'machine.update');
  requireUnverified(known, change);
  const machine = await writeMachine(tx, actor, known, change, 'machine.update', at);
  if (machine.emissionStage !== known.emissionStage || machine.fuel !== known.fuel) await judgeMachine(tx, id, at);
  return machine;
}

/** Stores what differs of a machine's record, with its numbers, and tells the audit of it under `action`. */
export async function writeMachine(
  tx: Writer,
  actor: Actor,
  known: MachineRow,
  change: Partial<MachineDetails>,
  action: string,
  at: At,
): Promise<MachineRow> {
  const { id } = known;
  const { before, after } = changedMembers(known, withWhatFollows(known, change));
  if (Object.keys(after).length === 0) return known;
  const machine = { ...known, ...after };
  requireIdentity(machine);
  requireCoherence(machine);
  await tx.machines.update(id, after);
  await settleNumbers(tx, machine);
  const detail = {
    before: { ...before, ownerPhone: undefined },
    after: { ...after, ownerPhone: undefined },
    ...('ownerPhone' in after ? { ownerPhoneChanged: true } : {}),
  };
  await record(tx, actor, at, action, { type: 'machine', id }, detail);
  return machine;
}
