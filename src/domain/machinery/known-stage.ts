import { contradicts } from '../fleet/verified-stage.ts';

/** A machine's stage as its record has it, `X` for unknown, beside its fuel. */
export type StagedMachine = { readonly emissionStage: string; readonly fuel?: string | null | undefined };

/**
 * The stage of a machine (排放阶段) that anything may rest on; undefined where it is `X` or the fuel contradicts it: zero-tailpipe
 * with a fuel burnt on board, or a stage of engines of a machine that has none. Plan-clauses, point 5.
 */
export function knownStage({ emissionStage, fuel }: StagedMachine): string | undefined {
  return emissionStage === 'X' || contradicts(emissionStage, fuel ?? undefined) ? undefined : emissionStage;
}
