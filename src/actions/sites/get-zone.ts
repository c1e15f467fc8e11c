import { notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { Reader } from '../../store/store.ts';
import type { ZoneRow } from '../../store/zones.ts';

/** Whether an actor sees drafts of zones: those who draw them do. */
export const seesDrafts = (actor: Actor): boolean => scopeOf(actor, 'zone.write').to === 'all';

/** A zone (低排放区): published ones are for everyone signed in, drafts for those who draw zones. Not-found about `pointer`. */
export async function getZone(
  reader: Pick<Reader, 'zones'>,
  actor: Actor,
  id: string,
  pointer?: string,
): Promise<ZoneRow> {
  const row = await reader.zones.find(id);
  if (!row || (row.status !== 'published' && !seesDrafts(actor))) throw notFound(pointer);
  return row;
}
