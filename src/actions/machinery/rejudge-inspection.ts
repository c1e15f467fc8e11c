import type { SmokeClass } from '../../domain/machinery/smoke.ts';
import type { InspectionRow } from '../../store/inspections.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Writer } from '../../store/store.ts';
import { changedMembers } from './changed-members.ts';
import type { MachineryAt } from './context.ts';
import { type InspectionResult, inspectionResult, type Tested } from './judge-inspection.ts';
import type { InspectionJudgement } from './machine-case.ts';

/** What an inspection comes to with these facts of its machine. A class that is now too lax gives way to the one required. */
export function resultWith(
  row: InspectionRow,
  machine: Tested,
  { policies }: Pick<MachineryAt, 'policies'>,
): InspectionResult {
  const smokeClass = row.smokeClass as SmokeClass | null;
  const { leastClass = null } = row.judgement as { readonly leastClass?: SmokeClass };
  const measured = { ...row, smokeClass, leastClass, readings: row.readings as readonly number[] | null };
  const found = inspectionResult(machine, measured, policies);
  if ('result' in found) return found;
  const strict = inspectionResult(machine, { ...measured, smokeClass: null }, policies);
  if ('result' in strict) return strict;
  throw new Error('the class that a stage requires is refused');
}

/**
 * Gives the inspections of a machine the results they come to where its stage, power or fuel were never what the record
 * said. What was read off the machine at the time stays where it was not put right. Gives those whose judgement changed.
 */
export async function rejudgeInspections(
  tx: Writer,
  before: MachineRow,
  after: MachineRow,
  at: MachineryAt,
): Promise<{ readonly row: InspectionRow; readonly next: InspectionResult }[]> {
  const right = changedMembers<Tested>(before, testedOf(after)).after;
  if (Object.keys(right).length === 0) return [];
  const changed: { row: InspectionRow; next: InspectionResult }[] = [];
  for (const row of await tx.inspections.ofMachine(after.id)) {
    const { emissionStage, powerW } = row.judgement as InspectionJudgement;
    const next = resultWith(row, { emissionStage, powerW, fuel: after.fuel, ...right }, at);
    if (JSON.stringify([row.result, row.judgement]) === JSON.stringify([next.result, next.judgement])) continue;
    await tx.inspections.update(row.id, next);
    changed.push({ row, next });
  }
  return changed;
}

const testedOf = ({ emissionStage, powerW, fuel }: MachineRow): Tested => ({ emissionStage, powerW, fuel });
