import {
  and,
  type Column,
  countDistinct,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  lt,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { VOID_STATUSES } from '../domain/enforcement/violation.ts';
import type { Scope } from '../domain/identity/permissions.ts';
import type { FilingEntry } from '../domain/machinery/filing.ts';
import { type Period, stretchesOf } from '../domain/reports/period.ts';
import type { ReportGroup } from '../domain/reports/rows.ts';
import { type Db, fetched, lagMs, oneOf } from './dialect.ts';
import { readersOf } from './filings.ts';
import { ALL, keyOf, type Owners, textOf } from './report-keys.ts';
import { within } from './scope.ts';

/** Whose rows are counted, and of when; instants in ms, `until` exclusive. */
export type ReportRange = {
  readonly scope: Scope;
  readonly from: number;
  readonly until: number;
  readonly countyCode?: string | undefined;
  readonly organisationIds?: readonly string[] | undefined;
};

type Owned = Omit<ReportRange, 'from' | 'until'>;

/** Accesses of one tally and direction, with the mass of their loads in kg. */
export type AccessSum = {
  readonly key: string;
  readonly tally: string;
  readonly direction: string;
  readonly count: number;
  readonly kg: number;
};
export type ViolationSum = {
  readonly key: string;
  readonly effect: string;
  readonly status: string;
  readonly count: number;
};
export type FilingSum = {
  readonly key: string;
  readonly status: string;
  readonly accepted: boolean;
  readonly entry: FilingEntry;
  readonly count: number;
  /** From submission to acceptance, summed and at the most, ms; 0 where none was accepted. */
  readonly waitedMs: number;
  readonly longestMs: number;
  /** From the reported entry to a submission that came after it, summed and at the most, ms. */
  readonly lateMs: number;
  readonly longestLateMs: number;
  /** Still waiting for a review on a day after the last one that the county sets itself. */
  readonly overdue: number;
  readonly oldestSubmittedAt: number;
};
export type PlaceSum = { readonly key: string; readonly place: string; readonly count: number };

/**
 * Sums over many rows, for `store.bulk`. Each is one pass and gives few rows. None knows of percentages: whoever asks divides.
 */
export const readReports = ({ q, t, engine }: Db) => {
  const { accessSums: a, violations: v, violationRules: r, filings: f, vehicles, cleanTransport: c } = t;
  const { spotChecks: s, spotCheckItems: i } = t;
  const count = sql<number>`count(*)`.mapWith(Number);
  const most = (what: SQL) => sql<number>`coalesce(max(${what}), 0)`.mapWith(Number);
  const total = (what: SQL | Column) => sql<number>`coalesce(sum(${what}), 0)`.mapWith(Number);
  const owned = (range: Owned, owners: Owners) => [within(range.scope, owners), ...narrowed(range, owners)];
  const narrowed = (range: Owned, { county, organisation }: Owners) => [
    range.countyCode === undefined ? undefined : eq(county, range.countyCode),
    range.organisationIds === undefined ? undefined : oneOf(engine, organisation, range.organisationIds),
  ];
  const during = ({ from, until }: ReportRange, at: Column) => [gte(at, from), lt(at, until)];

  return {
    /** Accesses of a period by tally, from the sums that are kept of its months and days. */
    accesses: async (by: ReportGroup, range: Owned, period: Period): Promise<AccessSum[]> => {
      const of = { county: a.countyCode, organisation: a.enterpriseId };
      const key = keyOf(by, of);
      const stretches = stretchesOf(period).map(({ span, from, until }) =>
        and(eq(a.span, span), gte(a.startsOn, from), lt(a.startsOn, until)),
      );
      const sums = q
        .select({ key: textOf(key), tally: a.tally, direction: a.direction, count: total(a.count), kg: total(a.kg) })
        .from(a)
        .where(and(...owned(range, of), or(...stretches)))
        .groupBy(key, a.tally, a.direction);
      return fetched(sums.having(gt(total(a.count), 0)));
    },

    /** Violations that stand, by when they occurred; with `clause`, those that break a rule of it. */
    violations: async (
      by: ReportGroup | 'clause' | 'kind',
      range: ReportRange,
      only: { readonly clause?: string | undefined; readonly kind?: string | undefined } = {},
    ): Promise<ViolationSum[]> => {
      const ruled = by === 'clause' || only.clause !== undefined;
      const key =
        by === 'clause'
          ? r.clause
          : by === 'kind'
            ? v.kind
            : keyOf(by, { county: v.countyCode, organisation: v.enterpriseId });
      const where = and(
        within(range.scope, { county: v.countyCode, organisation: v.organisationId }),
        range.countyCode === undefined ? undefined : eq(v.countyCode, range.countyCode),
        range.organisationIds === undefined ? undefined : oneOf(engine, v.enterpriseId, range.organisationIds),
        ...during(range, v.occurredAt),
        notInArray(v.status, [...VOID_STATUSES]),
        only.kind === undefined ? undefined : eq(v.kind, only.kind),
        by === 'all' || by === 'clause' || by === 'kind' ? undefined : isNotNull(key),
      );
      const columns = { key: textOf(key), effect: v.effect, status: v.status };
      if (!ruled)
        return q
          .select({ ...columns, count })
          .from(v)
          .where(where)
          .groupBy(key, v.effect, v.status);
      return q
        .select({ ...columns, count: countDistinct(v.id) })
        .from(v)
        .innerJoin(r, eq(r.violationId, v.id))
        .where(and(where, only.clause === undefined ? undefined : eq(r.clause, only.clause)))
        .groupBy(key, v.effect, v.status);
    },

    /** Filings by the submission that counts. */
    filings: async (by: ReportGroup, range: ReportRange, today: string): Promise<FilingSum[]> => {
      const of = { county: f.countyCode, organisation: f.organisationId };
      const key = keyOf(by, of);
      const waited = lagMs(engine, f.acceptedAt, f.submittedAt);
      const late = sql`case when ${f.enteredAt} <= ${f.submittedAt} then ${lagMs(engine, f.submittedAt, f.enteredAt)} else 0 end`;
      const overdue = sql`case when ${f.status} = 'submitted' and ${f.reviewBy} < ${sql.param(today, f.reviewBy)} then 1 else 0 end`;
      const accepted = sql<boolean>`case when ${f.acceptedAt} is null then 0 else 1 end`.mapWith(Boolean);
      const entry = sql<FilingEntry>`case when ${f.enteredAt} is null then 'none' when ${f.enteredAt} <= ${f.submittedAt} then 'late' else 'in_time' end`;
      return q
        .select({
          ...{ key: textOf(key), status: f.status, accepted, entry, count },
          waitedMs: total(waited),
          longestMs: most(waited),
          lateMs: total(late),
          longestLateMs: most(late),
          overdue: total(overdue),
          oldestSubmittedAt: sql<number>`min(${f.submittedAt})`.mapWith(f.submittedAt),
        })
        .from(f)
        .where(and(within(range.scope, readersOf(f)), ...narrowed(range, of), ...during(range, f.submittedAt)))
        .groupBy(key, f.status, accepted, entry);
    },

    /** Vehicles of the retirement programme as they stand now, by place. */
    retirements: async (
      by: 'all' | 'county',
      { scope, countyCode }: Pick<ReportRange, 'scope' | 'countyCode'>,
    ): Promise<PlaceSum[]> => {
      const key = by === 'all' ? ALL : vehicles.retirementCounty;
      return q
        .select({ key: textOf(key), place: sql<string>`${vehicles.retirement}`, count })
        .from(vehicles)
        .where(
          and(
            within(scope, { county: vehicles.retirementCounty }),
            isNotNull(vehicles.retirement),
            countyCode === undefined ? undefined : eq(vehicles.retirementCounty, countyCode),
            by === 'county' ? isNotNull(vehicles.retirementCounty) : undefined,
          ),
        )
        .groupBy(key, vehicles.retirement);
    },

    /** What was moved in some months other than by road, kg, by mode. */
    movedCleanly: async (
      by: ReportGroup,
      range: Owned,
      months: readonly string[],
    ): Promise<{ key: string; mode: string; month: string; kg: number; rows: number }[]> => {
      const of = { county: c.countyCode, organisation: c.enterpriseId };
      const key = keyOf(by, of);
      return q
        .select({ key: textOf(key), mode: c.mode, month: c.month, kg: total(c.kg), rows: count })
        .from(c)
        .where(and(...owned(range, of), inArray(c.month, [...months])))
        .groupBy(key, c.mode, c.month);
    },

    /** Spot checks closed in a period, and their items by kind and verdict. */
    spotChecks: async (by: ReportGroup, range: ReportRange): Promise<{ key: string; checks: number }[]> => {
      const of = { county: s.countyCode, organisation: s.enterpriseId };
      const key = keyOf(by, of);
      return q
        .select({ key: textOf(key), checks: count })
        .from(s)
        .where(and(...owned(range, of), gte(s.closedAt, range.from), lt(s.closedAt, range.until)))
        .groupBy(key);
    },

    spotCheckItems: async (
      by: ReportGroup,
      range: ReportRange,
    ): Promise<{ key: string; kind: string; verdict: string; count: number }[]> => {
      const of = { county: i.countyCode, organisation: i.enterpriseId };
      const key = keyOf(by, of);
      return q
        .select({ key: textOf(key), kind: i.kind, verdict: i.verdict, count })
        .from(i)
        .where(and(...owned(range, of), gte(i.closedAt, range.from), lt(i.closedAt, range.until)))
        .groupBy(key, i.kind, i.verdict);
    },
  };
};
