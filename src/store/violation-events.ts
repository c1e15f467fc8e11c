import { asc, eq } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type ViolationEventRow = Tables['violationEvents']['$inferSelect'];

export const readViolationEvents = ({ q, t: { violationEvents: e } }: Db) => ({
  /** Oldest first. */
  ofViolation: async (violationId: string): Promise<ViolationEventRow[]> =>
    q.select().from(e).where(eq(e.violationId, violationId)).orderBy(asc(e.id)),
});

export const writeViolationEvents = (db: Db) => ({
  ...readViolationEvents(db),

  insert: async (row: ViolationEventRow): Promise<void> => {
    await db.q.insert(db.t.violationEvents).values(row);
  },
});
