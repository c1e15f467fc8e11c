import { and, asc, count, desc, eq, gte, isNull, lte, or } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type SealRow = Tables['auditSeals']['$inferSelect'];
export type RemovalNoteRow = Tables['removalNotes']['$inferSelect'];

/** Seals of audit rows that are older than the other streams name none. */
const AUDIT = 'audit';

export const readSeals = ({ q, t: { auditSeals: s, sealLeaves, removalNotes: n } }: Db) => {
  const ofStream = (stream: string) =>
    stream === AUDIT ? or(isNull(s.stream), eq(s.stream, stream)) : eq(s.stream, stream);
  return {
    last: async (): Promise<SealRow | undefined> => (await q.select().from(s).orderBy(desc(s.id)).limit(1))[0],

    lastOf: async (stream: string): Promise<SealRow | undefined> =>
      (await q.select().from(s).where(ofStream(stream)).orderBy(desc(s.id)).limit(1))[0],

    /** The whole chain, oldest first. */
    all: async (): Promise<SealRow[]> => q.select().from(s).orderBy(asc(s.id)),

    /** How many seals there are up to one. */
    countTo: async (id: string): Promise<number> =>
      (await q.select({ seals: count() }).from(s).where(lte(s.id, id)))[0]?.seals ?? 0,

    /** The seal of a stream that covers a row, once it is sealed. */
    covering: async (stream: string, id: string): Promise<SealRow | undefined> =>
      (
        await q
          .select()
          .from(s)
          .where(and(ofStream(stream), lte(s.firstId, id), gte(s.lastId, id)))
          .limit(1)
      )[0],

    /** The ids and digests under a seal; undefined of one that is older than their keeping. */
    leaves: async (sealId: string): Promise<Buffer | undefined> =>
      (await q.select().from(sealLeaves).where(eq(sealLeaves.sealId, sealId)))[0]?.leaves,

    /** The notes of rows of a stream that went by law, as far as they touch a range of ids. */
    notes: async (stream: string, kind: string, from: string, to: string): Promise<RemovalNoteRow[]> =>
      q
        .select()
        .from(n)
        .where(and(eq(n.stream, stream), eq(n.kind, kind), lte(n.firstId, to), gte(n.lastId, from)))
        .orderBy(asc(n.id)),
  };
};

export const writeSeals = (db: Db) => ({
  ...readSeals(db),

  insert: async (row: SealRow, leaves: Uint8Array): Promise<void> => {
    await db.q.insert(db.t.auditSeals).values(row);
    await db.q.insert(db.t.sealLeaves).values({ sealId: row.id, leaves: Buffer.from(leaves) });
  },

  insertNote: async (row: RemovalNoteRow): Promise<void> => {
    await db.q.insert(db.t.removalNotes).values(row);
  },
});
