import { and, eq } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';

export type EvidenceRow = Tables['evidence']['$inferSelect'];

export const readEvidence = ({ q, t: { evidence } }: Db) => ({
  find: async (id: string): Promise<EvidenceRow | undefined> =>
    (await q.select().from(evidence).where(eq(evidence.id, id)))[0],

  /** The evidence of one subject, newest first by id. */
  page: async (subjectType: string, subjectId: string, request: PageRequest): Promise<EvidenceRow[]> => {
    const { after, order, limit } = keyset(request, evidence.id);
    return q
      .select()
      .from(evidence)
      .where(and(eq(evidence.subjectType, subjectType), eq(evidence.subjectId, subjectId), after))
      .orderBy(...order)
      .limit(limit);
  },

  /** The SHA-256 of everything about one subject. */
  hashesOf: async (subjectType: string, subjectId: string): Promise<string[]> => {
    const ofSubject = and(eq(evidence.subjectType, subjectType), eq(evidence.subjectId, subjectId));
    return (await q.select({ sha256: evidence.sha256 }).from(evidence).where(ofSubject)).map(({ sha256 }) => sha256);
  },

  /** Whether some row needs the file of this hash in this folder. */
  needs: async (folder: string, sha256: string): Promise<boolean> => {
    const rows = await q
      .select({ id: evidence.id })
      .from(evidence)
      .where(and(eq(evidence.sha256, sha256), eq(evidence.folder, folder)))
      .limit(1);
    return rows.length > 0;
  },
});

export const writeEvidence = (db: Db) => ({
  ...readEvidence(db),

  insert: async (row: EvidenceRow): Promise<void> => {
    await db.q.insert(db.t.evidence).values(row);
  },
});
