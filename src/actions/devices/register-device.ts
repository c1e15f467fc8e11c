import type { DeviceDirection, DeviceProtocol } from '../../domain/gates/device.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { DeviceRow } from '../../store/devices.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getGate } from '../gates/get-gate.ts';
import { makeToken } from '../identity/opaque-token.ts';
import { type Credentials, DIGEST_PROTOCOLS, makeCredentials } from './credentials.ts';

export type NewDevice = {
  readonly name: string;
  readonly protocol: DeviceProtocol;
  readonly direction: DeviceDirection;
  readonly lane: number | null;
  readonly mayOpen: boolean;
};

/** A device just made, with what is shown this once: the secret in its URL and, where it has one, its password. */
export type Issued = {
  readonly row: DeviceRow;
  readonly token: string;
  readonly credentials: Credentials | undefined;
};

/** Puts a camera at a gate on record. */
export async function registerDevice(
  tx: Writer,
  actor: Actor,
  gateId: string,
  { name, protocol, direction, lane, mayOpen }: NewDevice,
  at: At,
): Promise<Issued> {
  const gate = await getGate(tx, actor, gateId, 'gate.write');
  const id = at.newId();
  const { token, hash } = makeToken('cam', id, at);
  const credentials = DIGEST_PROTOCOLS.includes(protocol) ? makeCredentials(id, at) : undefined;
  const row: DeviceRow = {
    id,
    gateId,
    enterpriseId: gate.enterpriseId,
    countyCode: gate.countyCode,
    name,
    protocol,
    direction,
    lane,
    mayOpen,
    hash,
    username: credentials?.username ?? null,
    digestKey: credentials?.digestKey ?? null,
    identity: null,
    createdAt: at.now,
    createdBy: actor.id,
    lastSeenAt: null,
    lastSkewS: null,
    revokedAt: null,
  };
  await tx.devices.insert(row);
  const detail = { gateId, name, protocol, direction, lane, mayOpen };
  await record(tx, actor, at, 'device.register', { type: 'device', id }, detail);
  return { row, token, credentials };
}
