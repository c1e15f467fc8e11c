import type { Actor } from '../../domain/identity/actor.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Writer } from '../../store/store.ts';
import { type CorrectionWhy, keepCorrection } from '../enforcement/correct-fact.ts';
import { changedMembers } from './changed-members.ts';
import type { MachineryAt } from './context.ts';
import { getMachine } from './get-machine.ts';
import type { Tested } from './judge-inspection.ts';
import { judgeMachine } from './judge-machine.ts';
import type { MachineDetails } from './register-machine.ts';
import { rejudgeInspections } from './rejudge-inspection.ts';
import { writeMachine } from './update-machine.ts';

/**
 * Puts a machine's record right for all time: its inspections are judged again with what it always was, each by the limits
 * of its own day, then its prohibitions and flags. For officers of the counties where it was filed or seen.
 */
export async function correctMachine(
  tx: Writer,
  actor: Actor,
  id: string,
  change: Partial<MachineDetails>,
  why: CorrectionWhy,
  at: MachineryAt,
): Promise<void> {
  const known = await getMachine(tx, actor, id, 'machine.correct');
  const machine = await writeMachine(tx, actor, known, change, 'machine.correct', at);
  for (const { row, next } of await rejudgeInspections(tx, machine, putRight(known, machine), at)) {
    const before = { result: row.result, judgement: row.judgement };
    const subject = { subjectType: 'inspection', subjectId: row.id } as const;
    await keepCorrection(tx, actor, { ...subject, fact: 'judgement', before, after: next }, why, at);
  }
  await judgeMachine(tx, id, at);
}

const putRight = (known: MachineRow, machine: MachineRow): Partial<Tested> =>
  changedMembers<Tested>(known, testedOf(machine)).after;

const testedOf = ({ emissionStage, powerW, fuel }: MachineRow): Tested => ({ emissionStage, powerW, fuel });
