import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type LegalHoldRow = Tables['legalHolds']['$inferSelect'];
export type LegalHoldFilter = { readonly enterpriseId?: string | undefined; readonly released?: boolean | undefined };

export const readLegalHolds = ({ q, t: { legalHolds: h } }: Db) => ({
  find: async (id: string): Promise<LegalHoldRow | undefined> => (await q.select().from(h).where(eq(h.id, id)))[0],

  page: async (scope: Scope, filter: LegalHoldFilter, request: PageRequest): Promise<LegalHoldRow[]> => {
    const { after, order, limit } = keyset(request, h.id);
    return q
      .select()
      .from(h)
      .where(
        and(
          within(scope, { county: h.countyCode }),
          filter.enterpriseId === undefined ? undefined : eq(h.enterpriseId, filter.enterpriseId),
          filter.released === false ? isNull(h.releasedAt) : undefined,
          filter.released === true ? gt(h.releasedAt, 0) : undefined,
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },

  /** Every hold that is not released. */
  standing: async (): Promise<LegalHoldRow[]> => q.select().from(h).where(isNull(h.releasedAt)).orderBy(asc(h.id)),
});

export const writeLegalHolds = (db: Db) => ({
  ...readLegalHolds(db),

  insert: async (row: LegalHoldRow): Promise<void> => {
    await db.q.insert(db.t.legalHolds).values(row);
  },

  /** Releases a hold at `at` (ms); false where it was released before. */
  release: async (id: string, at: number): Promise<boolean> => {
    const { legalHolds: h } = db.t;
    const standing = and(eq(h.id, id), isNull(h.releasedAt));
    return affected(await db.q.update(h).set({ releasedAt: at }).where(standing)) > 0;
  },
});
