import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, scopeOf } from '../../domain/identity/permissions.ts';
import type { Reader } from '../../store/store.ts';
import type { VehicleRow } from '../../store/vehicles.ts';

/** A vehicle the actor may see and do `action` to: not-found where it may not see it, forbidden where it may only see it. */
export async function findVehicle(
  reader: Pick<Reader, 'vehicles'>,
  actor: Actor,
  id: string,
  action: Action = 'vehicle.read',
  pointer = '#/id',
): Promise<VehicleRow> {
  const row = await reader.vehicles.find(id);
  if (!row || !(await reaches(reader, actor, 'vehicle.read', id))) throw notFound(pointer);
  if (!(await reaches(reader, actor, action, id))) throw forbidden();
  return row;
}

/** Officers and departments reach every vehicle, enterprises those they declared. */
async function reaches(
  reader: Pick<Reader, 'vehicles'>,
  actor: Actor,
  action: Action,
  vehicleId: string,
): Promise<boolean> {
  const scope = scopeOf(actor, action);
  if (scope.to === 'organisation')
    return (await reader.vehicles.declarantsOf(vehicleId)).includes(scope.organisationId);
  return scope.to === 'all';
}
