import type { Actor } from '../../domain/identity/actor.ts';
import { type MachineStatus, statusForNewHolder } from '../../domain/machinery/machine-life.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { MachineClaimRow } from '../../store/machine-claims.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { setStatus } from './change-machine-life.ts';
import { getSide } from './open-machine-claim.ts';

/**
 * Hands a machine over (过户) from now on. Who held it until when is kept; the new holder's county sees it too, and those that did
 * still do. What the old holder said of owner and lease goes with it; filings stay with whoever filed them.
 */
export async function transferMachine(
  tx: Writer,
  actor: Actor,
  machine: MachineRow,
  { id: claimId, holderId, claimantId }: MachineClaimRow,
  at: At,
): Promise<void> {
  const { id, createdAt } = machine;
  const periods = await tx.machineHoldings.ofMachine(id);
  if (periods.length === 0) {
    const first = { id: at.newId(), machineId: id, organisationId: holderId, since: createdAt };
    await tx.machineHoldings.insert({ ...first, until: at.now, claimId: null });
  } else await tx.machineHoldings.end(id, at.now);
  const next = { id: at.newId(), machineId: id, organisationId: claimantId, since: at.now, until: null, claimId };
  await tx.machineHoldings.insert(next);
  const told = { ownerName: null, ownerPhone: null, holding: null, lessorName: null };
  await tx.machines.update(id, { organisationId: claimantId, ...told });
  await tx.machines.addCounty(id, (await getSide(tx, claimantId)).countyCode);
  const detail = { from: holderId, to: claimantId, claimId };
  await record(tx, actor, at, 'machine.transfer', { type: 'machine', id }, detail);
  const to = statusForNewHolder(machine.status as MachineStatus);
  if (to !== machine.status) await setStatus(tx, actor, machine, { to, on: legalDayOf(at.now), reason: null }, at);
}
