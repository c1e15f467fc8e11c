import { and, count, eq, gt, isNull, lte } from 'drizzle-orm';
import { affected, type Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type UploadRow = Tables['uploads']['$inferSelect'];

export const readUploads = ({ q, t: { uploads: u } }: Db) => ({
  find: async (id: string): Promise<UploadRow | undefined> => (await q.select().from(u).where(eq(u.id, id)))[0],

  /** How many of a user wait for more at an instant. */
  countOpen: async (userId: string, now: number): Promise<number> =>
    (
      await q
        .select({ open: count() })
        .from(u)
        .where(and(eq(u.userId, userId), isNull(u.evidenceId), gt(u.expiresAt, now)))
    )[0]?.open ?? 0,
});

export const writeUploads = (db: Db) => {
  const { uploads: u } = db.t;
  return {
    ...readUploads(db),

    insert: async (row: UploadRow): Promise<void> => {
      await db.q.insert(u).values(row);
    },

    /** Moves on from `offset`; false where it stands elsewhere by now. */
    advance: async (
      id: string,
      offset: number,
      to: Partial<Pick<UploadRow, 'evidenceId'>> & Pick<UploadRow, 'received'>,
    ): Promise<boolean> =>
      affected(
        await db.q
          .update(u)
          .set(to)
          .where(and(eq(u.id, id), eq(u.received, offset), isNull(u.evidenceId))),
      ) > 0,

    remove: async (id: string): Promise<void> => {
      await db.q.delete(u).where(eq(u.id, id));
    },

    removeOf: async (userId: string): Promise<void> => {
      await db.q.delete(u).where(eq(u.userId, userId));
    },

    /** Drops those whose time ran out; gives how many. */
    sweep: async (now: number): Promise<number> => affected(await db.q.delete(u).where(lte(u.expiresAt, now))),
  };
};
