import { and, eq } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type ExemptionRequestRow = Tables['exemptionRequests']['$inferSelect'];
export type ExemptionRequestFilter = {
  readonly status?: string | undefined;
  readonly countyCode?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly subjectType?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly zoneId?: string | undefined;
};
export type ExemptionRequestChange = Partial<
  Pick<ExemptionRequestRow, 'status' | 'closedAt' | 'closedBy' | 'reason' | 'exemptionId'>
>;

export const readExemptionRequests = ({ q, t: { exemptionRequests: r } }: Db) => ({
  find: async (id: string): Promise<ExemptionRequestRow | undefined> =>
    (await q.select().from(r).where(eq(r.id, id)))[0],

  page: async (scope: Scope, f: ExemptionRequestFilter, request: PageRequest): Promise<ExemptionRequestRow[]> => {
    const { after, order, limit } = keyset(request, r.id);
    return q
      .select()
      .from(r)
      .where(
        and(
          within(scope, { county: r.countyCode, organisation: r.organisationId }),
          f.status === undefined ? undefined : eq(r.status, f.status),
          f.countyCode === undefined ? undefined : eq(r.countyCode, f.countyCode),
          f.organisationId === undefined ? undefined : eq(r.organisationId, f.organisationId),
          f.subjectType === undefined ? undefined : eq(r.subjectType, f.subjectType),
          f.subjectId === undefined ? undefined : eq(r.subjectId, f.subjectId),
          f.zoneId === undefined ? undefined : eq(r.zoneId, f.zoneId),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },

  /** Those about a subject that wait for a decision. */
  waiting: async (subjectId: string): Promise<ExemptionRequestRow[]> =>
    q
      .select()
      .from(r)
      .where(and(eq(r.subjectId, subjectId), eq(r.status, 'submitted'))),
});

export const writeExemptionRequests = (db: Db) => ({
  ...readExemptionRequests(db),

  insert: async (row: ExemptionRequestRow): Promise<void> => {
    await db.q.insert(db.t.exemptionRequests).values(row);
  },

  update: async (id: string, change: ExemptionRequestChange): Promise<void> => {
    await db.q.update(db.t.exemptionRequests).set(change).where(eq(db.t.exemptionRequests.id, id));
  },
});
