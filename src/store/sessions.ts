import { and, eq, inArray, isNull, lt, ne } from 'drizzle-orm';
import { affected, type Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type SessionRow = Tables['sessions']['$inferSelect'];
export type RefreshTokenRow = Tables['refreshTokens']['$inferSelect'];

export const readSessions = ({ q, t: { sessions, refreshTokens } }: Db) => ({
  find: async (id: string): Promise<SessionRow | undefined> => {
    const rows = await q.select().from(sessions).where(eq(sessions.id, id));
    return rows[0];
  },

  findToken: async (id: string): Promise<RefreshTokenRow | undefined> => {
    const rows = await q.select().from(refreshTokens).where(eq(refreshTokens.id, id));
    return rows[0];
  },
});

export const writeSessions = (db: Db) => ({
  ...readSessions(db),

  insert: async (row: SessionRow): Promise<void> => {
    await db.q.insert(db.t.sessions).values(row);
  },

  insertToken: async (row: RefreshTokenRow): Promise<void> => {
    await db.q.insert(db.t.refreshTokens).values(row);
  },

  /** Marks a refresh token used at `at` (ms); false where it had been used before or does not exist. */
  useToken: async (id: string, at: number): Promise<boolean> => {
    const { refreshTokens } = db.t;
    const unused = and(eq(refreshTokens.id, id), isNull(refreshTokens.usedAt));
    return affected(await db.q.update(refreshTokens).set({ usedAt: at }).where(unused)) > 0;
  },

  /** Ends a session at `at` (ms), unless it had ended before. */
  revoke: async (id: string, at: number): Promise<void> => {
    const { sessions } = db.t;
    await db.q
      .update(sessions)
      .set({ revokedAt: at })
      .where(and(eq(sessions.id, id), isNull(sessions.revokedAt)));
  },

  /** Ends every session of a user. */
  revokeOfUser: async (userId: string, at: number): Promise<void> => {
    const { sessions } = db.t;
    await db.q
      .update(sessions)
      .set({ revokedAt: at })
      .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt)));
  },

  /** Ends every session of a user but one. */
  revokeOthers: async (userId: string, kept: string, at: number): Promise<void> => {
    const { sessions } = db.t;
    await db.q
      .update(sessions)
      .set({ revokedAt: at })
      .where(and(eq(sessions.userId, userId), ne(sessions.id, kept), isNull(sessions.revokedAt)));
  },

  /** Removes the sessions that expired before an instant, and their tokens; gives how many sessions. */
  sweep: async (before: number): Promise<number> => {
    const { sessions, refreshTokens } = db.t;
    const old = lt(sessions.expiresAt, before);
    const ids = db.q.select({ id: sessions.id }).from(sessions).where(old);
    await db.q.delete(refreshTokens).where(inArray(refreshTokens.sessionId, ids));
    return affected(await db.q.delete(sessions).where(old));
  },
});
