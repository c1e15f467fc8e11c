import type { VehicleChange } from '../fleet/vehicle.ts';
import { tellingColour } from './colour.ts';

/** A vehicle that carried the plate at some time, with all that was ever recorded of it. */
export type PlateHolder = {
  readonly vehicleId: string;
  readonly plateColour: string;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly changes: readonly VehicleChange[];
};

/** The vehicles that carried the plate text on a legal day, whatever its colour. */
export function holdersOn(holders: readonly PlateHolder[], day: string): PlateHolder[] {
  return holders.filter(
    ({ validFrom, validUntil }) =>
      (validFrom === null || validFrom <= day) && (validUntil === null || day < validUntil),
  );
}

/** The one of them with the colour read; where no colour was read, the only one, else undefined. */
export function holderOf(current: readonly PlateHolder[], plateColour: string | null): PlateHolder | undefined {
  const colour = tellingColour(plateColour);
  if (colour === undefined) return current.length === 1 ? current[0] : undefined;
  return (
    current.find((holder) => holder.plateColour === plateColour) ??
    current.find((holder) => tellingColour(holder.plateColour) === colour)
  );
}
