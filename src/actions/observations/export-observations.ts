import type { Actor } from '../../domain/identity/actor.ts';
import type { Scope } from '../../domain/identity/permissions.ts';
import type { ObservationFilter, ObservationRow } from '../../store/observations.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';

const CHUNK = 200;

/** Every observation within a scope in the order of time, in chunks. */
export async function* observationChunks(
  reader: Pick<Reader, 'observations'>,
  scope: Scope,
  filter: ObservationFilter,
): AsyncGenerator<ObservationRow[]> {
  let after: { id: string; at: number } | undefined;
  for (;;) {
    const rows = await reader.observations.following(scope, filter, after, CHUNK);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) return;
    after = { id: last.id, at: last.occurredAt };
  }
}

/** Puts on record that observations left the registry as a file. */
export async function noteObservationExport(
  tx: Writer,
  actor: Actor,
  { as, kind, from, until }: ObservationFilter & { readonly as: string },
  at: At,
): Promise<void> {
  const detail = { as, from: from ?? null, until: until ?? null };
  await record(tx, actor, at, 'observation.export', { type: 'observation', id: kind ?? 'export' }, detail);
}
