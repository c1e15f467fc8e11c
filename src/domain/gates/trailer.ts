import { isTrailerPlate } from '../codes/plate.ts';
import { isTrailerType } from '../codes/vehicle-type.ts';
import { decodeFacts } from '../policy/fact-codec.ts';

/** A stored reading as far as trailers are concerned. */
export type TowReading = {
  readonly id: string;
  readonly gateId: string;
  readonly direction: string;
  readonly passedAt: number;
  /** Normalised; empty where none was read. */
  readonly plate: string;
  readonly barrier: string | null;
  /** What the gate says of the vehicle. */
  readonly asserted: unknown;
  /** As judging encoded them. */
  readonly facts: string;
};

/** Whether a reading is of a trailer (挂车): by its plate, else by its registered or asserted type (B, G). */
export function isTrailerReading({
  plate,
  asserted,
  facts,
}: Pick<TowReading, 'plate' | 'asserted' | 'facts'>): boolean {
  if (isTrailerPlate(plate)) return true;
  const type = (asserted as { vehicleType?: string } | null)?.vehicleType;
  return decodeFacts(facts)['vehicle.trailer']?.value === true || (type !== undefined && isTrailerType(type));
}

/**
 * The reading of the vehicle that drew a trailer: of those that are of no trailer, at the same gate, in the same direction
 * and no more than the repeat time away, the nearest in time; of two as near the one before. Plan-clauses, point 6.
 */
export function drawnBy<R extends TowReading>(
  trailer: TowReading,
  readings: readonly R[],
  repeatMs: number,
): R | undefined {
  const away = (one: TowReading) => Math.abs(one.passedAt - trailer.passedAt);
  const [nearest] = readings
    .filter(
      (one) =>
        one.gateId === trailer.gateId &&
        one.direction === trailer.direction &&
        (one.barrier === 'refused') === (trailer.barrier === 'refused') &&
        away(one) <= repeatMs &&
        !isTrailerReading(one),
    )
    .sort((a, b) => away(a) - away(b) || a.passedAt - b.passedAt || (a.id < b.id ? -1 : 1));
  return nearest;
}

/** Of the readings round a visit, the trailers that one of the visit's own readings drew. */
export function trailersOf<R extends TowReading>(own: ReadonlySet<string>, round: readonly R[], repeatMs: number): R[] {
  return round.filter((one) => {
    if (own.has(one.id) || !isTrailerReading(one)) return false;
    const drawer = drawnBy(one, round, repeatMs);
    return drawer !== undefined && own.has(drawer.id);
  });
}
