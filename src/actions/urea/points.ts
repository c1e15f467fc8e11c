import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { UreaPointRow } from '../../store/urea-points.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { writableEnterprise } from './writable-enterprise.ts';

export type PointFacts = Pick<UreaPointRow, 'name' | 'address' | 'placeCounty' | 'kind' | 'freeOfCharge' | 'closedOn'>;

/** Puts a refill point (加注点) of an enterprise on file. */
export async function createPoint(
  tx: Writer,
  actor: Actor,
  enterpriseId: string,
  facts: PointFacts,
  at: At,
): Promise<UreaPointRow> {
  const { countyCode } = await writableEnterprise(tx, actor, enterpriseId);
  const row = { id: at.newId(), enterpriseId, countyCode, ...facts };
  const made = { ...row, createdAt: at.now, createdBy: actor.id, updatedAt: at.now };
  await tx.ureaPoints.insert(made);
  await record(tx, actor, at, 'urea-point.create', { type: 'urea_point', id: row.id }, { enterpriseId, ...facts });
  return made;
}

export async function changePoint(
  tx: Writer,
  actor: Actor,
  id: string,
  change: Partial<PointFacts>,
  at: At,
): Promise<UreaPointRow> {
  const row = await getPoint(tx, actor, id, 'urea.write');
  await tx.ureaPoints.update(id, { ...change, updatedAt: at.now });
  await record(tx, actor, at, 'urea-point.update', { type: 'urea_point', id }, change);
  return { ...row, ...change, updatedAt: at.now };
}

/** A point the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. */
export async function getPoint(
  reader: Pick<Reader, 'ureaPoints'>,
  actor: Actor,
  id: string,
  action: Action = 'urea.read',
): Promise<UreaPointRow> {
  const row = await reader.ureaPoints.find(id);
  const owners = row && { countyCode: row.countyCode, organisationId: row.enterpriseId };
  if (!row || !owners || !covers(scopeOf(actor, 'urea.read'), owners)) throw notFound();
  if (!covers(scopeOf(actor, action), owners)) throw forbidden();
  return row;
}
