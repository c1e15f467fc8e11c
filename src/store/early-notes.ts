import { asc, eq, lt } from 'drizzle-orm';
import { affected, type Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type EarlyNoteRow = Tables['earlyNotes']['$inferSelect'];

export const readEarlyNotes = ({ q, t: { earlyNotes, eventKeys, passages } }: Db) => ({
  /** What was told of an event that had not come yet, oldest first. */
  ofEvent: async (eventKey: Buffer): Promise<EarlyNoteRow[]> =>
    q.select().from(earlyNotes).where(eq(earlyNotes.eventKey, eventKey)).orderBy(asc(earlyNotes.id)),

  /** Passages that came and still have notes waiting for them, at most `limit` of them. */
  stranded: async (limit: number): Promise<string[]> => {
    const rows = await q
      .selectDistinct({ passageId: eventKeys.passageId })
      .from(earlyNotes)
      .innerJoin(eventKeys, eq(eventKeys.key, earlyNotes.eventKey))
      .innerJoin(passages, eq(passages.id, eventKeys.passageId))
      .limit(limit);
    return rows.map(({ passageId }) => passageId);
  },
});

export const writeEarlyNotes = (db: Db) => {
  const { q, t } = db;
  return {
    ...readEarlyNotes(db),

    insert: async (row: EarlyNoteRow): Promise<void> => {
      await q.insert(t.earlyNotes).values(row);
    },

    removeOfEvent: async (eventKey: Buffer): Promise<void> => {
      await q.delete(t.earlyNotes).where(eq(t.earlyNotes.eventKey, eventKey));
    },

    /** Removes what waited in vain since before an instant (ms); gives how many. */
    sweep: async (before: number): Promise<number> =>
      affected(await q.delete(t.earlyNotes).where(lt(t.earlyNotes.receivedAt, before))),
  };
};
