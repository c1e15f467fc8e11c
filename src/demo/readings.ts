import { formatInstant } from '../domain/time.ts';
import type { Caller } from './client.ts';
import type { EnterpriseOfDemo, Truck } from './world.ts';

/** A gate of an enterprise, as the machine that posts. */
export type GateOfDemo = { readonly enterprise: EnterpriseOfDemo; readonly id: string; readonly caller: Caller };

/** What a gate says of a truck that it saw at an instant (ms). */
export function readingOf(
  truck: Truck,
  eventId: string,
  direction: 'in' | 'out',
  at: number,
  cargo?: unknown,
): unknown {
  const known = truck.known === 'unknown' ? {} : { vehicle: asserted(truck) };
  return {
    eventId,
    passedAt: formatInstant(at),
    direction,
    plate: truck.plate,
    plateColour: truck.plateColour,
    confidence: 0.97,
    lane: 1,
    ...known,
    ...(cargo ? { cargo } : {}),
    barrier: 'passed',
  };
}

function asserted(truck: Truck): Record<string, string> {
  const { stage, fuel, usage, vehicleType, registeredOn } = truck;
  return { emissionStage: stage, fuel, usage, vehicleType, registeredOn };
}
