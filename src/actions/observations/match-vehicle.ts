import type { Reader } from '../../store/store.ts';
import { vehicleUnder } from '../urea/judge-month.ts';

export type Named = {
  /** Normalised; empty where none was told. */
  readonly plate: string;
  readonly plateColour: string | null;
  readonly vin: string | null;
  readonly occurredAt: number;
};

/**
 * Which vehicle on record an observation is about: who carried the plate and colour on its day, else the only one whose
 * verified VIN it names. Undefined where none is, or where it could be several.
 */
export async function matchVehicle(
  reader: Pick<Reader, 'timelines' | 'vehicles'>,
  { plate, plateColour, vin, occurredAt }: Named,
): Promise<string | undefined> {
  if (plate !== '') {
    const carrying = vehicleUnder(await reader.timelines.bindingsUnder([plate]), occurredAt, plateColour);
    if (carrying !== undefined) return carrying;
  }
  if (vin === null) return undefined;
  const [only, other] = await reader.vehicles.withVin(vin);
  return other === undefined ? only?.id : undefined;
}
