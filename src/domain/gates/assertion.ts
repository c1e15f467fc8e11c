import type { SuspectDefaults } from '../policy/parameters.ts';
import { legalDayOf } from '../time.ts';
import type { AssertedVehicle, Reading } from './passage.ts';

/** What the gates say of a vehicle in one visit, less the readings that said nothing but defaults. */
export type MergedAssertion = { readonly asserted: AssertedVehicle; readonly suspect: readonly Reading[] };

/**
 * Of several readings, each asserted fact as first given; stage X gives none. Suspect readings (疑似默认值) say nothing.
 * Without `defaults`, where no policy applies, none is suspect. Plan-clauses, point 3.
 */
export function mergedAssertion(readings: readonly Reading[], defaults: SuspectDefaults | undefined): MergedAssertion {
  const suspect = readings.filter(
    ({ asserted, passedAt }) => asserted && defaults && isSuspect(asserted, legalDayOf(passedAt), defaults),
  );
  const merged: Record<string, unknown> = {};
  for (const reading of readings) {
    if (!reading.asserted || suspect.includes(reading)) continue;
    for (const [name, value] of Object.entries(reading.asserted)) {
      if (name === 'emissionStage' && value === 'X') continue;
      if (value !== null && value !== undefined && !(name in merged)) merged[name] = value;
    }
  }
  return { asserted: merged, suspect };
}

/** Whether a gate's facts of a passage on a legal day are what gate software sends when it knows nothing. */
export function isSuspect(asserted: AssertedVehicle, legalDay: string, defaults: SuspectDefaults): boolean {
  const typical = [
    asserted.fuel === defaults.fuel,
    asserted.emissionStage === defaults.emissionStage,
    asserted.usage === defaults.usage,
    asserted.registeredOn === legalDay,
  ].filter(Boolean).length;
  if (typical >= defaults.atLeast) return true;
  const type = asserted.vehicleType;
  return defaults.impossible.some(
    ({ fuel, vehicleTypes }) => asserted.fuel === fuel && vehicleTypes.some((prefix) => type?.startsWith(prefix)),
  );
}
