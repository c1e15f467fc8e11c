import { eq, lt } from 'drizzle-orm';
import { affected, type Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type PasswordResetRow = Tables['passwordResets']['$inferSelect'];

export const readPasswordResets = ({ q, t: { passwordResets } }: Db) => ({
  find: async (id: string): Promise<PasswordResetRow | undefined> =>
    (await q.select().from(passwordResets).where(eq(passwordResets.id, id)))[0],
});

export const writePasswordResets = (db: Db) => {
  const { passwordResets } = db.t;
  return {
    ...readPasswordResets(db),

    /** The one of its user from now on; any other of the user is gone. */
    put: async (row: PasswordResetRow): Promise<void> => {
      await db.q.delete(passwordResets).where(eq(passwordResets.userId, row.userId));
      await db.q.insert(passwordResets).values(row);
    },

    removeOf: async (userId: string): Promise<void> => {
      await db.q.delete(passwordResets).where(eq(passwordResets.userId, userId));
    },

    /** Takes back those that a user gave to others. */
    removeBy: async (userId: string): Promise<void> => {
      await db.q.delete(passwordResets).where(eq(passwordResets.createdBy, userId));
    },

    /** Drops those that ran out before an instant; gives how many. */
    sweep: async (before: number): Promise<number> =>
      affected(await db.q.delete(passwordResets).where(lt(passwordResets.expiresAt, before))),
  };
};
