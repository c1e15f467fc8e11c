import { conflict } from '../../domain/failure.ts';
import { fitted, platesOf } from '../../domain/fleet/plates.ts';
import type { VehicleChange } from '../../domain/fleet/vehicle.ts';
import type { Writer } from '../../store/store.ts';
import type { PlateBindingRow } from '../../store/vehicles.ts';

/**
 * Makes a vehicle's plate bindings follow from what is recorded of it. Conflict, naming the other vehicle as `existing`,
 * where another one carries or carried the plate and colour at the same time.
 */
export async function bindPlates(
  tx: Writer,
  vehicleId: string,
  changes: readonly VehicleChange[],
  newId: () => string,
): Promise<void> {
  await tx.vehicles.removeBindings(vehicleId);
  const bindings: PlateBindingRow[] = [];
  for (const span of platesOf(changes)) {
    const fit = fitted(span, await tx.vehicles.bindingsOfOthers(span.plate, span.plateColour, vehicleId));
    if ('taken' in fit) throw plateTaken(fit.taken);
    const { plate, plateColour, from, until } = fit.span;
    const id = newId();
    const closed = until === null ? '' : id;
    bindings.push({ id, plate, plateColour, vehicleId, validFrom: from, validUntil: until, closed });
  }
  await tx.vehicles.insertBindings(bindings);
}

/** The 409 for a plate and colour that a vehicle on file carries. */
export function plateTaken(existing: string | undefined) {
  return conflict(
    {
      en: 'Another vehicle on file carries this plate and colour at that time.',
      zh: '该号牌及颜色在该时间段内已由另一车辆使用。',
    },
    '#/plate',
    existing === undefined ? undefined : { existing },
  );
}
