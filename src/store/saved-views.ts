import { and, count, eq } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type SavedViewRow = Tables['savedViews']['$inferSelect'];
export type SavedViewChange = Partial<Pick<SavedViewRow, 'name' | 'page' | 'query' | 'updatedAt'>>;

export const readSavedViews = ({ q, t: { savedViews: v } }: Db) => ({
  find: async (id: string): Promise<SavedViewRow | undefined> => (await q.select().from(v).where(eq(v.id, id)))[0],

  /** The one of a user and page that has a name. */
  named: async (of: Pick<SavedViewRow, 'userId' | 'page' | 'name'>): Promise<SavedViewRow | undefined> =>
    (
      await q
        .select()
        .from(v)
        .where(and(eq(v.userId, of.userId), eq(v.page, of.page), eq(v.name, of.name)))
    )[0],

  countOf: async (userId: string): Promise<number> =>
    (await q.select({ views: count() }).from(v).where(eq(v.userId, userId)))[0]?.views ?? 0,

  /** Newest first, of one page of the console where it is named. */
  page: async (scope: Scope, of: string | undefined, request: PageRequest): Promise<SavedViewRow[]> => {
    const { after, order, limit } = keyset(request, v.id);
    return q
      .select()
      .from(v)
      .where(and(within(scope, { user: v.userId }), of === undefined ? undefined : eq(v.page, of), after))
      .orderBy(...order)
      .limit(limit);
  },
});

export const writeSavedViews = (db: Db) => {
  const { savedViews: v } = db.t;
  return {
    ...readSavedViews(db),

    /** Fails as `unique` (`saved_views_name`) where the user has a view of that name on that page. */
    insert: async (row: SavedViewRow): Promise<void> => {
      await db.q.insert(v).values(row);
    },

    update: async (id: string, change: SavedViewChange): Promise<void> => {
      await db.q.update(v).set(change).where(eq(v.id, id));
    },

    remove: async (id: string): Promise<void> => {
      await db.q.delete(v).where(eq(v.id, id));
    },

    removeOf: async (userId: string): Promise<void> => {
      await db.q.delete(v).where(eq(v.userId, userId));
    },
  };
};
