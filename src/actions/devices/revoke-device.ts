import type { Actor } from '../../domain/identity/actor.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getDevice } from './get-device.ts';

/** Ends a device for good: its URL is unknown from then on. What it told stays. */
export async function revokeDevice(tx: Writer, actor: Actor, id: string, at: At): Promise<void> {
  const { gateId } = await getDevice(tx, actor, id, 'device.write');
  if (await tx.devices.revoke(id, at.now))
    await record(tx, actor, at, 'device.revoke', { type: 'device', id }, { gateId });
}
