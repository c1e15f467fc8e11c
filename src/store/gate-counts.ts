import { and, asc, eq, gt, gte, lte, or, sql } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type GateCountRow = Tables['gateCounts']['$inferSelect'];

export type DeclaredFilter = {
  readonly enterpriseId?: string | undefined;
  readonly countyCode?: string | undefined;
  readonly fromDay?: string | undefined;
  readonly toDay?: string | undefined;
};

/** An enterprise on a day for which one of its gates declared a count. */
export type DeclaredDay = { readonly enterpriseId: string; readonly day: string };

export const readGateCounts = ({ q, t: { gateCounts: c } }: Db) => ({
  find: async (id: string): Promise<GateCountRow | undefined> => (await q.select().from(c).where(eq(c.id, id)))[0],

  /** The count a gate declared for a day, as last told. */
  ofGate: async (gateId: string, day: string): Promise<GateCountRow | undefined> =>
    (
      await q
        .select()
        .from(c)
        .where(and(eq(c.gateId, gateId), eq(c.day, day)))
    )[0],

  /** What the gates of an enterprise declared for a day. */
  ofEnterprise: async (enterpriseId: string, day: string): Promise<GateCountRow[]> =>
    q
      .select()
      .from(c)
      .where(and(eq(c.enterpriseId, enterpriseId), eq(c.day, day)))
      .orderBy(asc(c.gateId)),

  page: async (gateId: string, request: PageRequest): Promise<GateCountRow[]> => {
    const { after, order, limit } = keyset(request, c.id);
    return q
      .select()
      .from(c)
      .where(and(eq(c.gateId, gateId), after))
      .orderBy(...order)
      .limit(limit);
  },

  /** Declared counts of days from one to another, both included, within a scope, newest first by id. */
  pageOfDays: async (scope: Scope, f: DeclaredFilter, request: PageRequest): Promise<GateCountRow[]> => {
    const { after, order, limit } = keyset(request, c.id);
    return q
      .select()
      .from(c)
      .where(
        and(
          within(scope, { county: c.countyCode, organisation: c.enterpriseId, gate: c.gateId }),
          f.enterpriseId === undefined ? undefined : eq(c.enterpriseId, f.enterpriseId),
          f.countyCode === undefined ? undefined : eq(c.countyCode, f.countyCode),
          f.fromDay === undefined ? undefined : gte(c.day, f.fromDay),
          f.toDay === undefined ? undefined : lte(c.day, f.toDay),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },

  /** The next declared days after `after` (of that day, the enterprises after its own) up to `through`, oldest first. */
  declaredDays: async (after: DeclaredDay, through: string, limit: number): Promise<DeclaredDay[]> =>
    q
      .selectDistinct({ enterpriseId: c.enterpriseId, day: c.day })
      .from(c)
      .where(
        and(
          lte(c.day, through),
          or(
            gt(c.day, after.day),
            and(eq(c.day, after.day), gt(c.enterpriseId, sql.param(after.enterpriseId, c.enterpriseId))),
          ),
        ),
      )
      .orderBy(asc(c.day), asc(c.enterpriseId))
      .limit(limit),
});

export const writeGateCounts = (db: Db) => {
  const { gateCounts: c } = db.t;
  return {
    ...readGateCounts(db),

    /** Fails as `unique` (`gate_counts_day`) where the gate declared the day before. */
    insert: async (row: GateCountRow): Promise<void> => {
      await db.q.insert(c).values(row);
    },

    update: async (id: string, change: Partial<Omit<GateCountRow, 'id'>>): Promise<void> => {
      await db.q.update(c).set(change).where(eq(c.id, id));
    },
  };
};
