import { and, asc, eq, gt, lt, lte } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';

export type AuditRow = Tables['audit']['$inferSelect'];
export type AuditFilter = { readonly subjectType?: string; readonly subjectId?: string };

export const readAudit = ({ q, t: { audit } }: Db) => ({
  /** Newest first. A `subjectId` is looked up quickly only together with its `subjectType`. */
  page: async (filter: AuditFilter, request: PageRequest): Promise<AuditRow[]> => {
    const { after, order, limit } = keyset(request, audit.id);
    return q
      .select()
      .from(audit)
      .where(
        and(
          filter.subjectType === undefined ? undefined : eq(audit.subjectType, filter.subjectType),
          filter.subjectId === undefined ? undefined : eq(audit.subjectId, filter.subjectId),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },

  /** The digests of rows after `after` (an id, exclusive) and written before `before` (ms), in order of their ids. */
  digests: async (
    range: { readonly after?: string; readonly upTo?: string; readonly before?: number },
    limit: number,
  ) =>
    q
      .select({ id: audit.id, digest: audit.digest })
      .from(audit)
      .where(
        and(
          range.after === undefined ? undefined : gt(audit.id, range.after),
          range.upTo === undefined ? undefined : lte(audit.id, range.upTo),
          range.before === undefined ? undefined : lt(audit.at, range.before),
        ),
      )
      .orderBy(asc(audit.id))
      .limit(limit),
});

export const writeAudit = (db: Db) => ({
  ...readAudit(db),

  insert: async (row: AuditRow): Promise<void> => {
    await db.q.insert(db.t.audit).values(row);
  },
});
