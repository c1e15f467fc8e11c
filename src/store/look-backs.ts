import { and, eq, gte, inArray, isNull, lt, lte, ne, or } from 'drizzle-orm';
import { affected, type Db, placeholder, prepared } from './dialect.ts';
import type { Tables } from './schema.ts';

export type LookBackRow = Tables['lookBacks']['$inferSelect'];

export const readLookBacks = ({ q, t: { lookBacks: l, passages: p } }: Db) => {
  const covering = prepared(() =>
    q
      .select()
      .from(l)
      .where(
        and(
          eq(l.enterpriseId, placeholder(l.enterpriseId, 'enterpriseId')),
          lte(l.from, placeholder(l.from, 'at')),
          gte(l.until, placeholder(l.until, 'at')),
        ),
      ),
  );
  return {
    find: async (id: string): Promise<LookBackRow | undefined> => (await q.select().from(l).where(eq(l.id, id)))[0],

    /** The look-back of an enterprise over [from, until), where somebody asked for it before. */
    over: async (enterpriseId: string, from: number, until: number): Promise<LookBackRow | undefined> =>
      (
        await q
          .select()
          .from(l)
          .where(and(eq(l.enterpriseId, enterpriseId), eq(l.until, until), eq(l.from, from)))
      )[0],

    /** Those of an enterprise that an access at an instant belongs to. */
    covering: async (enterpriseId: string, at: number): Promise<LookBackRow[]> =>
      (await covering({ enterpriseId, at })).filter(({ until }) => at < until),

    ofEnterprise: async (enterpriseId: string): Promise<LookBackRow[]> =>
      q.select().from(l).where(eq(l.enterpriseId, enterpriseId)),

    /** How the accesses of an enterprise in [from, until) were decided: each way once. Refused trucks made none. */
    decided: async (enterpriseId: string, from: number, until: number) =>
      q
        .selectDistinct({ policy: p.policy, outcomes: p.outcomes })
        .from(p)
        .where(
          and(
            eq(p.enterpriseId, enterpriseId),
            gte(p.passedAt, from),
            lt(p.passedAt, until),
            or(isNull(p.barrier), ne(p.barrier, 'refused')),
          ),
        ),
  };
};

export const writeLookBacks = (db: Db) => {
  const { q, t } = db;
  const l = t.lookBacks;
  return {
    ...readLookBacks(db),

    insert: async (row: LookBackRow): Promise<void> => {
      await q.insert(l).values(row);
    },

    settle: async (id: string, missed: boolean | null): Promise<void> => {
      await q.update(l).set({ missed, stale: false }).where(eq(l.id, id));
    },

    /** Marks look-backs as stale; gives how many were not yet. */
    spoil: async (ids: readonly string[]): Promise<number> =>
      affected(
        await q
          .update(l)
          .set({ stale: true })
          .where(and(inArray(l.id, [...ids]), eq(l.stale, false))),
      ),
  };
};
