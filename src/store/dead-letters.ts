import { and, asc, count, eq } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type DeadLetterRow = Tables['deadLetters']['$inferSelect'];
export type DeadLetterFilter = { readonly deviceId?: string; readonly gateId?: string; readonly status?: string };

export const readDeadLetters = ({ q, t: { deadLetters } }: Db) => ({
  find: async (id: string): Promise<DeadLetterRow | undefined> =>
    (await q.select().from(deadLetters).where(eq(deadLetters.id, id)))[0],

  page: async (scope: Scope, filter: DeadLetterFilter, request: PageRequest): Promise<DeadLetterRow[]> => {
    const { after, order, limit } = keyset(request, deadLetters.id);
    return q
      .select()
      .from(deadLetters)
      .where(
        and(
          within(scope, { county: deadLetters.countyCode, organisation: deadLetters.enterpriseId }),
          filter.deviceId === undefined ? undefined : eq(deadLetters.deviceId, filter.deviceId),
          filter.gateId === undefined ? undefined : eq(deadLetters.gateId, filter.gateId),
          filter.status === undefined ? undefined : eq(deadLetters.status, filter.status),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },

  /** Whether a letter of this content is kept for this device already. */
  has: async (deviceId: string, sha256: string): Promise<boolean> => {
    const same = and(eq(deadLetters.deviceId, deviceId), eq(deadLetters.sha256, sha256));
    return (await q.select({ id: deadLetters.id }).from(deadLetters).where(same).limit(1)).length > 0;
  },

  /** Whether some letter needs the file of this hash in this folder. */
  needs: async (folder: string, sha256: string): Promise<boolean> => {
    const file = and(eq(deadLetters.sha256, sha256), eq(deadLetters.folder, folder));
    return (await q.select({ id: deadLetters.id }).from(deadLetters).where(file).limit(1)).length > 0;
  },
});

export const writeDeadLetters = (db: Db) => {
  const { q, t } = db;
  const { deadLetters } = t;
  return {
    ...readDeadLetters(db),

    /** Keeps a letter, and of its device no more than `most`: the oldest go. */
    insert: async (row: DeadLetterRow, most: number): Promise<void> => {
      await q.insert(deadLetters).values(row);
      const ofDevice = eq(deadLetters.deviceId, row.deviceId);
      const [kept] = await q.select({ count: count() }).from(deadLetters).where(ofDevice);
      const over = Number(kept?.count ?? 0) - most;
      if (over <= 0) return;
      const oldest = await q
        .select({ id: deadLetters.id })
        .from(deadLetters)
        .where(ofDevice)
        .orderBy(asc(deadLetters.id))
        .limit(over);
      for (const { id } of oldest) await q.delete(deadLetters).where(eq(deadLetters.id, id));
    },

    /** Closes an open letter; false where it was closed before. */
    close: async (
      id: string,
      closing: Pick<DeadLetterRow, 'status' | 'passageIds' | 'closedAt' | 'closedBy'>,
    ): Promise<boolean> => {
      const open = and(eq(deadLetters.id, id), eq(deadLetters.status, 'open'));
      return affected(await q.update(deadLetters).set(closing).where(open)) > 0;
    },
  };
};
