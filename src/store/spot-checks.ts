import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { PassageRow } from './passages.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';
import { isCounted, tallied } from './tallies.ts';

export type SpotCheckRow = Tables['spotChecks']['$inferSelect'];
export type SpotCheckItemRow = Tables['spotCheckItems']['$inferSelect'];
export type SpotCheckSlotRow = Tables['spotCheckSlots']['$inferSelect'];

export type SpotCheckFilter = {
  readonly enterpriseId?: string | undefined;
  readonly countyCode?: string | undefined;
  readonly status?: string | undefined;
  /** By when it was closed, ms; `until` exclusive. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
};
export type SpotCheckItemFilter = Omit<SpotCheckFilter, 'status'> & {
  readonly kind?: string | undefined;
  readonly verdicts?: readonly string[] | undefined;
};

/** Of what a sample is drawn: the visits of an enterprise in a period, or its accesses by goods vehicles. */
export type Drawable = 'visits' | 'accesses';
export type DrawnOf = { readonly enterpriseId: string; readonly from: number; readonly until: number };

export const readSpotChecks = ({ q, t }: Db) => {
  const { spotChecks: s, spotCheckItems: i, spotCheckSlots: slots, passages: p } = t;
  const count = sql<number>`count(*)`.mapWith(Number);
  const drawable = (what: Drawable, { enterpriseId, from, until }: DrawnOf): SQL | undefined =>
    and(
      eq(p.enterpriseId, enterpriseId),
      gte(p.passedAt, from),
      lt(p.passedAt, until),
      ...(what === 'visits'
        ? [eq(p.visitId, p.id), or(isNull(p.barrier), ne(p.barrier, 'refused'))]
        : [isCounted(p), ne(p.plate, ''), or(...GOODS.map((vehicleClass) => and(...tallied(p, { vehicleClass }))))]),
    );
  const narrowed = (table: typeof s | typeof i, scope: Scope, f: Omit<SpotCheckFilter, 'status'>) => [
    within(scope, { county: table.countyCode, organisation: table.enterpriseId }),
    // Who is checked reads it once it is closed.
    scope.to === 'organisation' ? isNotNull(table.closedAt) : undefined,
    f.enterpriseId === undefined ? undefined : eq(table.enterpriseId, f.enterpriseId),
    f.countyCode === undefined ? undefined : eq(table.countyCode, f.countyCode),
    f.from === undefined ? undefined : gte(table.closedAt, f.from),
    f.until === undefined ? undefined : lt(table.closedAt, f.until),
  ];
  return {
    find: async (id: string): Promise<SpotCheckRow | undefined> => (await q.select().from(s).where(eq(s.id, id)))[0],

    page: async (scope: Scope, f: SpotCheckFilter, request: PageRequest): Promise<SpotCheckRow[]> => {
      const { after, order, limit } = keyset(request, s.id);
      return q
        .select()
        .from(s)
        .where(and(...narrowed(s, scope, f), f.status === undefined ? undefined : eq(s.status, f.status), after))
        .orderBy(...order)
        .limit(limit);
    },

    /** The items of a check in the order in which they were drawn or added. */
    itemsOf: async (checkId: string): Promise<SpotCheckItemRow[]> =>
      q.select().from(i).where(eq(i.checkId, checkId)).orderBy(asc(i.position)),

    findItem: async (checkId: string, id: string): Promise<SpotCheckItemRow | undefined> =>
      (
        await q
          .select()
          .from(i)
          .where(and(eq(i.id, id), eq(i.checkId, checkId)))
      )[0],

    /** Items of closed checks, newest first. */
    itemPage: async (scope: Scope, f: SpotCheckItemFilter, request: PageRequest): Promise<SpotCheckItemRow[]> => {
      const { after, order, limit } = keyset(request, i.id);
      return q
        .select()
        .from(i)
        .where(
          and(
            ...narrowed(i, scope, f),
            isNotNull(i.closedAt),
            f.kind === undefined ? undefined : eq(i.kind, f.kind),
            f.verdicts === undefined ? undefined : inArray(i.verdict, [...f.verdicts]),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    slotsOf: async (checkId: string): Promise<SpotCheckSlotRow[]> =>
      q.select().from(slots).where(eq(slots.checkId, checkId)).orderBy(asc(slots.id)),

    /** How many there are to draw from. */
    population: async (what: Drawable, of: DrawnOf): Promise<number> =>
      (await q.select({ count }).from(p).where(drawable(what, of)))[0]?.count ?? 0,

    /** The ids of those at these places, counted from 0 in the order of (instant, id): no order of the database's own. */
    atPlaces: async (what: Drawable, of: DrawnOf, places: readonly number[]): Promise<string[]> => {
      if (places.length === 0) return [];
      const place = sql<number>`row_number() over (order by ${p.passedAt}, ${p.id}) - 1`.as('place');
      const numbered = q.select({ id: p.id, place }).from(p).where(drawable(what, of)).as('numbered');
      const rows = await q
        .select({ id: numbered.id })
        .from(numbered)
        .where(inArray(numbered.place, [...places]))
        .orderBy(asc(numbered.place));
      return rows.map(({ id }) => id);
    },

    passagesOfIds: async (ids: readonly string[]): Promise<PassageRow[]> =>
      ids.length === 0
        ? []
        : q
            .select()
            .from(p)
            .where(inArray(p.id, [...ids]))
            .orderBy(asc(p.passedAt), asc(p.id)),

    /** Accesses of goods vehicles at an enterprise in a period. */
    goodsAccesses: async ({ enterpriseId, from, until }: DrawnOf): Promise<number> => {
      const of = and(eq(p.enterpriseId, enterpriseId), gte(p.passedAt, from), lt(p.passedAt, until));
      const goods = tallied(p, { counted: true, vehicleClass: 'goods' });
      return (
        (
          await q
            .select({ count })
            .from(p)
            .where(and(of, ...goods))
        )[0]?.count ?? 0
      );
    },
  };
};

/** What may be a goods vehicle: the stage of others breaks nothing. */
const GOODS = ['goods', 'unknown'] as const;

export const writeSpotChecks = (db: Db) => {
  const { q, t } = db;
  const { spotChecks: s, spotCheckItems: i, spotCheckSlots: slots } = t;
  return {
    ...readSpotChecks(db),

    insert: async (row: SpotCheckRow): Promise<void> => {
      await q.insert(s).values(row);
    },

    insertItems: async (rows: readonly SpotCheckItemRow[]): Promise<void> => {
      if (rows.length > 0) await q.insert(i).values([...rows]);
    },

    insertSlot: async (row: SpotCheckSlotRow): Promise<void> => {
      await q.insert(slots).values(row);
    },

    /** The place after the last item of a check. */
    nextPosition: async (checkId: string): Promise<number> => {
      const [last] = await q
        .select({ position: i.position })
        .from(i)
        .where(eq(i.checkId, checkId))
        .orderBy(desc(i.position))
        .limit(1);
      return (last?.position ?? 0) + 1;
    },

    setResult: async (
      id: string,
      result: Pick<SpotCheckItemRow, 'verdict' | 'finding' | 'checkedAt' | 'checkedBy'>,
    ): Promise<void> => {
      await q.update(i).set(result).where(eq(i.id, id));
    },

    close: async (
      id: string,
      closing: Pick<SpotCheckRow, 'summary' | 'itemsChecked' | 'itemsWrong' | 'closedAt' | 'closedBy'>,
    ): Promise<void> => {
      await q
        .update(s)
        .set({ ...closing, status: 'closed' })
        .where(eq(s.id, id));
      await q.update(i).set({ closedAt: closing.closedAt }).where(eq(i.checkId, id));
    },
  };
};
