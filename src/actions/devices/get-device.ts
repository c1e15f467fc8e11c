import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { DeviceRow } from '../../store/devices.ts';
import type { Reader } from '../../store/store.ts';

/** A device the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. */
export async function getDevice(
  reader: Pick<Reader, 'devices'>,
  actor: Actor,
  id: string,
  action: Action = 'device.read',
): Promise<DeviceRow> {
  const row = await reader.devices.find(id);
  const owners = row && { countyCode: row.countyCode, organisationId: row.enterpriseId };
  if (!row || !owners || !covers(scopeOf(actor, 'device.read'), owners)) throw notFound();
  if (!covers(scopeOf(actor, action), owners)) throw forbidden();
  return row;
}
