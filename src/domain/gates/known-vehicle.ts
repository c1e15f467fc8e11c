import { isNewEnergyFuel } from '../codes/fuel.ts';
import type { VehicleFacts } from '../fleet/vehicle.ts';
import { contradicts, verifiedStageOf } from '../fleet/verified-stage.ts';
import type { Origin } from '../policy/vocabulary.ts';
import { tellingColour } from './colour.ts';
import type { AssertedVehicle, Basis } from './passage.ts';

/** A fact with where it came from; undefined is unknown. */
export type Known<T> = { readonly value: T; readonly origin: Origin } | undefined;

/** The vehicle as one visit knows it: each fact by itself, verified in the register, else asserted by the gate, else unknown. */
export type KnownVehicle = {
  readonly stage: Known<string>;
  readonly vehicleType: Known<string>;
  readonly fuel: Known<string>;
  readonly newEnergy: Known<boolean>;
  readonly basis: Basis;
};

/** Plan-clauses, points 3 and 5. `asserted` leaves out what suspect defaults made worthless. */
export function knownVehicle(
  verified: VehicleFacts | undefined,
  asserted: AssertedVehicle,
  plateColour: string | null,
): KnownVehicle {
  const registered = verified && verifiedStageOf(verified);
  const fuel = fuelOf(verified?.fuel, asserted.fuel, registered);
  const stage = registered === undefined ? assertedStage(asserted, fuel) : known(registered, undefined);
  return {
    stage,
    vehicleType: known(verified?.vehicleType, asserted.vehicleType),
    fuel,
    newEnergy: newEnergyOf(stage, fuel, plateColour),
    basis: stage === undefined ? 'unknown' : stage.origin === 'registry' ? 'verified' : 'asserted',
  };
}

function known<T>(registry: T | undefined, gate: T | undefined): Known<T> {
  if (registry !== undefined) return { value: registry, origin: 'registry' };
  return gate === undefined ? undefined : { value: gate, origin: 'asserted' };
}

/** A gate's word for a fuel that the registered stage rules out is not believed. */
function fuelOf(
  verified: string | undefined,
  asserted: string | undefined,
  registered: string | undefined,
): Known<string> {
  const believed = registered === undefined || asserted === undefined || !contradicts(registered, asserted);
  return known(verified, believed ? asserted : undefined);
}

/** D with a combustion fuel, or a China stage with a zero-tailpipe one, contradict each other: the stage is then unknown. */
function assertedStage({ emissionStage }: AssertedVehicle, fuel: Known<string>): Known<string> {
  if (emissionStage === undefined || emissionStage === 'X') return undefined;
  return contradicts(emissionStage, fuel?.value) ? undefined : known(undefined, emissionStage);
}

/** Point 5: electric, hydrogen or plug-in hybrid by the register, else by the gate together with a green plate; or stage D. */
function newEnergyOf(stage: Known<string>, fuel: Known<string>, plateColour: string | null): Known<boolean> {
  if (stage?.value === 'D') return { value: true, origin: stage.origin };
  if (!fuel) return undefined;
  if (!isNewEnergyFuel(fuel.value)) return { value: false, origin: fuel.origin };
  if (fuel.origin === 'registry' || tellingColour(plateColour) === 'green') return { value: true, origin: fuel.origin };
  return undefined;
}
