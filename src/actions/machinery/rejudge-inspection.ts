import { canonicalJson } from '../../domain/canonical.ts';
import type { SmokeClass } from '../../domain/machinery/smoke.ts';
import type { ZoneClasses } from '../../domain/machinery/zone-smoke-class.ts';
import type { InspectionRow } from '../../store/inspections.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { type AuditActor, record } from '../audit.ts';
import type { MachineryAt } from './context.ts';
import { type InspectionResult, inspectionResult, type Tested } from './judge-inspection.ts';
import { judgeMachine } from './judge-machine.ts';
import type { InspectionJudgement } from './machine-case.ts';
import { zoneClassesAt } from './zone-class.ts';

const REJUDGING: AuditActor = { kind: 'system', id: 'machine-judging' };

/**
 * What an inspection comes to with these facts of its machine, by these classes of zones. A class that is now too lax gives way
 * to the one required.
 */
export function resultWith(
  row: InspectionRow,
  machine: Tested,
  zones: ZoneClasses,
  { policies }: Pick<MachineryAt, 'policies'>,
): InspectionResult {
  const smokeClass = row.smokeClass as SmokeClass | null;
  const measured = { ...row, smokeClass, ...zones, readings: row.readings as readonly number[] | null };
  const found = inspectionResult(machine, measured, policies);
  if ('result' in found) return found;
  const strict = inspectionResult(machine, { ...measured, smokeClass: null }, policies);
  if ('result' in strict) return strict;
  throw new Error('the class that a stage requires is refused');
}

/** The same by the zones that its site lies in, as they and the exemptions from them stand now. */
export async function resultNow(
  reader: Pick<Reader, 'sites' | 'zones' | 'exemptions'>,
  row: InspectionRow,
  machine: MachineRow,
  tested: Tested,
  at: Pick<MachineryAt, 'policies'>,
): Promise<InspectionResult> {
  const site = await reader.sites.find(row.siteId);
  if (!site) throw new Error(`inspection ${row.id} has lost its site`);
  const zones = await zoneClassesAt(reader, site, { ...machine, ...tested }, row.inspectedAt);
  return resultWith(row, tested, zones, at);
}

/**
 * Gives the inspections of a machine the results they come to, where `right` was always so of it. What was read off the machine
 * at the time stays where it was not put right. Gives those whose judgement changed.
 */
export async function rejudgeInspections(
  tx: Writer,
  machine: MachineRow,
  right: Partial<Tested>,
  at: Pick<MachineryAt, 'policies'>,
): Promise<{ readonly row: InspectionRow; readonly next: InspectionResult }[]> {
  const changed: { row: InspectionRow; next: InspectionResult }[] = [];
  for (const row of await tx.inspections.ofMachine(machine.id)) {
    const judgement = row.judgement as InspectionJudgement;
    const { emissionStage, powerW } = judgement;
    const fuel = judgement.fuel === undefined ? machine.fuel : judgement.fuel;
    const next = await resultNow(tx, row, machine, { emissionStage, powerW, fuel, ...right }, at);
    if (canonicalJson([row.result, { ...judgement, fuel }]) === canonicalJson([next.result, next.judgement])) continue;
    await tx.inspections.update(row.id, next);
    changed.push({ row, next });
  }
  return changed;
}

/** Judges a machine's inspections again by its zones as they stand now, then its prohibitions and flags where that changed one. */
export async function rejudgeTests(tx: Writer, machineId: string, at: MachineryAt): Promise<void> {
  const machine = await tx.machines.find(machineId);
  const changed = machine ? await rejudgeInspections(tx, machine, {}, at) : [];
  if (changed.length === 0) return;
  for (const { row, next } of changed) {
    const before = { result: row.result, judgement: row.judgement };
    const cause = at.cause ?? null;
    const subject = { type: 'inspection', id: row.id };
    await record(tx, REJUDGING, at, 'inspection.rejudge', subject, { before, after: next, cause });
  }
  await judgeMachine(tx, machineId, at);
}
