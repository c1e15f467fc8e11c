import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { ProhibitionRow } from '../../store/prohibitions.ts';
import type { Reader } from '../../store/store.ts';
import { concernedBy } from './concerned-by-prohibition.ts';

/**
 * A prohibition the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. It is
 * seen by the organisations that it binds.
 */
export async function getProhibition(
  reader: Pick<Reader, 'prohibitions' | 'machines' | 'filings'>,
  actor: Actor,
  id: string,
  action: Action = 'prohibition.read',
): Promise<ProhibitionRow> {
  const row = await reader.prohibitions.find(id);
  if (!row) throw notFound();
  const scope = scopeOf(actor, 'prohibition.read');
  const sees =
    scope.to === 'organisation' ? (await concernedBy(reader, row)).includes(scope.organisationId) : covers(scope, row);
  if (!sees) throw notFound();
  if (!covers(scopeOf(actor, action), row) && action !== 'prohibition.read') throw forbidden();
  return row;
}
