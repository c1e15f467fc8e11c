import { and, eq, lt } from 'drizzle-orm';
import { affected, type Db, placeholder, prepared } from './dialect.ts';
import type { Tables } from './schema.ts';

export type IdempotencyRow = Tables['idempotency']['$inferSelect'];

export const readIdempotency = ({ q, t: { idempotency } }: Db) => {
  const byKey = prepared(() =>
    q
      .select()
      .from(idempotency)
      .where(
        and(
          eq(idempotency.actorId, placeholder(idempotency.actorId, 'actorId')),
          eq(idempotency.key, placeholder(idempotency.key, 'key')),
        ),
      ),
  );
  return {
    /** The first answer given to this actor under this key. */
    find: async (actorId: string, key: string): Promise<IdempotencyRow | undefined> =>
      (await byKey({ actorId, key }))[0],
  };
};

export const writeIdempotency = (db: Db) => ({
  ...readIdempotency(db),

  /** Fails as `unique` (`idempotency_actor_key`) where another request was first with the key. */
  insert: async (row: IdempotencyRow): Promise<void> => {
    await db.q.insert(db.t.idempotency).values(row);
  },

  /** Removes the answers older than an instant; gives how many. */
  sweep: async (before: number): Promise<number> =>
    affected(await db.q.delete(db.t.idempotency).where(lt(db.t.idempotency.createdAt, before))),
});
