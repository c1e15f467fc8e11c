import { and, count, eq, lt } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type DraftRow = Tables['drafts']['$inferSelect'];
export type DraftSummary = Omit<DraftRow, 'content'>;
export type DraftChange = Partial<Pick<DraftRow, 'title' | 'content' | 'updatedAt'>>;

export const readDrafts = ({ q, t: { drafts: d } }: Db) => ({
  find: async (id: string): Promise<DraftRow | undefined> => (await q.select().from(d).where(eq(d.id, id)))[0],

  countOf: async (userId: string): Promise<number> =>
    (await q.select({ drafts: count() }).from(d).where(eq(d.userId, userId)))[0]?.drafts ?? 0,

  /** Without content, the last changed first. */
  page: async (scope: Scope, kind: string | undefined, request: PageRequest): Promise<DraftSummary[]> => {
    const { after, order, limit } = keyset(request, d.id, d.updatedAt);
    const { id, userId, title, createdAt, updatedAt } = d;
    return q
      .select({ id, userId, kind: d.kind, title, createdAt, updatedAt })
      .from(d)
      .where(and(within(scope, { user: d.userId }), kind === undefined ? undefined : eq(d.kind, kind), after))
      .orderBy(...order)
      .limit(limit);
  },
});

export const writeDrafts = (db: Db) => {
  const { drafts: d } = db.t;
  return {
    ...readDrafts(db),

    insert: async (row: DraftRow): Promise<void> => {
      await db.q.insert(d).values(row);
    },

    update: async (id: string, change: DraftChange): Promise<void> => {
      await db.q.update(d).set(change).where(eq(d.id, id));
    },

    remove: async (id: string): Promise<void> => {
      await db.q.delete(d).where(eq(d.id, id));
    },

    removeOf: async (userId: string): Promise<void> => {
      await db.q.delete(d).where(eq(d.userId, userId));
    },

    /** Drops those last changed before an instant; gives how many. */
    sweep: async (before: number): Promise<number> => affected(await db.q.delete(d).where(lt(d.updatedAt, before))),
  };
};
