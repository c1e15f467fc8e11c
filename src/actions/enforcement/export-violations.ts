import type { Actor } from '../../domain/identity/actor.ts';
import type { Scope } from '../../domain/identity/permissions.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { ViolationFilter } from '../../store/violation-conditions.ts';
import type { ViolationRow } from '../../store/violations.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';

const CHUNK = 200;

/** A violation with the name of the organisation that it is of, where it has one. */
export type NamedViolation = ViolationRow & { readonly organisationName: string | null };

/** Every violation within a scope in the order of the list, newest first, in chunks. */
export async function* violationChunks(
  reader: Pick<Reader, 'violations'>,
  scope: Scope,
  filter: ViolationFilter,
): AsyncGenerator<NamedViolation[]> {
  let after: { id: string; at: number } | undefined;
  for (;;) {
    const listed = await reader.violations.listed(scope, filter, { limit: CHUNK, ...(after ? { after } : {}) });
    const rows = new Map((await reader.violations.ofIds(listed.map(({ id }) => id))).map((row) => [row.id, row]));
    const chunk = listed.flatMap(({ id, organisationName }) => {
      const row = rows.get(id);
      return row ? [{ ...row, organisationName }] : [];
    });
    if (chunk.length > 0) yield chunk;
    const last = listed.at(-1);
    if (!last || listed.length < CHUNK) return;
    after = { id: last.id, at: last.occurredAt };
  }
}

/** Puts on record that violations left the registry as a file. */
export async function noteViolationExport(
  tx: Writer,
  actor: Actor,
  { as, ...filter }: ViolationFilter & { readonly as: string },
  at: At,
): Promise<void> {
  await record(tx, actor, at, 'violation.export', { type: 'violation', id: 'export' }, { as, ...filter });
}
