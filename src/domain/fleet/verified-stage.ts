import { isCombustion } from '../codes/fuel.ts';
import { isVerifiedBasis } from '../codes/stage-basis.ts';
import type { VehicleFacts } from './vehicle.ts';

/** The stage as the register vouches for it; undefined where its basis is only somebody's word, it is X, or the fuel contradicts it. */
export function verifiedStageOf(vehicle: VehicleFacts): string | undefined {
  const { emissionStage: stage, fuel, stageBasis } = vehicle;
  if (stage === undefined || stage === 'X' || !isVerifiedBasis(stageBasis)) return undefined;
  return contradicts(stage, fuel) ? undefined : stage;
}

/** Whether stage and fuel cannot both be true: D with a fuel burnt on board, or a China stage of an electric vehicle. Plan-clauses, point 5. */
export function contradicts(stage: string, fuel: string | undefined): boolean {
  if (fuel === undefined || stage === 'X') return false;
  return stage === 'D' ? isCombustion(fuel) : fuel === 'electric' || fuel === 'hydrogen';
}
