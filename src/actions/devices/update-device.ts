import type { DeviceDirection } from '../../domain/gates/device.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { DeviceRow } from '../../store/devices.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getDevice } from './get-device.ts';

export type DeviceUpdate = {
  readonly name?: string | undefined;
  readonly direction?: DeviceDirection | undefined;
  readonly lane?: number | null | undefined;
  readonly mayOpen?: boolean | undefined;
};

/** Changes what is given of a device; gives it as it is then. What it told before stays as it was stored. */
export async function updateDevice(
  tx: Writer,
  actor: Actor,
  id: string,
  update: DeviceUpdate,
  at: At,
): Promise<DeviceRow> {
  const device = await getDevice(tx, actor, id, 'device.write');
  const { name = device.name, direction = device.direction, lane = device.lane, mayOpen = device.mayOpen } = update;
  const after = { name, direction, lane, mayOpen };
  const before = { name: device.name, direction: device.direction, lane: device.lane, mayOpen: device.mayOpen };
  if (JSON.stringify(before) === JSON.stringify(after)) return device;
  await tx.devices.update(id, after);
  await record(tx, actor, at, 'device.update', { type: 'device', id }, { before, after });
  return { ...device, ...after };
}
