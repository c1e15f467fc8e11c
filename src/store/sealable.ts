import { and, asc, type Column, gt, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { Db } from './dialect.ts';

/** A range of ids: `from` and `upTo` are in it, `after` and `before` are not. */
export type IdRange = {
  readonly from?: string;
  readonly after?: string;
  readonly upTo?: string;
  readonly before?: string;
};

/** Whole rows in the order of their ids; for `store.bulk`. */
export const readSealable = ({ q, t }: Db) => {
  const within = (id: Column, { from, after, upTo, before }: IdRange): SQL | undefined =>
    and(
      from === undefined ? undefined : gte(id, from),
      after === undefined ? undefined : gt(id, after),
      upTo === undefined ? undefined : lte(id, upTo),
      before === undefined ? undefined : lt(id, before),
    );
  const {
    audit,
    passages: p,
    decisionHistory: d,
    plateCorrections: c,
    passageNotes: n,
    violationEvents: e,
    violations: v,
  } = t;
  const tables = { audit, passages: p, decisions: d, corrections: c, notes: n, violationEvents: e };
  type Kind = keyof typeof tables;
  return {
    audit: async (range: IdRange, limit: number) =>
      q.select().from(audit).where(within(audit.id, range)).orderBy(asc(audit.id)).limit(limit),

    passages: async (range: IdRange, limit: number) =>
      q.select().from(p).where(within(p.id, range)).orderBy(asc(p.id)).limit(limit),

    decisions: async (range: IdRange, limit: number) =>
      q.select().from(d).where(within(d.id, range)).orderBy(asc(d.id)).limit(limit),

    /** The decisions on these passages that were replaced, oldest first. */
    decisionsOf: async (passageIds: readonly string[]) =>
      passageIds.length === 0
        ? []
        : q
            .select()
            .from(d)
            .where(inArray(d.passageId, [...passageIds]))
            .orderBy(asc(d.id)),

    corrections: async (range: IdRange, limit: number) =>
      q.select().from(c).where(within(c.id, range)).orderBy(asc(c.id)).limit(limit),

    notes: async (range: IdRange, limit: number) =>
      q.select().from(n).where(within(n.id, range)).orderBy(asc(n.id)).limit(limit),

    violationEvents: async (range: IdRange, limit: number) =>
      q.select().from(e).where(within(e.id, range)).orderBy(asc(e.id)).limit(limit),

    violationEventsOf: async (violationIds: readonly string[]) =>
      violationIds.length === 0
        ? []
        : q
            .select()
            .from(e)
            .where(inArray(e.violationId, [...violationIds]))
            .orderBy(asc(e.id)),

    violationStates: async (range: IdRange, limit: number) =>
      q.select({ id: v.id, status: v.status }).from(v).where(within(v.id, range)).orderBy(asc(v.id)).limit(limit),

    /** Whether there is a row of a kind in a range. */
    isAny: async (kind: Kind, range: IdRange): Promise<boolean> => {
      const { id } = tables[kind];
      return (await q.select({ id }).from(tables[kind]).where(within(id, range)).limit(1)).length > 0;
    },

    /** How many rows of each kind come after an id. */
    countAfter: async (kind: Kind, after?: string) => {
      const table = tables[kind];
      const [row] = await q
        .select({ rows: sql<number>`count(*)`.mapWith(Number) })
        .from(table)
        .where(within(table.id, after === undefined ? {} : { after }));
      return row?.rows ?? 0;
    },
  };
};
