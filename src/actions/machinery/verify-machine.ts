import { invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { MACHINE_STAGE_BASES, type MachineStageBasis } from '../../domain/machinery/stage-basis.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import { tell } from '../tell.ts';
import type { MachineryAt } from './context.ts';
import { getMachine } from './get-machine.ts';
import { judgeMachine } from './judge-machine.ts';
import { requireMachineEvidence } from './machine-evidence.ts';

/** What an officer found of a machine's stage; `evidenceIds` are files about the machine. */
export type StageFound = {
  readonly emissionStage: string;
  readonly basis: MachineStageBasis;
  readonly remarks: string | null;
  readonly evidenceIds: readonly string[];
};

/**
 * Verifies a machine's stage (排放阶段核验): it becomes what the officer found, with the basis, and stands until an officer looks
 * again. Flags tell the new stage; what inspections found by the record of their day stays. Invalid for an unknown stage.
 */
export async function verifyMachine(
  tx: Writer,
  actor: Actor,
  id: string,
  found: StageFound,
  at: MachineryAt,
): Promise<MachineRow> {
  const known = await getMachine(tx, actor, id, 'machine.verify');
  const { emissionStage, basis, remarks, evidenceIds } = found;
  if (emissionStage === 'X') throw invalid('#/emissionStage', UNKNOWN);
  await requireMachineEvidence(tx, id, evidenceIds);
  const change = { emissionStage, stageBasis: basis, stageVerifiedAt: at.now };
  await tx.machines.update(id, change);
  const looked = { ...{ emissionStage, basis, remarks, evidenceIds }, stageBefore: known.emissionStage };
  await tx.machineVerifications.insert({ id: at.newId(), machineId: id, ...looked, at: at.now, verifiedBy: actor.id });
  await record(tx, actor, at, 'machine.verify', { type: 'machine', id }, looked);
  if (emissionStage !== known.emissionStage) await judgeMachine(tx, id, at);
  const { en, zh } = MACHINE_STAGE_BASES[basis];
  await tell(tx, at, {
    topic: 'machine.verified',
    subject: { type: 'machine', id },
    countyCodes: await tx.machines.countiesOf(id),
    organisationIds: known.organisationId === null ? [] : [known.organisationId],
    summary: {
      en: `The stage of the machine ${known.name} was verified as ${emissionStage} (${en}); it was ${known.emissionStage} on record.`,
      zh: `机械“${known.name}”的排放阶段核验为 ${emissionStage}（${zh}），原登记为 ${known.emissionStage}。`,
    },
    data: { emissionStage, basis, stageBefore: known.emissionStage },
  });
  return { ...known, ...change };
}

const UNKNOWN = { en: 'An unknown stage cannot be verified.', zh: '未知排放阶段不能核验。' };
