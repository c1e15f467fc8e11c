import { and, asc, eq } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type FactCorrectionRow = Tables['factCorrections']['$inferSelect'];

export const readFactCorrections = ({ q, t: { factCorrections: f } }: Db) => ({
  /** What was put right of one event, oldest first. */
  of: async (subjectType: string, subjectId: string): Promise<FactCorrectionRow[]> =>
    q
      .select()
      .from(f)
      .where(and(eq(f.subjectId, subjectId), eq(f.subjectType, subjectType)))
      .orderBy(asc(f.id)),
});

export const writeFactCorrections = (db: Db) => ({
  ...readFactCorrections(db),

  insert: async (row: FactCorrectionRow): Promise<void> => {
    await db.q.insert(db.t.factCorrections).values(row);
  },
});
