import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { type Db, oneOf } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';

export type EvidenceRow = Tables['evidence']['$inferSelect'];

export const readEvidence = ({ q, t: { evidence }, engine }: Db) => ({
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

  /** Every row in the order of their ids, the next `limit` after one. */
  inOrder: async (after: string | undefined, limit: number): Promise<EvidenceRow[]> =>
    q
      .select()
      .from(evidence)
      .where(after === undefined ? undefined : gt(evidence.id, after))
      .orderBy(asc(evidence.id))
      .limit(limit),

  /** Everything about these subjects, in the order of their ids. */
  ofSubjects: async (subjectType: string, subjectIds: readonly string[]): Promise<EvidenceRow[]> => {
    if (subjectIds.length === 0) return [];
    return q
      .select()
      .from(evidence)
      .where(and(eq(evidence.subjectType, subjectType), oneOf(engine, evidence.subjectId, subjectIds)))
      .orderBy(asc(evidence.id));
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

  /** Removes rows; their files are removed by themselves, once no row needs them. */
  remove: async (ids: readonly string[]): Promise<void> => {
    if (ids.length > 0) await db.q.delete(db.t.evidence).where(inArray(db.t.evidence.id, [...ids]));
  },
});
