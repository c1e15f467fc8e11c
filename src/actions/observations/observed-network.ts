import type { VehicleFacts } from '../../domain/fleet/vehicle.ts';
import type { Reader } from '../../store/store.ts';

/** The remote-monitoring state (联网状态) of a vehicle where it was seen online; offline says nothing against the register. */
export async function observedNetwork(
  reader: Pick<Reader, 'observations'>,
  vehicleId: string,
): Promise<Pick<VehicleFacts, 'networkStatus'>> {
  const last = await reader.observations.latest(vehicleId, 'online_state');
  const { state } = (last?.details ?? {}) as { readonly state?: string };
  return state === 'online' ? { networkStatus: state } : {};
}
