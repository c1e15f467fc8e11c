import { heavyDieselClass } from '../codes/vehicle-type.ts';
import type { VehicleFacts } from './vehicle.ts';

/** Whether a fuel is diesel; dual fuel and hybrids leave it open. Plan-clauses, point 6. */
export function dieselOf(fuel: string | undefined): boolean | undefined {
  if (fuel === undefined || fuel === 'dual_fuel' || fuel === 'hybrid') return undefined;
  return fuel === 'diesel';
}

/** Heavy diesel (重型柴油车) in the sense of clauses 2.4.3 and 2.4.5: over 3,500 kg by mass, else by type. */
export function heavyDieselOf(
  vehicle: Pick<VehicleFacts, 'fuel' | 'grossMassKg' | 'vehicleType'>,
): boolean | undefined {
  const diesel = dieselOf(vehicle.fuel);
  const heavy = heavyDieselClass({
    grossMassKg: vehicle.grossMassKg ?? undefined,
    vehicleType: vehicle.vehicleType,
  });
  if (diesel === false || heavy === false) return false;
  return diesel === undefined || heavy === undefined ? undefined : true;
}
