import { and, desc, eq, gte, inArray, isNotNull, isNull, lt, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { VOID_STATUSES } from '../domain/enforcement/violation.ts';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { readersOf } from './filings.ts';
import { keyset, type PageRequest } from './page.ts';
import { within } from './scope.ts';

/** Whose month: instants in ms, `until` exclusive. */
export type ReturnRange = {
  readonly scope: Scope;
  readonly countyCode?: string | undefined;
  readonly from: number;
  readonly until: number;
};

/** The rows of the monthly return on machinery, with what they are called; for `store.bulk`. */
export const readMachineryReturns = ({ q, t }: Db) => {
  const { filings: f, siteEntries: e, inspections: i, prohibitions: p, violations: v, machines: m, sites: s } = t;
  const { organisations: o } = t;
  const count = sql<number>`count(*)`.mapWith(Number);
  const called = {
    site: s.name,
    organisation: o.name,
    machine: m.name,
    category: m.category,
    environmentalCode: m.environmentalCode,
    emissionStage: m.emissionStage,
    fuel: m.fuel,
    origin: m.origin,
  };
  const flag = {
    ...{ id: v.id, occurredAt: v.occurredAt, countyCode: v.countyCode, kind: v.kind, effect: v.effect },
    ...{ clause: v.clause, status: v.status },
  };
  type Placed = typeof i | typeof p | typeof v;
  const reach = (table: Placed, { scope, countyCode }: ReturnRange) =>
    and(
      within(scope, { county: table.countyCode, organisation: table.organisationId }),
      countyCode === undefined ? undefined : eq(table.countyCode, countyCode),
    );
  const counting = ({ from, until }: Pick<ReturnRange, 'from' | 'until'>) =>
    and(gte(i.inspectedAt, from), lt(i.inspectedAt, until), isNull(i.voidedAt));
  const inspected = (range: ReturnRange) => and(reach(i, range), counting(range));
  const flagged = (range: ReturnRange) =>
    and(
      reach(v, range),
      isNotNull(v.machineId),
      gte(v.occurredAt, range.from),
      lt(v.occurredAt, range.until),
      notInArray(v.status, [...VOID_STATUSES]),
    );
  /** In force at some time of the month. One that no inspection lifted but ended was annulled, and never was. */
  const prohibited = (range: ReturnRange) =>
    and(
      reach(p, range),
      or(isNull(p.liftedAt), isNotNull(p.liftedBy)),
      lt(p.openedAt, range.until),
      or(isNull(p.liftedAt), gte(p.liftedAt, range.from)),
    );

  const filingsWhere = (where: SQL | undefined) =>
    q
      .select({ ...called, filing: f })
      .from(f)
      .innerJoin(s, eq(s.id, f.siteId))
      .innerJoin(o, eq(o.id, f.organisationId))
      .innerJoin(m, eq(m.id, f.machineId))
      .where(where)
      .orderBy(desc(f.id));
  const inspectionsWhere = (where: SQL | undefined) =>
    q
      .select({ ...called, inspection: i })
      .from(i)
      .innerJoin(s, eq(s.id, i.siteId))
      .innerJoin(o, eq(o.id, i.organisationId))
      .innerJoin(m, eq(m.id, i.machineId))
      .where(where)
      .orderBy(desc(i.id));

  return {
    /** Filings by the submission that counts, newest first by id. */
    filings: async (range: ReturnRange, request: PageRequest) => {
      const { after, limit } = keyset(request, f.id);
      const inMonth = and(
        within(range.scope, readersOf(f)),
        range.countyCode === undefined ? undefined : eq(f.countyCode, range.countyCode),
        gte(f.submittedAt, range.from),
        lt(f.submittedAt, range.until),
      );
      return filingsWhere(and(inMonth, after)).limit(limit);
    },

    /** Every filing for these sites that was submitted, or by which a machine entered, before the month's end. */
    filedOnSites: async (siteIds: readonly string[], { until }: Pick<ReturnRange, 'until'>) =>
      filingsWhere(and(inArray(f.siteId, [...siteIds]), or(lt(f.submittedAt, until), lt(f.enteredAt, until)))),

    /** Sightings on these sites whose entry lies in the month, with the organisation of the site. */
    seenOnSites: async (siteIds: readonly string[], { from, until }: Pick<ReturnRange, 'from' | 'until'>) =>
      q
        .select({ ...called, entry: e })
        .from(e)
        .innerJoin(s, eq(s.id, e.siteId))
        .innerJoin(o, eq(o.id, e.organisationId))
        .innerJoin(m, eq(m.id, e.machineId))
        .where(and(inArray(e.siteId, [...siteIds]), gte(e.enteredAt, from), lt(e.enteredAt, until)))
        .orderBy(desc(e.id)),

    /** Inspections on these sites in the month that count, with the organisation of the site. */
    inspectedOnSites: async (siteIds: readonly string[], month: Pick<ReturnRange, 'from' | 'until'>) =>
      inspectionsWhere(and(inArray(i.siteId, [...siteIds]), counting(month))),

    /** Inspections that count, newest first by id. */
    inspections: async (range: ReturnRange, request: PageRequest) => {
      const { after, limit } = keyset(request, i.id);
      return inspectionsWhere(and(inspected(range), after)).limit(limit);
    },

    /** Prohibitions in force at some time of the month, newest first by id. */
    prohibitions: async (range: ReturnRange, request: PageRequest) => {
      const { after, order, limit } = keyset(request, p.id);
      return q
        .select({ ...called, prohibition: p })
        .from(p)
        .innerJoin(s, eq(s.id, p.siteId))
        .innerJoin(o, eq(o.id, p.organisationId))
        .innerJoin(m, eq(m.id, p.machineId))
        .where(and(prohibited(range), after))
        .orderBy(...order)
        .limit(limit);
    },

    /** Flags of machines that stand, newest first by id. */
    flags: async (range: ReturnRange, request: PageRequest) => {
      const { after, order, limit } = keyset(request, v.id);
      return q
        .select({ ...called, flag })
        .from(v)
        .innerJoin(m, eq(m.id, v.machineId))
        .leftJoin(s, eq(s.id, v.siteId))
        .leftJoin(o, eq(o.id, v.organisationId))
        .where(and(flagged(range), after))
        .orderBy(...order)
        .limit(limit);
    },

    /** How many inspections came to each result. */
    inspectionSums: async (range: ReturnRange): Promise<{ key: string; count: number }[]> =>
      q.select({ key: i.result, count }).from(i).where(inspected(range)).groupBy(i.result),

    /** How many flags of machines there are of each kind. */
    flagSums: async (range: ReturnRange): Promise<{ key: string; count: number }[]> =>
      q.select({ key: v.kind, count }).from(v).where(flagged(range)).groupBy(v.kind),

    /** Prohibitions in force in the month; opened in it; lifted in it. */
    prohibitionSums: async (range: ReturnRange): Promise<{ inForce: number; opened: number; lifted: number }> => {
      const within = (column: typeof p.openedAt | typeof p.liftedAt) =>
        sql<number>`coalesce(sum(case when ${and(gte(column, range.from), lt(column, range.until))} then 1 else 0 end), 0)`.mapWith(
          Number,
        );
      const rows = await q
        .select({ inForce: count, opened: within(p.openedAt), lifted: within(p.liftedAt) })
        .from(p)
        .where(prohibited(range));
      return rows[0] ?? { inForce: 0, opened: 0, lifted: 0 };
    },
  };
};

type Rows<N extends 'filings' | 'seenOnSites' | 'inspections' | 'prohibitions' | 'flags'> = Awaited<
  ReturnType<ReturnType<typeof readMachineryReturns>[N]>
>[number];
export type ReturnFiling = Rows<'filings'>;
export type ReturnInspection = Rows<'inspections'>;
export type ReturnProhibition = Rows<'prohibitions'>;
export type ReturnFlag = Rows<'flags'>;
export type ReturnSighting = Rows<'seenOnSites'>;
