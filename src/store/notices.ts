import { and, asc, eq, isNotNull, max, sql } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type NoticeRow = Tables['notices']['$inferSelect'];
export type NoticeFilter = {
  readonly caseId?: string | undefined;
  readonly countyCode?: string | undefined;
  readonly status?: string | undefined;
};

export const readNotices = ({ q, t: { notices: n } }: Db) => ({
  find: async (id: string): Promise<NoticeRow | undefined> => (await q.select().from(n).where(eq(n.id, id)))[0],

  /** An organisation sees the notices that were served to it. */
  page: async (scope: Scope, filter: NoticeFilter, request: PageRequest): Promise<NoticeRow[]> => {
    const { after, order, limit } = keyset(request, n.id);
    return q
      .select()
      .from(n)
      .where(
        and(
          within(scope, { county: n.countyCode, organisation: n.organisationId }),
          scope.to === 'organisation' ? isNotNull(n.servedAt) : undefined,
          filter.caseId === undefined ? undefined : eq(n.caseId, filter.caseId),
          filter.countyCode === undefined ? undefined : eq(n.countyCode, filter.countyCode),
          filter.status === undefined ? undefined : eq(n.status, filter.status),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },

  /** Of a case, oldest first. */
  ofCase: async (caseId: string): Promise<NoticeRow[]> =>
    q.select().from(n).where(eq(n.caseId, caseId)).orderBy(asc(n.id)),

  /** The last serial number given in a year and county; 0 where none was. */
  lastSerial: async (year: number, countyCode: string | null): Promise<number> => {
    const county = countyCode === null ? sql`${n.countyCode} is null` : eq(n.countyCode, countyCode);
    const [row] = await q
      .select({ last: max(n.serial) })
      .from(n)
      .where(and(eq(n.year, year), county));
    return row?.last ?? 0;
  },
});

export const writeNotices = (db: Db) => {
  const { notices: n } = db.t;
  const made = (id: string) => and(eq(n.id, id), eq(n.status, 'made'));
  return {
    ...readNotices(db),

    insert: async (row: NoticeRow): Promise<void> => {
      await db.q.insert(n).values(row);
    },

    /** Puts the service of a notice on record; false where it was served or withdrawn before. */
    serve: async (id: string, servedAt: number, service: unknown): Promise<boolean> =>
      affected(await db.q.update(n).set({ status: 'served', servedAt, service }).where(made(id))) > 0,

    /** Takes back a notice that was not served; false where it was served or withdrawn before. */
    withdraw: async (id: string, withdrawnAt: number, withdrawnReason: string): Promise<boolean> =>
      affected(await db.q.update(n).set({ status: 'withdrawn', withdrawnAt, withdrawnReason }).where(made(id))) > 0,
  };
};
