import { and, asc, desc, eq, gte, inArray, lt } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type AppealRow = Tables['appeals']['$inferSelect'];
export type AppealedRow = Tables['appealViolations']['$inferSelect'];
export type AppealFilter = {
  readonly status?: string | undefined;
  readonly countyCode?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly violationId?: string | undefined;
  /** Undecided with a last day before (true), or not before (false), the given one. */
  readonly overdue?: { readonly today: string; readonly is: boolean } | undefined;
};
/** What becomes of an appeal at its end. */
export type AppealEnd = Pick<AppealRow, 'status' | 'endedAt' | 'endedBy' | 'reason' | 'remedy' | 'jobIds'>;

export const readAppeals = ({ q, t: { appeals: a, appealViolations: v } }: Db) => ({
  find: async (id: string): Promise<AppealRow | undefined> => (await q.select().from(a).where(eq(a.id, id)))[0],

  page: async (scope: Scope, filter: AppealFilter, request: PageRequest): Promise<AppealRow[]> => {
    const { after, order, limit } = keyset(request, a.id);
    const { overdue } = filter;
    const before = overdue && (overdue.is ? lt(a.decideBy, overdue.today) : gte(a.decideBy, overdue.today));
    return q
      .select()
      .from(a)
      .where(
        and(
          within(scope, { county: a.countyCode, organisation: a.organisationId }),
          filter.status === undefined ? undefined : eq(a.status, filter.status),
          filter.countyCode === undefined ? undefined : eq(a.countyCode, filter.countyCode),
          filter.organisationId === undefined ? undefined : eq(a.organisationId, filter.organisationId),
          filter.violationId === undefined
            ? undefined
            : inArray(a.id, q.select({ id: v.appealId }).from(v).where(eq(v.violationId, filter.violationId))),
          before && and(eq(a.status, 'submitted'), before),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },

  /** The violations of these appeals, with the state each was in before. */
  violationsOf: async (appealIds: readonly string[]): Promise<AppealedRow[]> =>
    appealIds.length === 0
      ? []
      : q
          .select()
          .from(v)
          .where(inArray(v.appealId, [...appealIds]))
          .orderBy(asc(v.appealId), asc(v.violationId)),

  /** The appeals against these violations, newest first, each with one of them. */
  against: async (violationIds: readonly string[]): Promise<{ appeal: AppealRow; violationId: string }[]> =>
    violationIds.length === 0
      ? []
      : q
          .select({ appeal: a, violationId: v.violationId })
          .from(v)
          .innerJoin(a, eq(a.id, v.appealId))
          .where(inArray(v.violationId, [...violationIds]))
          .orderBy(desc(a.id)),
});

export const writeAppeals = (db: Db) => {
  const { appeals: a, appealViolations: v } = db.t;
  return {
    ...readAppeals(db),

    insert: async (row: AppealRow, against: readonly AppealedRow[]): Promise<void> => {
      await db.q.insert(a).values(row);
      await db.q.insert(v).values([...against]);
    },

    /** Ends an appeal that still runs; false where it was ended before. */
    end: async (id: string, end: AppealEnd): Promise<boolean> =>
      affected(
        await db.q
          .update(a)
          .set(end)
          .where(and(eq(a.id, id), eq(a.status, 'submitted'))),
      ) > 0,
  };
};
