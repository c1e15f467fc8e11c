import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { Reader } from '../../store/store.ts';

/** A filing the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. */
export async function getFiling(
  reader: Pick<Reader, 'filings'>,
  actor: Actor,
  id: string,
  action: Action = 'filing.read',
): Promise<FilingRow> {
  const row = await reader.filings.find(id);
  if (!row || !covers(scopeOf(actor, 'filing.read'), row)) throw notFound();
  if (!covers(scopeOf(actor, action), row)) throw forbidden();
  return row;
}
