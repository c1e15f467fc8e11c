import { asc, inArray } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type PassageNoteRow = Tables['passageNotes']['$inferSelect'];

export const readPassageNotes = ({ q, t: { passageNotes: n } }: Db) => ({
  /** What these passages held before their gates told more of them, oldest first. */
  ofPassages: async (passageIds: readonly string[]): Promise<PassageNoteRow[]> =>
    passageIds.length === 0
      ? []
      : q
          .select()
          .from(n)
          .where(inArray(n.passageId, [...passageIds]))
          .orderBy(asc(n.id)),
});

export const writePassageNotes = (db: Db) => ({
  ...readPassageNotes(db),

  insert: async (row: PassageNoteRow): Promise<void> => {
    await db.q.insert(db.t.passageNotes).values(row);
  },
});
