import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Reader } from '../../store/store.ts';

/**
 * A building site (工地) the actor may see and do `action` to: not-found about `pointer` where it may not see it, forbidden
 * where it only may.
 */
export async function getSite(
  reader: Pick<Reader, 'sites'>,
  actor: Actor,
  id: string,
  action: Action = 'site.read',
  pointer?: string,
): Promise<SiteRow> {
  const row = await reader.sites.find(id);
  if (!row || !covers(scopeOf(actor, 'site.read'), row)) throw notFound(pointer);
  if (!covers(scopeOf(actor, action), row)) throw forbidden();
  return row;
}
