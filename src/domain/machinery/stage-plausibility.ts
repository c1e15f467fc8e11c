import { stageNumber } from '../codes/emission-stage.ts';
import { parseDisclosureNumber, parseEnvironmentalCode } from '../codes/machine-number.ts';
import type { Warning } from '../codes/warning.ts';

/** From which production day, and up to which power, a machine of at most `maxStage` is implausible (GB 20891 stage IV). */
export type StagePlausibility = {
  readonly from: string;
  readonly maxPowerW: number;
  readonly maxStage: number;
};

type MachineStage = {
  readonly emissionStage: string;
  readonly producedOn?: string | null | undefined;
  readonly powerW?: number | null | undefined;
  readonly environmentalCode?: string | null | undefined;
  readonly disclosureNumber?: string | null | undefined;
};

/**
 * Doubts about a machine's stage: older than its production day allows, or another one than its numbers imply. They are
 * stored with the record and never become a flag of use. Without production day or power nothing is doubted.
 */
export function machineWarnings(machine: MachineStage, limits: StagePlausibility): Warning[] {
  const warnings: Warning[] = [];
  if (isImplausible(machine, limits)) warnings.push({ code: 'stage_implausible', pointer: '#/emissionStage' });
  const implied = [
    [parseEnvironmentalCode(machine.environmentalCode ?? '')?.stage, '#/environmentalCode'],
    [parseDisclosureNumber(machine.disclosureNumber ?? '')?.stage, '#/disclosureNumber'],
  ] as const;
  for (const [stage, pointer] of implied) {
    if (stage === undefined || stage === 'X' || machine.emissionStage === 'X') continue;
    if (stage !== machine.emissionStage) warnings.push({ code: 'machine_code_stage_mismatch', pointer });
  }
  return warnings;
}

function isImplausible({ emissionStage, producedOn, powerW }: MachineStage, limits: StagePlausibility): boolean {
  const stage = stageNumber(emissionStage);
  if (stage === undefined || !producedOn || powerW === null || powerW === undefined) return false;
  return stage <= limits.maxStage && producedOn >= limits.from && powerW <= limits.maxPowerW;
}
