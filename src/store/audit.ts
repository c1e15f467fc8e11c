import { and, desc, eq, gte, lt } from 'drizzle-orm';
import { type Db, preparedInsert } from './dialect.ts';
import { keyset, type PageRequest, restOf } from './page.ts';
import type { Tables } from './schema.ts';

export type AuditRow = Tables['audit']['$inferSelect'];
export type AuditFilter = {
  readonly subjectType?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly from?: number;
  /** Exclusive. */
  readonly until?: number;
};

export const readAudit = ({ q, t: { audit } }: Db) => {
  const matching = (f: AuditFilter) =>
    and(
      f.subjectType === undefined ? undefined : eq(audit.subjectType, f.subjectType),
      f.subjectId === undefined ? undefined : eq(audit.subjectId, f.subjectId),
      f.actorId === undefined ? undefined : eq(audit.actorId, f.actorId),
      f.action === undefined ? undefined : eq(audit.action, f.action),
      f.from === undefined ? undefined : gte(audit.at, f.from),
      f.until === undefined ? undefined : lt(audit.at, f.until),
    );
  return {
    find: async (id: string): Promise<AuditRow | undefined> =>
      (await q.select().from(audit).where(eq(audit.id, id)))[0],

    /** Newest first by id. A `subjectId` is looked up quickly only together with its `subjectType`. */
    page: async (filter: AuditFilter, request: PageRequest): Promise<AuditRow[]> => {
      const { after, order, limit } = keyset(request, audit.id);
      return q
        .select()
        .from(audit)
        .where(and(matching(filter), after))
        .orderBy(...order)
        .limit(limit);
    },

    /** Newest first by (at, id). */
    search: async (filter: AuditFilter, request: PageRequest): Promise<AuditRow[]> => {
      const { after, order, limit } = keyset(request, audit.id, audit.at);
      return q
        .select()
        .from(audit)
        .where(and(matching(restOf(filter, request)), after))
        .orderBy(...order)
        .limit(limit);
    },

    /** Every row about one thing, newest first. */
    about: async (subjectType: string, subjectId: string): Promise<AuditRow[]> =>
      q.select().from(audit).where(matching({ subjectType, subjectId })).orderBy(desc(audit.id)),
  };
};

export const writeAudit = (db: Db) => {
  const insert = preparedInsert(db, db.t.audit);
  return {
    ...readAudit(db),

    insert: async (row: AuditRow): Promise<void> => {
      await insert(row);
    },

    /** Takes the salt off a row and empties what it tells; its digest then tells nothing of either. */
    erase: async (id: string): Promise<void> => {
      const { audit } = db.t;
      await db.q.update(audit).set({ salt: null, detail: {} }).where(eq(audit.id, id));
    },
  };
};
