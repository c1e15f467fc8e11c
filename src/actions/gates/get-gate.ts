import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { GateRow } from '../../store/gates.ts';
import type { Reader } from '../../store/store.ts';

/** A gate the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. */
export async function getGate(
  reader: Pick<Reader, 'gates'>,
  actor: Actor,
  id: string,
  action: Action = 'gate.read',
): Promise<GateRow> {
  const row = await reader.gates.find(id);
  const owners = row && { countyCode: row.countyCode, organisationId: row.enterpriseId, gateId: row.id };
  if (!row || !owners || !covers(scopeOf(actor, 'gate.read'), owners)) throw notFound();
  if (!covers(scopeOf(actor, action), owners)) throw forbidden();
  return row;
}
