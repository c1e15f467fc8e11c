import { and, count, eq, gt, inArray, isNull, lt, lte, or } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type NotificationRow = Tables['notifications']['$inferSelect'];
export type PreferenceRow = Tables['notificationPreferences']['$inferSelect'];

/** Rows in one insert: SQLite takes 32,766 values in a statement. */
const AT_ONCE = 500;

export const readNotifications = ({ q, t: { notifications: n, notificationPreferences: p } }: Db) => ({
  find: async (id: string): Promise<NotificationRow | undefined> => (await q.select().from(n).where(eq(n.id, id)))[0],

  /** Newest first by what was added last. */
  page: async (
    scope: Scope,
    filter: { readonly unread?: boolean | undefined; readonly topic?: string | undefined },
    request: PageRequest,
  ): Promise<NotificationRow[]> => {
    const { after, order, limit } = keyset(request, n.id, n.updatedAt);
    return q
      .select()
      .from(n)
      .where(
        and(
          within(scope, { user: n.userId }),
          filter.unread === true ? isNull(n.readAt) : undefined,
          filter.unread === false ? gt(n.readAt, 0) : undefined,
          filter.topic === undefined ? undefined : eq(n.topic, filter.topic),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },

  countUnread: async (userId: string): Promise<number> =>
    (
      await q
        .select({ unread: count() })
        .from(n)
        .where(and(eq(n.userId, userId), isNull(n.readAt)))
    )[0]?.unread ?? 0,

  /** What stands under one key for these users. */
  ofKey: async (key: string, userIds: readonly string[]): Promise<NotificationRow[]> =>
    userIds.length === 0
      ? []
      : q
          .select()
          .from(n)
          .where(and(inArray(n.userId, [...userIds]), eq(n.key, key))),

  preferencesOf: async (userId: string): Promise<PreferenceRow[]> => q.select().from(p).where(eq(p.userId, userId)),

  /** Which of these users want nothing of a topic in their inbox. */
  optedOut: async (topic: string, userIds: readonly string[]): Promise<string[]> => {
    if (userIds.length === 0) return [];
    const rows = await q
      .select({ id: p.userId })
      .from(p)
      .where(and(inArray(p.userId, [...userIds]), eq(p.topic, topic), eq(p.inApp, false)));
    return rows.map(({ id }) => id);
  },
});

export const writeNotifications = (db: Db) => {
  const { q, t } = db;
  const { notifications: n, notificationPreferences: p } = t;
  return {
    ...readNotifications(db),

    insert: async (rows: readonly NotificationRow[]): Promise<void> => {
      for (let start = 0; start < rows.length; start += AT_ONCE)
        await q.insert(n).values(rows.slice(start, start + AT_ONCE));
    },

    /** Adds to a digest, which is new to its reader again. */
    grow: async (
      id: string,
      change: Pick<NotificationRow, 'count' | 'summary' | 'link' | 'updatedAt'>,
    ): Promise<void> => {
      await q
        .update(n)
        .set({ ...change, readAt: null })
        .where(eq(n.id, id));
    },

    /** Marks one as read, unless it was before. */
    markRead: async (id: string, at: number): Promise<void> => {
      await q
        .update(n)
        .set({ readAt: at })
        .where(and(eq(n.id, id), isNull(n.readAt)));
    },

    /** Marks everything of a user as read that came up to `at` (ms); gives how many. */
    markAllRead: async (userId: string, at: number): Promise<number> =>
      affected(
        await q
          .update(n)
          .set({ readAt: at })
          .where(and(eq(n.userId, userId), isNull(n.readAt), lte(n.updatedAt, at))),
      ),

    prefer: async (row: PreferenceRow): Promise<void> => {
      await q
        .insert(p)
        .values(row)
        .onConflictDoUpdate({ target: [p.userId, p.topic], set: { inApp: row.inApp, changedAt: row.changedAt } });
    },

    /** Removes everything that was told to a user, and what it chose. */
    removeOf: async (userId: string): Promise<void> => {
      await q.delete(n).where(eq(n.userId, userId));
      await q.delete(p).where(eq(p.userId, userId));
    },

    /** Removes what was read and is older than one instant, and all that is older than another; gives how many rows. */
    sweep: async (readBefore: number, before: number): Promise<number> =>
      affected(await q.delete(n).where(and(lt(n.updatedAt, readBefore), or(lt(n.updatedAt, before), gt(n.readAt, 0))))),
  };
};
