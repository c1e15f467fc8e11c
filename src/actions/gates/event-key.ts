import { hash } from 'node:crypto';
import type { AssertedVehicle, Cargo } from '../../domain/gates/passage.ts';

/** The key of a gate's event: first 16 bytes of SHA-256(gate ‖ 0 ‖ eventId). */
export function eventKey(gateId: string, eventId: string): Buffer {
  return hash('sha256', `${gateId}\u0000${eventId}`, 'buffer').subarray(0, 16);
}

/**
 * What makes two messages of one event the same: normalised plate, instant, direction, vehicle and cargo. Confidence,
 * lane, photos and the order of keys do not count. 16 bytes.
 */
export function contentHash(message: {
  readonly plate: string;
  readonly passedAt: number;
  readonly direction: string;
  readonly vehicle: AssertedVehicle | null;
  readonly cargo: Cargo | null;
}): Buffer {
  const content = [
    message.plate,
    message.passedAt,
    message.direction,
    sorted(message.vehicle ?? {}),
    sorted(message.cargo ?? {}),
  ];
  return hash('sha256', JSON.stringify(content), 'buffer').subarray(0, 16);
}

function sorted(value: object): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
