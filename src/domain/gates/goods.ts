import { isTrailerPlate } from '../codes/plate.ts';
import { isGoodsType, isTrailerType } from '../codes/vehicle-type.ts';
import type { Known } from './known-vehicle.ts';

type Seen = {
  readonly vehicleType: Known<string>;
  readonly plate: string;
  readonly plateColour: string | null;
  /** Whether it was said to carry something; an empty truck was not. */
  readonly cargoGiven: boolean;
};

/** Trailers (挂车): plates ending in 挂, types B and G; undefined for all else. Recorded, never judged. Plan-clauses, point 6. */
export function trailerOf({ vehicleType, plate }: Pick<Seen, 'vehicleType' | 'plate'>): Known<boolean> {
  if (isTrailerPlate(plate)) return { value: true, origin: 'message' };
  return vehicleType && isTrailerType(vehicleType.value) ? { value: true, origin: vehicleType.origin } : undefined;
}

/** Whether it is a goods vehicle (货车): by type, else by plate colour and cargo; undefined where none of them tells. */
export function goodsOf({ vehicleType, plateColour, cargoGiven }: Seen): Known<boolean> {
  if (vehicleType) return { value: isGoodsType(vehicleType.value), origin: vehicleType.origin };
  if (plateColour === 'yellow' || plateColour === 'yellow_green') return { value: true, origin: 'inferred' };
  if (cargoGiven) return { value: true, origin: 'message' };
  if (plateColour === 'blue' || plateColour === 'green' || plateColour === 'black')
    return { value: false, origin: 'inferred' };
  return undefined;
}
