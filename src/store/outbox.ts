import { and, asc, gt, inArray, isNull, lt } from 'drizzle-orm';
import { affected, type Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type OutboxRow = Tables['outbox']['$inferSelect'];

export const readOutbox = ({ q, t: { outbox } }: Db) => ({
  /** What is not yet delivered, oldest first, after the row `after` where given. */
  pending: async (limit: number, after?: string): Promise<OutboxRow[]> =>
    q
      .select()
      .from(outbox)
      .where(and(isNull(outbox.deliveredAt), after === undefined ? undefined : gt(outbox.id, after)))
      .orderBy(asc(outbox.id))
      .limit(limit),
});

export const writeOutbox = (db: Db) => ({
  ...readOutbox(db),

  insert: async (row: OutboxRow): Promise<void> => {
    await db.q.insert(db.t.outbox).values(row);
  },

  markDelivered: async (ids: readonly string[], at: number): Promise<void> => {
    const { outbox } = db.t;
    await db.q
      .update(outbox)
      .set({ deliveredAt: at })
      .where(inArray(outbox.id, [...ids]));
  },

  /** Removes what was delivered before an instant; gives how many rows. */
  sweep: async (before: number): Promise<number> =>
    affected(await db.q.delete(db.t.outbox).where(lt(db.t.outbox.deliveredAt, before))),
});
