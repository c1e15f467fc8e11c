import { invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { MachineRetrofitRow } from '../../store/machine-retrofits.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getMachine } from './get-machine.ts';
import { requireMachineEvidence } from './machine-evidence.ts';

export type NewRetrofit = Omit<MachineRetrofitRow, 'id' | 'machineId' | 'recordedAt' | 'recordedBy' | 'evidenceIds'> & {
  readonly evidenceIds: readonly string[];
};

/**
 * Notes a retrofit (改造) of a machine: what was done, when and by whom. Its after-treatment becomes what the newest retrofit by
 * its day says; its stage never changes by it. Invalid for a day to come, or before the machine was made.
 */
export async function noteRetrofit(
  tx: Writer,
  actor: Actor,
  machineId: string,
  retrofit: NewRetrofit,
  at: At,
): Promise<MachineRetrofitRow> {
  const machine = await getMachine(tx, actor, machineId, 'machine.note');
  const { retrofittedOn, afterTreatment, evidenceIds } = retrofit;
  if (retrofittedOn > legalDayOf(at.now)) throw invalid('#/retrofittedOn', TO_COME);
  if (machine.producedOn !== null && retrofittedOn < machine.producedOn) throw invalid('#/retrofittedOn', UNMADE);
  await requireMachineEvidence(tx, machineId, evidenceIds);
  const row = { ...retrofit, id: at.newId(), machineId, recordedAt: at.now, recordedBy: actor.id };
  const newest = await tx.machineRetrofits.newestTreatment(machineId);
  await tx.machineRetrofits.insert(row);
  if (afterTreatment !== null && (newest === undefined || newest.retrofittedOn <= retrofittedOn))
    await tx.machines.update(machineId, { afterTreatment });
  await record(tx, actor, at, 'machine.retrofit', { type: 'machine', id: machineId }, { ...retrofit, id: row.id });
  return row;
}

const TO_COME = { en: 'This day has not come yet.', zh: '该日期尚未到来。' };
const UNMADE = { en: 'The machine was made only later.', zh: '该日期早于机械生产日期。' };
