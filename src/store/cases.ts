import {
  and,
  asc,
  count,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  lt,
  lte,
  max,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { type CaseStatus, UNDECIDED } from '../domain/cases/case-states.ts';
import type { Offender, OffenderType } from '../domain/cases/offender.ts';
import { VOID_STATUSES } from '../domain/enforcement/violation.ts';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { violationColumns } from './explanations.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';
import type { ViolationRow } from './violations.ts';

export type CaseRow = Tables['cases']['$inferSelect'];
export type CaseViolationRow = Tables['caseViolations']['$inferSelect'];
export type CaseEventRow = Tables['caseEvents']['$inferSelect'];
export type CaseStatementRow = Tables['caseStatements']['$inferSelect'];
export type CaseFindingRow = Tables['caseFindings']['$inferSelect'];

export type CaseFilter = {
  readonly status?: string | undefined;
  readonly countyCode?: string | undefined;
  readonly offenderType?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly outcome?: string | undefined;
  readonly violationId?: string | undefined;
  readonly plate?: string | undefined;
  readonly plateColour?: string | undefined;
  /** Past a deadline on this legal day (true), or past none (false). */
  readonly overdue?: { readonly today: string; readonly is: boolean } | undefined;
};

/** Violations of a case: all, those that stand, those of them under appeal. */
export type CaseCounts = { readonly all: number; readonly standing: number; readonly appealed: number };

/** An offender with open breaches that are in no case: how many, and how many breaches of it stand since the cut-off. */
export type Candidate = {
  readonly key: string;
  readonly second: string;
  readonly free: number;
  readonly recent: number;
  readonly lastAt: number;
};

const SALE = 'non_china_vi_sale';

export const readCases = (db: Db) => {
  const { q, t } = db;
  const { cases: c, caseViolations: m, caseEvents: e, caseStatements: s, caseFindings: f, violations: v } = t;

  const whole = violationColumns(db);
  /** An organisation sees its case once it was given notice of it. */
  const seen = (scope: Scope): SQL | undefined => {
    const reached = within(scope, { county: c.countyCode, organisation: c.organisationId });
    return scope.to === 'organisation' ? and(reached, isNotNull(c.noticedAt)) : reached;
  };
  /** Past a deadline and not held up: suspended, or under an appeal. */
  const overdue = (today: string): SQL | undefined => {
    const appealed = q
      .select({ id: m.caseId })
      .from(m)
      .innerJoin(v, eq(v.id, m.violationId))
      .where(eq(v.status, 'appealed'));
    return and(
      or(
        and(inArray(c.status, ['open', 'noticed', 'heard']), lt(c.decideBy, today)),
        and(eq(c.status, 'noticed'), lt(c.answerBy, today)),
      ),
      notInArray(c.id, appealed),
    );
  };
  const uncased = sql`not exists (select 1 from ${m} where ${m.violationId} = ${v.id})`;
  const fresh = sql`${v.status} = 'open' and ${v.beforePublication} = false and ${uncased}`;
  // A bare literal is not allowed in GROUP BY.
  const none = sql<string>`cast('' as text)`;
  const groups = {
    vehicle: {
      key: v.plate,
      second: sql<string>`coalesce(${v.plateColour}, '')`,
      where: sql`${v.kind} <> ${SALE}`,
    },
    enterprise: { key: v.enterpriseId, second: none, where: sql`${v.kind} <> ${SALE}` },
    contractor: {
      key: v.organisationId,
      second: none,
      where: sql`(${v.machineId} is not null or ${v.siteId} is not null)`,
    },
    seller: {
      key: sql<string>`coalesce(${v.sellerCreditCode}, ${v.sellerName})`,
      second: none,
      where: eq(v.kind, SALE),
    },
  };
  const ofOffender = ({ type, key }: Offender): SQL | undefined => {
    const bare = key.slice(type.length + 1);
    if (type === 'enterprise') return and(eq(v.enterpriseId, bare), groups.enterprise.where);
    if (type === 'contractor') return and(eq(v.organisationId, bare), groups.contractor.where);
    if (type === 'seller') return and(eq(groups.seller.key, bare), groups.seller.where);
    const [plate = '', colour = ''] = bare.split(' ');
    return and(eq(v.plate, plate), eq(groups.vehicle.second, colour), groups.vehicle.where);
  };

  return {
    find: async (id: string): Promise<CaseRow | undefined> => (await q.select().from(c).where(eq(c.id, id)))[0],

    page: async (scope: Scope, filter: CaseFilter, request: PageRequest): Promise<CaseRow[]> => {
      const { after, order, limit } = keyset(request, c.id);
      const late = filter.overdue && overdue(filter.overdue.today);
      return q
        .select()
        .from(c)
        .where(
          and(
            seen(scope),
            filter.status === undefined ? undefined : eq(c.status, filter.status),
            filter.countyCode === undefined ? undefined : eq(c.countyCode, filter.countyCode),
            filter.offenderType === undefined ? undefined : eq(c.offenderType, filter.offenderType),
            filter.organisationId === undefined ? undefined : eq(c.organisationId, filter.organisationId),
            filter.outcome === undefined ? undefined : eq(c.outcome, filter.outcome),
            filter.plate === undefined ? undefined : eq(c.plate, filter.plate),
            filter.plateColour === undefined ? undefined : eq(c.plateColour, filter.plateColour),
            filter.violationId === undefined
              ? undefined
              : inArray(c.id, q.select({ id: m.caseId }).from(m).where(eq(m.violationId, filter.violationId))),
            // What never had a day to answer by is not past it, which NOT of an unknown would not say.
            late && (filter.overdue?.is ? late : sql`not coalesce((${late}), false)`),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    /** Undecided cases past a deadline on a legal day, the next `limit` after an id in the order of ids. */
    overdue: async (today: string, after: string | undefined, limit: number): Promise<CaseRow[]> =>
      q
        .select()
        .from(c)
        .where(and(overdue(today), after === undefined ? undefined : sql`${c.id} > ${sql.param(after, c.id)}`))
        .orderBy(asc(c.id))
        .limit(limit),

    /** The violations of these cases as they stand now, oldest first, each with its case. */
    violationsOf: async (caseIds: readonly string[]): Promise<{ caseId: string; violation: ViolationRow }[]> =>
      caseIds.length === 0
        ? []
        : q
            .select({ caseId: m.caseId, violation: whole })
            .from(m)
            .innerJoin(v, eq(v.id, m.violationId))
            .where(inArray(m.caseId, [...caseIds]))
            .orderBy(asc(m.caseId), asc(v.occurredAt), asc(v.id)),

    /** The undecided cases that these violations are in. */
    holding: async (violationIds: readonly string[]): Promise<{ violationId: string; id: string; number: string }[]> =>
      q
        .select({ violationId: m.violationId, id: c.id, number: c.number })
        .from(m)
        .innerJoin(c, eq(c.id, m.caseId))
        .where(and(inArray(m.violationId, [...violationIds]), inArray(c.status, [...UNDECIDED]))),

    /** How many violations of each of these cases there are, how many stand, and how many of those are under appeal. */
    countsOf: async (caseIds: readonly string[]): Promise<ReadonlyMap<string, CaseCounts>> => {
      if (caseIds.length === 0) return new Map();
      const sumOf = (test: SQL) => sql<number>`sum(case when ${test} then 1 else 0 end)`.mapWith(Number);
      const standing = sumOf(notInArray(v.status, [...VOID_STATUSES]));
      const appealed = sumOf(eq(v.status, 'appealed'));
      const rows = await q
        .select({ id: m.caseId, all: count(), standing, appealed })
        .from(m)
        .innerJoin(v, eq(v.id, m.violationId))
        .where(inArray(m.caseId, [...caseIds]))
        .groupBy(m.caseId);
      return new Map(rows.map(({ id, ...counts }) => [id, counts]));
    },

    /** The last serial number given in a year and county; 0 where none was. */
    lastSerial: async (year: number, countyCode: string | null): Promise<number> => {
      const county = countyCode === null ? sql`${c.countyCode} is null` : eq(c.countyCode, countyCode);
      const [row] = await q
        .select({ last: max(c.serial) })
        .from(c)
        .where(and(eq(c.year, year), county));
      return row?.last ?? 0;
    },

    /** Oldest first. */
    eventsOf: async (caseId: string): Promise<CaseEventRow[]> =>
      q.select().from(e).where(eq(e.caseId, caseId)).orderBy(asc(e.id)),

    statementsOf: async (caseId: string): Promise<CaseStatementRow[]> =>
      q.select().from(s).where(eq(s.caseId, caseId)).orderBy(asc(s.id)),

    findingsOf: async (caseId: string): Promise<CaseFindingRow[]> =>
      q.select().from(f).where(eq(f.caseId, caseId)).orderBy(asc(f.id)),

    /** The newest `limit` flags of an offender of a period (ms, both ends included), void ones left out. */
    flagsOf: async (
      offender: Offender,
      { from, to }: { readonly from: number; readonly to: number },
      limit: number,
    ): Promise<ViolationRow[]> =>
      q
        .select(whole)
        .from(v)
        .where(
          and(
            ofOffender(offender),
            gte(v.occurredAt, from),
            lte(v.occurredAt, to),
            notInArray(v.status, [...VOID_STATUSES]),
          ),
        )
        .orderBy(desc(v.occurredAt), desc(v.id))
        .limit(limit),

    /** How many cases of an offender were decided as confirmed or rectified before an instant. */
    confirmedBefore: async (offenderKey: string, before: number): Promise<number> => {
      const [row] = await q
        .select({ n: count() })
        .from(c)
        .where(
          and(eq(c.offenderKey, offenderKey), inArray(c.outcome, ['confirmed', 'rectified']), lt(c.decidedAt, before)),
        );
      return row?.n ?? 0;
    },

    /** Who has open breaches in no case: repeat offenders (so many `breaches` since `since`) first, then most breaches. */
    candidates: async (
      scope: Scope,
      type: OffenderType,
      filter: { readonly countyCode?: string | undefined; readonly since: number; readonly breaches: number },
      limit: number,
    ): Promise<Candidate[]> => {
      const { key, second, where } = groups[type];
      const since = sql.param(filter.since, v.occurredAt);
      const free = sql<number>`sum(case when ${fresh} then 1 else 0 end)`.mapWith(Number);
      const recent =
        sql<number>`sum(case when ${v.occurredAt} >= ${since} and ${v.beforePublication} = false then 1 else 0 end)`.mapWith(
          Number,
        );
      const last = sql<number>`max(${v.occurredAt})`.mapWith(v.occurredAt);
      return q
        .select({
          key: sql<string>`${key}`.mapWith(type === 'seller' ? v.sellerName : (key as typeof v.plate)),
          second,
          free,
          recent,
          lastAt: last,
        })
        .from(v)
        .where(
          and(
            within(scope, { county: v.countyCode }),
            filter.countyCode === undefined ? undefined : eq(v.countyCode, filter.countyCode),
            eq(v.effect, 'breach'),
            notInArray(v.status, [...VOID_STATUSES]),
            sql`${key} is not null`,
            where,
          ),
        )
        .groupBy(key, second)
        .having(sql`${free} > 0`)
        .orderBy(
          desc(sql`case when ${recent} >= ${filter.breaches} then 1 else 0 end`),
          desc(free),
          desc(last),
          asc(key),
          asc(second),
        )
        .limit(limit);
    },

    /** The oldest `limit` open breaches of an offender that are in no case. */
    freeOf: async (
      scope: Scope,
      offender: Offender,
      countyCode: string | undefined,
      limit: number,
    ): Promise<ViolationRow[]> =>
      q
        .select(whole)
        .from(v)
        .where(
          and(
            within(scope, { county: v.countyCode }),
            countyCode === undefined ? undefined : eq(v.countyCode, countyCode),
            ofOffender(offender),
            eq(v.effect, 'breach'),
            fresh,
          ),
        )
        .orderBy(asc(v.occurredAt), asc(v.id))
        .limit(limit),
  };
};

/** What may change of a case once it is opened. */
export type CaseChange = Partial<
  Pick<
    CaseRow,
    | 'answerBy'
    | 'noticedAt'
    | 'outcome'
    | 'decidedAt'
    | 'decisionReason'
    | 'transferredTo'
    | 'resumesTo'
    | 'suspendedAt'
    | 'decideBy'
    | 'told'
  >
> & { readonly status?: CaseStatus };

export const writeCases = (db: Db) => {
  const { q, t } = db;
  const { cases: c, caseViolations: m } = t;
  return {
    ...readCases(db),

    insert: async (row: CaseRow): Promise<void> => {
      await q.insert(c).values(row);
    },

    change: async (id: string, change: CaseChange, now: number): Promise<void> => {
      await q
        .update(c)
        .set({ ...change, changedAt: now })
        .where(eq(c.id, id));
    },

    /** Notes which passed deadlines were told of. */
    noteTold: async (id: string, told: string): Promise<void> => {
      await q.update(c).set({ told }).where(eq(c.id, id));
    },

    addViolation: async (row: CaseViolationRow): Promise<void> => {
      await q.insert(m).values(row);
    },

    removeViolation: async (caseId: string, violationId: string): Promise<void> => {
      await q.delete(m).where(and(eq(m.caseId, caseId), eq(m.violationId, violationId)));
    },

    addEvent: async (row: CaseEventRow): Promise<void> => {
      await q.insert(t.caseEvents).values(row);
    },

    addStatement: async (row: CaseStatementRow): Promise<void> => {
      await q.insert(t.caseStatements).values(row);
    },

    addFinding: async (row: CaseFindingRow): Promise<void> => {
      await q.insert(t.caseFindings).values(row);
    },
  };
};
