import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, type Scope, scopeOf } from '../../domain/identity/permissions.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Reader } from '../../store/store.ts';

/**
 * A machine (非道路移动机械) the actor may see and do `action` to: its owner, officers of the counties where it is kept, was
 * filed or seen, and those who read the city. Not-found where it may not see it, forbidden where it only may.
 */
export async function getMachine(
  reader: Pick<Reader, 'machines'>,
  actor: Actor,
  id: string,
  action: Action = 'machine.read',
): Promise<MachineRow> {
  const machine = await reader.machines.find(id);
  if (!machine) throw notFound();
  const countyCodes = await reader.machines.countiesOf(id);
  if (!reaches(scopeOf(actor, 'machine.read'), machine, countyCodes)) throw notFound();
  if (!reaches(scopeOf(actor, action), machine, countyCodes)) throw forbidden();
  return machine;
}

function reaches(scope: Scope, { organisationId }: MachineRow, countyCodes: readonly string[]): boolean {
  if (scope.to === 'county') return countyCodes.includes(scope.countyCode);
  return covers(scope, { organisationId });
}
