import { asc, eq, inArray } from 'drizzle-orm';
import { type Db, preparedInsert } from './dialect.ts';
import type { Tables } from './schema.ts';

export type ViolationEventRow = Tables['violationEvents']['$inferSelect'];

export const readViolationEvents = ({ q, t: { violationEvents: e } }: Db) => ({
  /** Oldest first. */
  ofViolation: async (violationId: string): Promise<ViolationEventRow[]> =>
    q.select().from(e).where(eq(e.violationId, violationId)).orderBy(asc(e.id)),

  /** The first `limit` changes that any of these causes brought about, oldest first. */
  ofCauses: async (causes: readonly string[], limit: number): Promise<ViolationEventRow[]> =>
    q
      .select()
      .from(e)
      .where(inArray(e.cause, [...causes]))
      .orderBy(asc(e.id))
      .limit(limit),
});

export const writeViolationEvents = (db: Db) => {
  const insert = preparedInsert(db, db.t.violationEvents);
  return {
    ...readViolationEvents(db),

    insert: async (row: ViolationEventRow): Promise<void> => {
      await insert(row);
    },
  };
};
