import { stageNumber } from '../codes/emission-stage.ts';
import { plateColourMismatch } from '../codes/plate.ts';
import { heavyDieselClass } from '../codes/vehicle-type.ts';
import { vinWarnings } from '../codes/vin.ts';
import type { AssertedVehicle } from '../gates/passage.ts';
import type { VehicleFacts } from './vehicle.ts';
import { contradicts } from './verified-stage.ts';

/** From which day of first registration (初次登记日期) a diesel vehicle has at least which China stage; in order of days. */
export type StageByRegistration = readonly { readonly from: string; readonly stage: number }[];

/** What may speak against the facts of a vehicle (疑点), for the officer who verifies it. */
export const CONTRADICTIONS = [
  'vin_check_digit',
  'vin_asserted_otherwise',
  'stage_asserted_otherwise',
  'stage_against_fuel',
  'stage_older_than_registration',
  'plate_against_colour',
  'colour_against_type',
  'not_networked',
] as const;
export type ContradictionCode = (typeof CONTRADICTIONS)[number];

/** `inferred`: it follows from a rule of thumb and never refuses by itself. `facts` are what was held against each other. */
export type Contradiction = {
  readonly code: ContradictionCode;
  readonly inferred: boolean;
  readonly facts: Readonly<Record<string, string>>;
};

/**
 * The stage that a diesel vehicle has at the least by its first registration: a lower bound with months of transition, only
 * ever shown as inferred. Undefined where day or fuel tells nothing.
 */
export function impliedStage(
  { registeredOn, fuel }: Pick<VehicleFacts, 'registeredOn' | 'fuel'>,
  stages: StageByRegistration,
): number | undefined {
  if (!registeredOn || fuel !== 'diesel') return undefined;
  return stages.findLast(({ from }) => from <= registeredOn)?.stage;
}

/** Everything that speaks against a vehicle's facts by themselves, by what gates asserted of it, and by its registration day. */
export function contradictionsOf(
  vehicle: VehicleFacts,
  asserted: readonly AssertedVehicle[],
  stages: StageByRegistration,
): Contradiction[] {
  const { vin, emissionStage: stage, fuel, plate, plateColour, vehicleType, registeredOn } = vehicle;
  const found: Contradiction[] = [];
  const add = (code: ContradictionCode, facts: Contradiction['facts'], inferred = false) =>
    void found.push({ code, inferred, facts });
  if (vin && vinWarnings(vin, '#/vin').length > 0) add('vin_check_digit', { vin });
  const otherVins = differing(asserted, 'vin', vin ?? undefined);
  if (vin && otherVins) add('vin_asserted_otherwise', { vin, asserted: otherVins });
  const otherStages = differing(asserted, 'emissionStage', stage);
  if (stage && stage !== 'X' && otherStages) add('stage_asserted_otherwise', { stage, asserted: otherStages });
  if (stage && fuel && contradicts(stage, fuel)) add('stage_against_fuel', { stage, fuel });
  const least = impliedStage(vehicle, stages);
  const number = stageNumber(stage);
  if (least !== undefined && number !== undefined && number < least && stage && registeredOn)
    add('stage_older_than_registration', { stage, registeredOn, impliedStage: String(least) }, true);
  if (plate && plateColour && plateColourMismatch(plate, plateColour))
    add('plate_against_colour', { plate, plateColour });
  if (plateColour && vehicleType && colourAgainstType(plateColour, vehicleType))
    add('colour_against_type', { plateColour, vehicleType });
  if (
    number !== undefined &&
    number >= 6 &&
    fuel === 'diesel' &&
    heavyDieselClass(known(vehicle)) &&
    !isNetworked(vehicle)
  )
    add('not_networked', { stage: String(number), networkStatus: vehicle.networkStatus ?? '' }, true);
  return found;
}

/** What gates said otherwise, each value once; undefined for none. */
function differing(
  asserted: readonly AssertedVehicle[],
  name: 'vin' | 'emissionStage',
  own: string | undefined,
): string | undefined {
  const others = asserted.map((one) => one[name]).filter((value) => value && value !== 'X' && value !== own);
  return others.length > 0 ? [...new Set(others)].sort().join(',') : undefined;
}

/** Medium and heavy lorries, tractor units and trailers carry yellow plates, light and micro lorries blue ones (GA 36). */
function colourAgainstType(colour: string, type: string): boolean {
  if (/^(?:H[12]|Q|B[12]|G[12])/.test(type)) return colour === 'blue';
  return /^H[34]/.test(type) && colour === 'yellow';
}

const known = ({ grossMassKg, vehicleType }: VehicleFacts) => ({
  ...(grossMassKg ? { grossMassKg } : {}),
  ...(vehicleType ? { vehicleType } : {}),
});

const isNetworked = ({ networkStatus }: VehicleFacts): boolean => !!networkStatus && !/[未否无]/.test(networkStatus);
