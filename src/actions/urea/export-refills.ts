import type { Actor } from '../../domain/identity/actor.ts';
import type { Scope } from '../../domain/identity/permissions.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { UreaRefillFilter, UreaRefillRow } from '../../store/urea-refills.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';

const CHUNK = 200;

/** A refill with the names of its enterprise and point. */
export type NamedRefill = {
  readonly row: UreaRefillRow;
  readonly enterprise: string | null;
  readonly point: string | null;
};

/** Every refill within a scope in the order of time, in chunks. */
export async function* refillChunks(
  reader: Reader,
  scope: Scope,
  filter: UreaRefillFilter,
): AsyncGenerator<NamedRefill[]> {
  const points = new Map<string, string | null>();
  let after: { id: string; at: number } | undefined;
  for (;;) {
    const rows = await reader.ureaRefills.following(scope, filter, after, CHUNK);
    const names = await reader.organisations.namesOf(rows.map(({ enterpriseId }) => enterpriseId));
    for (const { pointId } of rows)
      if (pointId !== null && !points.has(pointId))
        points.set(pointId, (await reader.ureaPoints.find(pointId))?.name ?? null);
    yield rows.map((row) => ({
      row,
      enterprise: names.get(row.enterpriseId) ?? null,
      point: row.pointId === null ? null : (points.get(row.pointId) ?? null),
    }));
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) return;
    after = { id: last.id, at: last.refilledAt };
  }
}

/** Puts on record that refills left the registry as a file. */
export async function noteRefillExport(
  tx: Writer,
  actor: Actor,
  { as, enterpriseId, from, until }: UreaRefillFilter & { readonly as: string },
  at: At,
): Promise<void> {
  const subject =
    enterpriseId === undefined ? { type: 'urea_refill', id: 'export' } : { type: 'organisation', id: enterpriseId };
  const detail = { as, enterpriseId: enterpriseId ?? null, from: from ?? null, until: until ?? null };
  await record(tx, actor, at, 'urea-refill.export', subject, detail);
}
