import { isOperating } from '../codes/usage.ts';
import type { SuspectDefaults } from '../policy/parameters.ts';
import { legalDayOf } from '../time.ts';
import type { AssertedVehicle, Reading } from './passage.ts';

/** What the gates say of a vehicle in one visit, less the readings that said nothing but defaults. */
export type MergedAssertion = { readonly asserted: AssertedVehicle; readonly suspect: readonly Reading[] };

/**
 * Of several readings, each asserted fact as first given; stage X gives none. Suspect readings (疑似默认值) say nothing.
 * Without `defaults`, where no policy applies, none is suspect. Plan-clauses, point 3.
 */
export function mergedAssertion(
  readings: readonly Reading[],
  defaults: SuspectDefaults | undefined,
  registeredType?: string,
): MergedAssertion {
  const suspect = readings.filter(
    ({ asserted, passedAt }) =>
      asserted && defaults && isSuspect(asserted, legalDayOf(passedAt), defaults, registeredType),
  );
  const merged: Record<string, unknown> = {};
  for (const reading of readings) {
    if (!reading.asserted || suspect.includes(reading)) continue;
    const asserted: Readonly<Record<string, unknown>> = reading.asserted;
    for (const name in asserted) {
      const value = asserted[name];
      if (name === 'emissionStage' && value === 'X') continue;
      if (value !== null && value !== undefined && !(name in merged)) merged[name] = value;
    }
  }
  return { asserted: merged, suspect };
}

/**
 * Whether a gate's facts of a passage on a legal day are what gate software sends when it knows nothing, its type being
 * the gate's word or the registered one.
 */
export function isSuspect(
  asserted: AssertedVehicle,
  legalDay: string,
  defaults: SuspectDefaults,
  registeredType?: string,
): boolean {
  const typical = [
    asserted.fuel === defaults.fuel,
    asserted.emissionStage === defaults.emissionStage,
    usageOf(asserted) === defaults.usage,
    asserted.registeredOn === legalDay,
  ].filter(Boolean).length;
  if (typical >= defaults.atLeast) return true;
  const types = [asserted.vehicleType, registeredType];
  return defaults.impossible.some(
    ({ fuel, vehicleTypes }) =>
      asserted.fuel === fuel && types.some((type) => vehicleTypes.some((prefix) => type?.startsWith(prefix))),
  );
}

/** Gate software also sends the GA letter alone. */
function usageOf({ usage, usageCode }: AssertedVehicle): string | undefined {
  const operating = isOperating(usage, usageCode);
  return operating === undefined ? undefined : operating ? 'operating' : 'non_operating';
}
