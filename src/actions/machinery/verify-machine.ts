import { stageNameOf } from '../../domain/codes/emission-stage.ts';
import { invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { knownStage } from '../../domain/machinery/known-stage.ts';
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
 * again. Flags tell the new stage; what inspections found by the record of their day stays. Invalid for an
 * unknown stage, and for one that the fuel on record contradicts.
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
  if (knownStage({ emissionStage, fuel: known.fuel }) === undefined) throw invalid('#/emissionStage', AGAINST_FUEL);
  await requireMachineEvidence(tx, id, evidenceIds);
  const change = { emissionStage, stageBasis: basis, stageVerifiedAt: at.now };
  await tx.machines.update(id, change);
  const looked = { ...{ emissionStage, basis, remarks, evidenceIds }, stageBefore: known.emissionStage };
  await tx.machineVerifications.insert({ id: at.newId(), machineId: id, ...looked, at: at.now, verifiedBy: actor.id });
  await record(tx, actor, at, 'machine.verify', { type: 'machine', id }, looked);
  if (emissionStage !== known.emissionStage) await judgeMachine(tx, id, at);
  const [stage, before, by] = [
    stageNameOf(emissionStage),
    stageNameOf(known.emissionStage),
    MACHINE_STAGE_BASES[basis],
  ];
  await tell(tx, at, {
    topic: 'machine.verified',
    subject: { type: 'machine', id },
    countyCodes: await tx.machines.countiesOf(id),
    organisationIds: known.organisationId === null ? [] : [known.organisationId],
    summary: {
      en: `The stage of the machine ${known.name} was verified as ${stage.en} (${by.en}); it was ${before.en} on record.`,
      zh: `机械“${known.name}”的排放阶段核验为${stage.zh}（${by.zh}），原登记为${before.zh}。`,
    },
    data: { emissionStage, basis, stageBefore: known.emissionStage },
  });
  return { ...known, ...change };
}

const AGAINST_FUEL = {
  en: 'This stage and the fuel on record cannot both be true; have the fuel corrected first.',
  zh: '该排放阶段与档案记载的燃料种类矛盾，请先更正燃料种类。',
};
const UNKNOWN = { en: 'An unknown stage cannot be verified.', zh: '未知排放阶段不能核验。' };
