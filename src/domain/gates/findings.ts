import { plateColourMismatch } from '../codes/plate.ts';
import type { VehicleFacts } from '../fleet/vehicle.ts';
import { verifiedStageOf } from '../fleet/verified-stage.ts';
import { tellingColour } from './colour.ts';
import type { AssertedVehicle, Reading } from './passage.ts';

/** Something about the data that a person should look at; it never changes an outcome. `raisedBy` is the reading that showed it. */
export type Finding = {
  readonly kind: 'stage_conflict' | 'suspect_defaults' | 'vin_conflict' | 'plate_colour_mismatch' | 'clock_skew';
  readonly raisedBy: string;
  readonly facts: Readonly<Record<string, string | number>>;
};

type Look = {
  readonly readings: readonly Reading[];
  readonly suspect: readonly Reading[];
  readonly verified: VehicleFacts | undefined;
  /** Colours under which this plate text is on the register on that day. */
  readonly registeredColours: readonly string[];
};

/** The data-quality findings of a visit's readings, one of each kind. */
export function findingsOf(look: Look, plate: string, clockSkewMs: number): Finding[] {
  const found: Finding[] = [];
  const add = (kind: Finding['kind'], reading: Reading, facts: Finding['facts']) => {
    if (!found.some((finding) => finding.kind === kind)) found.push({ kind, raisedBy: reading.id, facts });
  };
  for (const reading of look.readings) {
    if (look.suspect.includes(reading) && reading.asserted) add('suspect_defaults', reading, told(reading.asserted));
    else if (reading.asserted)
      contradictions(reading.asserted, look.verified, (kind, facts) => add(kind, reading, facts));
    const colour = reading.plateColour;
    if (colour && (plateColourMismatch(plate, colour) || registeredOtherwise(colour, look.registeredColours)))
      add('plate_colour_mismatch', reading, {
        read: colour,
        ...(look.registeredColours.length > 0 ? { registered: look.registeredColours.join(',') } : {}),
      });
    if (reading.passedAt - reading.receivedAt > clockSkewMs)
      add('clock_skew', reading, { aheadMs: reading.passedAt - reading.receivedAt });
  }
  return found;
}

function contradictions(
  asserted: AssertedVehicle,
  verified: VehicleFacts | undefined,
  add: (kind: Finding['kind'], facts: Finding['facts']) => void,
): void {
  const stage = verified && verifiedStageOf(verified);
  const { emissionStage } = asserted;
  if (stage && emissionStage && emissionStage !== 'X' && emissionStage !== stage)
    add('stage_conflict', { registered: stage, asserted: emissionStage });
  if (verified?.vin && asserted.vin && asserted.vin !== verified.vin)
    add('vin_conflict', { registered: verified.vin, asserted: asserted.vin });
}

function registeredOtherwise(read: string, registered: readonly string[]): boolean {
  const colour = tellingColour(read);
  return colour !== undefined && registered.length > 0 && !registered.some((one) => tellingColour(one) === colour);
}

/** The typical values, for whoever looks into the gate. */
function told({ fuel, emissionStage, usage, registeredOn, vehicleType }: AssertedVehicle): Finding['facts'] {
  const given = Object.entries({ fuel, emissionStage, usage, registeredOn, vehicleType });
  return Object.fromEntries(given.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
