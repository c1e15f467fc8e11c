import { hash } from 'node:crypto';
import type { AssertedVehicle, Cargo } from '../../domain/gates/passage.ts';

/** The key of a gate's event: first 16 bytes of SHA-256(gate ‖ 0 ‖ eventId). */
export function eventKey(gateId: string, eventId: string): Buffer {
  return digest(`${gateId}\u0000${eventId}`, 16);
}

/**
 * What makes two messages of one event the same: normalised plate, instant, direction, vehicle and cargo. Confidence,
 * lane, photos and the order of keys do not count. 8 bytes: it tells two messages of one event apart, nothing else.
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
    members(message.vehicle, VEHICLE),
    members(message.cargo, CARGO),
  ];
  return digest(JSON.stringify(content), CONTENT_BYTES);
}

/** The two digests of a passage as text, for whoever has the time to work them out before it is recorded. */
export type EventDigests = { readonly key: string; readonly content: string };

export const eventDigests = (
  gateId: string,
  message: Parameters<typeof contentHash>[0] & { readonly eventId: string },
): EventDigests => ({
  key: eventKey(gateId, message.eventId).toString('base64'),
  content: contentHash(message).toString('base64'),
});

const CONTENT_BYTES = 8;

/** The first bytes of SHA-256; by way of text, since a buffer of its own for each digest takes twice as long. */
const digest = (text: string, bytes: number): Buffer =>
  Buffer.from(hash('sha256', text, 'binary').slice(0, bytes), 'latin1');

/** Whether a message has the content that is on record under its event; rows of before hold twice as much of the digest. */
export const isSameContent = (stored: Buffer, given: Buffer): boolean =>
  stored.subarray(0, CONTENT_BYTES).equals(given);

// In the order of the alphabet, all there are: hashes of older events were made so.
const VEHICLE = Object.keys({
  emissionStage: 1,
  emissionSubstage: 1,
  fuel: 1,
  grossMassKg: 1,
  registeredOn: 1,
  usage: 1,
  usageCode: 1,
  vehicleType: 1,
  vin: 1,
} satisfies Record<keyof AssertedVehicle, 1>) as (keyof AssertedVehicle)[];
const CARGO = Object.keys({ bulk: 1, empty: 1, kg: 1, name: 1 } satisfies Record<keyof Cargo, 1>) as (keyof Cargo)[];

function members<T extends object>(value: T | null, names: readonly (keyof T)[]): [keyof T, unknown][] {
  const given: [keyof T, unknown][] = [];
  if (value) for (const name of names) if (name in value) given.push([name, value[name]]);
  return given;
}
