import { stageNumber } from '../codes/emission-stage.ts';
import { parseDisclosureNumber, parseEnvironmentalCode } from '../codes/machine-number.ts';
import type { Warning } from '../codes/warning.ts';
import { contradicts } from '../fleet/verified-stage.ts';

/** From which production day, and up to which power, a machine of at most `maxStage` is implausible (GB 20891 stage IV). */
export type StagePlausibility = {
  readonly from: string;
  readonly maxPowerW: number;
  readonly maxStage: number;
};

/**
 * What production days say of stages: machines made before `madeBefore` are not of stage `notStage` or a later one, those made from
 * `madeFrom` on not of `notStage` or an older one. The 560 kW rule is `StagePlausibility`'s.
 */
export type StageDays = {
  readonly tooNew: readonly { readonly madeBefore: string; readonly notStage: number }[];
  readonly tooOld: readonly { readonly madeFrom: string; readonly notStage: number }[];
};

type MachineStage = {
  readonly emissionStage: string;
  readonly fuel?: string | null | undefined;
  readonly producedOn?: string | null | undefined;
  readonly powerW?: number | null | undefined;
  readonly environmentalCode?: string | null | undefined;
  readonly disclosureNumber?: string | null | undefined;
};

/**
 * Doubts about a machine's stage: its fuel contradicts it, it is older than its production day allows, newer than there were
 * engines of it, or another one than its numbers imply. They are shown with the record and never become a flag of use.
 */
export function machineWarnings(machine: MachineStage, limits: StagePlausibility, days: StageDays): Warning[] {
  const warnings: Warning[] = [];
  if (contradicts(machine.emissionStage, machine.fuel ?? undefined))
    warnings.push({ code: 'stage_against_fuel', pointer: '#/emissionStage' });
  if (isImplausible(machine, limits) || isTooOld(machine, days))
    warnings.push({ code: 'stage_implausible', pointer: '#/emissionStage' });
  if (isTooNew(machine, days)) warnings.push({ code: 'stage_before_its_time', pointer: '#/emissionStage' });
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

function isTooOld({ emissionStage, producedOn }: MachineStage, { tooOld }: StageDays): boolean {
  const stage = stageNumber(emissionStage);
  if (stage === undefined || !producedOn) return false;
  return tooOld.some(({ madeFrom, notStage }) => producedOn >= madeFrom && stage <= notStage);
}

function isTooNew({ emissionStage, producedOn }: MachineStage, { tooNew }: StageDays): boolean {
  const stage = stageNumber(emissionStage);
  if (stage === undefined || !producedOn) return false;
  return tooNew.some(({ madeBefore, notStage }) => producedOn < madeBefore && stage >= notStage);
}
