import { and, count, desc, eq, inArray, isNull, lt, max } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';
import type { VehicleRow } from './vehicles.ts';

export type SellerRow = Tables['sellers']['$inferSelect'];
/** What a seller sold, by what the law says of it; the last day is null where no invoice is dated. */
export type SellerSums = {
  readonly sellerId: string;
  readonly outcome: string;
  readonly sales: number;
  readonly lastOn: string | null;
};

export const readSellers = ({ q, t: { sellers: s, vehicles: v } }: Db) => ({
  find: async (id: string): Promise<SellerRow | undefined> => (await q.select().from(s).where(eq(s.id, id)))[0],

  /** The one of a key (`sellerKey`). */
  byKey: async (key: string): Promise<SellerRow | undefined> => (await q.select().from(s).where(eq(s.key, key)))[0],

  /** Newest first by id. */
  page: async (
    scope: Scope,
    filter: { readonly countyCode?: string | undefined },
    request: PageRequest,
  ): Promise<SellerRow[]> => {
    const { after, order, limit } = keyset(request, s.id);
    const { countyCode } = filter;
    return q
      .select()
      .from(s)
      .where(
        and(
          within(scope, { county: s.countyCode }),
          countyCode === undefined ? undefined : eq(s.countyCode, countyCode),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },

  /** What each of these sold. */
  sums: async (ids: readonly string[]): Promise<SellerSums[]> => {
    if (ids.length === 0) return [];
    const rows = await q
      .select({
        sellerId: v.sellerId,
        outcome: v.saleOutcome,
        sales: count(),
        lastOn: max(v.soldOn),
      })
      .from(v)
      .where(inArray(v.sellerId, [...ids]))
      .groupBy(v.sellerId, v.saleOutcome);
    return rows.map(({ sellerId, outcome, sales, lastOn }) => ({
      sellerId: sellerId ?? '',
      outcome: outcome ?? 'not_applicable',
      sales: Number(sales),
      lastOn,
    }));
  },

  /** The vehicles that a seller sold, of an outcome if one is given, newest first by id. */
  salesOf: async (sellerId: string, outcome: string | undefined, request: PageRequest): Promise<VehicleRow[]> => {
    const { after, order, limit } = keyset(request, v.id);
    return q
      .select()
      .from(v)
      .where(and(eq(v.sellerId, sellerId), outcome === undefined ? undefined : eq(v.saleOutcome, outcome), after))
      .orderBy(...order)
      .limit(limit);
  },

  /** The next vehicles that a seller sold, after one, in the order of ids downwards. */
  soldAfter: async (sellerId: string, after: string | undefined, limit: number): Promise<{ id: string }[]> =>
    q
      .select({ id: v.id })
      .from(v)
      .where(and(eq(v.sellerId, sellerId), after === undefined ? undefined : lt(v.id, after)))
      .orderBy(desc(v.id))
      .limit(limit),

  /** Vehicles whose sale was not looked at since the service keeps what becomes of sales. */
  unlooked: async (limit: number): Promise<{ id: string }[]> =>
    q.select({ id: v.id }).from(v).where(isNull(v.saleOutcome)).limit(limit),
});

export const writeSellers = (db: Db) => ({
  ...readSellers(db),

  /** Fails as `unique` (`sellers_key`) where there is one of that key. */
  insert: async (row: SellerRow): Promise<void> => {
    await db.q.insert(db.t.sellers).values(row);
  },

  update: async (id: string, change: Partial<Omit<SellerRow, 'id' | 'key' | 'createdAt'>>): Promise<void> => {
    await db.q.update(db.t.sellers).set(change).where(eq(db.t.sellers.id, id));
  },
});
