import { and, asc, type Column, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db } from './dialect.ts';
import { type Cursor, keyset, type PageRequest, restOf } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type UreaRefillRow = Tables['ureaRefills']['$inferSelect'];
export type UreaReportingRow = Tables['ureaReporting']['$inferSelect'];
export type UreaRefillFilter = {
  readonly enterpriseId?: string | undefined;
  readonly countyCode?: string | undefined;
  readonly pointId?: string | undefined;
  readonly status?: string | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  readonly plate?: string | undefined;
  readonly plateColour?: string | undefined;
};

/** Refills (加注记录) by (when, id), and since when enterprises report them. */
export const readUreaRefills = ({ q, t: { ureaRefills: r, ureaReporting: s } }: Db) => {
  const matching = (scope: Scope, f: UreaRefillFilter) =>
    and(
      within(scope, { county: r.countyCode, organisation: r.enterpriseId }),
      f.enterpriseId === undefined ? undefined : eq(r.enterpriseId, f.enterpriseId),
      f.countyCode === undefined ? undefined : eq(r.countyCode, f.countyCode),
      f.pointId === undefined ? undefined : eq(r.pointId, f.pointId),
      f.plate === undefined ? undefined : eq(r.plate, f.plate),
      f.plateColour === undefined ? undefined : eq(r.plateColour, f.plateColour),
      f.from === undefined ? undefined : gte(r.refilledAt, f.from),
      f.until === undefined ? undefined : lt(r.refilledAt, f.until),
      f.status === undefined ? undefined : eq(r.status, f.status),
    );
  const standing = eq(r.status, 'standing');
  return {
    find: async (id: string): Promise<UreaRefillRow | undefined> => (await q.select().from(r).where(eq(r.id, id)))[0],

    /** What an enterprise sent under its own key. */
    findKey: async (enterpriseId: string, key: string): Promise<UreaRefillRow | undefined> =>
      (
        await q
          .select()
          .from(r)
          .where(and(eq(r.enterpriseId, enterpriseId), eq(r.key, key)))
      )[0],

    /** Newest first by (refilledAt, id). */
    page: async (scope: Scope, filter: UreaRefillFilter, request: PageRequest): Promise<UreaRefillRow[]> => {
      const { after, order, limit } = keyset(request, r.id, r.refilledAt);
      return q
        .select()
        .from(r)
        .where(and(matching(scope, restOf(filter, request)), after))
        .orderBy(...order)
        .limit(limit);
    },

    /** The same in the order of time, the next `limit` after a cursor. */
    following: async (
      scope: Scope,
      filter: UreaRefillFilter,
      after: Required<Cursor> | undefined,
      limit: number,
    ): Promise<UreaRefillRow[]> => {
      const request: PageRequest = { limit, after, order: 'oldest' };
      const { after: beyond, order } = keyset(request, r.id, r.refilledAt);
      return q
        .select()
        .from(r)
        .where(and(matching(scope, restOf(filter, request)), beyond))
        .orderBy(...order)
        .limit(limit);
    },

    /** Standing refills of a plate text, of any colour, from one instant to before another. */
    ofPlate: async (plate: string, from: number, until: number): Promise<UreaRefillRow[]> =>
      q
        .select()
        .from(r)
        .where(and(eq(r.plate, plate), gte(r.refilledAt, from), lt(r.refilledAt, until), standing))
        .orderBy(asc(r.refilledAt), asc(r.id)),

    /** When an enterprise's first standing refill was, ms; null for none. */
    firstAt: async (enterpriseId: string): Promise<number | null> => {
      const rows = await q
        .select({ at: r.refilledAt })
        .from(r)
        .where(and(eq(r.enterpriseId, enterpriseId), standing))
        .orderBy(asc(r.refilledAt), asc(r.id))
        .limit(1);
      return rows[0]?.at ?? null;
    },

    findReporting: async (id: string): Promise<UreaReportingRow | undefined> =>
      (await q.select().from(s).where(eq(s.id, id)))[0],

    /** What an enterprise last declared of its reporting. */
    lastReporting: async (enterpriseId: string): Promise<UreaReportingRow | undefined> =>
      (await q.select().from(s).where(eq(s.enterpriseId, enterpriseId)).orderBy(desc(s.id)).limit(1))[0],

    reportingPage: async (
      scope: Scope,
      filter: { readonly enterpriseId?: string | undefined },
      request: PageRequest,
    ): Promise<UreaReportingRow[]> => {
      const { after, order, limit } = keyset(request, s.id);
      return q
        .select()
        .from(s)
        .where(
          and(
            within(scope, { county: s.countyCode, organisation: s.enterpriseId }),
            filter.enterpriseId === undefined ? undefined : eq(s.enterpriseId, filter.enterpriseId),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    /** Enterprises that ever told of a refill or of their reporting, each once, after an id. */
    reporters: async (after: string | undefined, limit: number): Promise<string[]> => {
      const beyond = (column: Column) =>
        after === undefined ? undefined : sql`${column} > ${sql.param(after, column)}`;
      const refilled = await q
        .selectDistinct({ id: r.enterpriseId })
        .from(r)
        .where(beyond(r.enterpriseId))
        .orderBy(asc(r.enterpriseId))
        .limit(limit);
      const declared = await q
        .selectDistinct({ id: s.enterpriseId })
        .from(s)
        .where(beyond(s.enterpriseId))
        .orderBy(asc(s.enterpriseId))
        .limit(limit);
      return [...new Set([...refilled, ...declared].map(({ id }) => id))].sort().slice(0, limit);
    },
  };
};

export const writeUreaRefills = (db: Db) => {
  const { ureaRefills: r, ureaReporting: s } = db.t;
  return {
    ...readUreaRefills(db),

    /** Refused as `unique` (`urea_refills_key`) where the enterprise sent one under that key. */
    insert: async (row: UreaRefillRow): Promise<void> => {
      await db.q.insert(r).values(row);
    },

    /** Ends a standing refill; false where it stands no more. */
    end: async (
      id: string,
      change: Pick<UreaRefillRow, 'status' | 'replacedById' | 'endedAt' | 'endedBy' | 'endReason'>,
    ): Promise<boolean> =>
      affected(
        await db.q
          .update(r)
          .set(change)
          .where(and(inArray(r.id, [id]), eq(r.status, 'standing'))),
      ) > 0,

    insertReporting: async (row: UreaReportingRow): Promise<void> => {
      await db.q.insert(s).values(row);
    },
  };
};
