import { heavyVehicle } from '../codes/vehicle-type.ts';
import type { EnterpriseFacts } from '../fleet/enterprise.ts';
import { dieselOf } from '../fleet/heavy-diesel.ts';
import type { Fact, Facts } from '../policy/vocabulary.ts';
import type { AccessFacts } from './access-facts.ts';
import type { Known } from './known-vehicle.ts';

/** The facts that only orders ask for: fuel, whether it is a heavy goods vehicle, the enterprise's performance grade. */
export function orderFacts(known: AccessFacts, enterprise: EnterpriseFacts | undefined): Facts {
  const { fuel } = known.vehicle;
  const diesel = dieselOf(fuel?.value);
  const grade = enterprise?.performanceGrade;
  const facts: Partial<Record<keyof Facts, Fact | undefined>> = {
    'vehicle.fuel': fuel,
    'vehicle.diesel': fuel && diesel !== undefined ? { value: diesel, origin: fuel.origin } : undefined,
    'vehicle.heavy': heavyOf(known),
    'enterprise.performanceGrade': grade ? { value: grade, origin: 'enterprise_record' } : undefined,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
}

/**
 * Whether it is what an order calls a heavy vehicle, by its registered type and mass, else by the gate's. A camera's guess
 * of the class can make it one and never excuses it. Plan-clauses, point 6.
 */
function heavyOf({ facts, vehicle, verified, asserted, readings, suspect }: AccessFacts): Known<boolean> {
  if (facts['vehicle.trailer']?.value === true) return { value: false, origin: facts['vehicle.trailer'].origin };
  const goods = facts['vehicle.goods'];
  const mass = verified?.grossMassKg ?? asserted.grossMassKg;
  const type = vehicle.vehicleType;
  const told = {
    ...(mass === undefined ? {} : { grossMassKg: mass }),
    ...(typeof goods?.value === 'boolean' ? { goods: goods.value } : {}),
  };
  const isGuess =
    type?.origin === 'asserted' &&
    !readings.some((one) => !suspect.includes(one) && !one.guessed && one.asserted?.vehicleType === type.value);
  const looksHeavy = type !== undefined && heavyVehicle({ vehicleType: type.value }) === true;
  const value = heavyVehicle(type && (!isGuess || looksHeavy) ? { ...told, vehicleType: type.value } : told);
  if (value === undefined) return undefined;
  const registered = type?.origin === 'registry' || (type === undefined && typeof verified?.grossMassKg === 'number');
  return { value, origin: registered ? 'registry' : 'asserted' };
}
