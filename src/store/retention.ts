import { and, asc, eq, gt, inArray, max, min, notInArray } from 'drizzle-orm';
import { countable, moveAccess } from './access-moves.ts';
import type { Db, WriteDb } from './dialect.ts';
import type { PassageRow } from './passages.ts';

/** What retention asks of a passage. */
export type OldPassage = Pick<
  PassageRow,
  'id' | 'visitId' | 'gateId' | 'enterpriseId' | 'eventId' | 'plate' | 'passedAt' | 'receivedAt'
>;

/** From the first to the last reading of a visit, and when the last of them arrived; ms. */
export type VisitSpan = { readonly from: number; readonly to: number; readonly arrived: number };

export const readRetention = ({ q, t }: Db) => {
  const { passages: p, violations: v, evidence: e, deadLetters: d } = t;
  const old = {
    ...{ id: p.id, visitId: p.visitId, gateId: p.gateId, enterpriseId: p.enterpriseId },
    ...{ eventId: p.eventId, plate: p.plate, passedAt: p.passedAt, receivedAt: p.receivedAt },
  };
  return {
    /** Passages in the order in which they arrived, the next `limit` after an id. */
    passagesInOrder: async (after: string | undefined, limit: number): Promise<OldPassage[]> =>
      q
        .select(old)
        .from(p)
        .where(after === undefined ? undefined : gt(p.id, after))
        .orderBy(asc(p.id))
        .limit(limit),

    passagesOf: async (ids: readonly string[]): Promise<OldPassage[]> =>
      ids.length === 0
        ? []
        : q
            .select(old)
            .from(p)
            .where(inArray(p.id, [...ids])),

    /** The span of each visit of these passages, by its id. An unread plate is a visit by itself. */
    spansOf: async (passages: readonly OldPassage[]): Promise<ReadonlyMap<string, VisitSpan>> => {
      const alone = passages.filter(({ plate }) => plate === '');
      const spans = new Map(
        alone.map(({ visitId, passedAt, receivedAt }) => [
          visitId,
          { from: passedAt, to: passedAt, arrived: receivedAt },
        ]),
      );
      const read = passages.filter(({ plate }) => plate !== '');
      if (read.length === 0) return spans;
      const rows = await q
        .select({ visitId: p.visitId, from: min(p.passedAt), to: max(p.passedAt), arrived: max(p.receivedAt) })
        .from(p)
        .where(and(inArray(p.plate, [...new Set(read.map(({ plate }) => plate))]), inArray(p.visitId, visitsOf(read))))
        .groupBy(p.visitId);
      for (const { visitId, from, to, arrived } of rows)
        if (from !== null && to !== null && arrived !== null) spans.set(visitId, { from, to, arrived });
      return spans;
    },

    /** The flags of these visits or plates that are in none of these statuses. */
    openFlags: async (
      about: { readonly subjectKeys: readonly string[]; readonly plates: readonly string[] },
      closed: readonly string[],
    ): Promise<{ subjectKey: string; evidence: unknown }[]> => {
      const open = notInArray(v.status, [...closed]);
      const columns = { subjectKey: v.subjectKey, evidence: v.evidence };
      const byKey = await q
        .select(columns)
        .from(v)
        .where(and(inArray(v.subjectKey, [...about.subjectKeys]), open));
      if (about.plates.length === 0) return byKey;
      const byPlate = await q
        .select(columns)
        .from(v)
        .where(and(inArray(v.plate, [...about.plates]), open));
      return [...byKey, ...byPlate];
    },

    /** Which of these subject keys any flag stands or stood under. */
    flagged: async (subjectKeys: readonly string[]): Promise<string[]> => {
      if (subjectKeys.length === 0) return [];
      const rows = await q
        .selectDistinct({ key: v.subjectKey })
        .from(v)
        .where(inArray(v.subjectKey, [...subjectKeys]));
      return rows.map(({ key }) => key);
    },

    /** Which of these files of a folder some row needs. */
    needed: async (folder: string, hashes: readonly string[]): Promise<string[]> => {
      if (hashes.length === 0) return [];
      const evidence = await q
        .selectDistinct({ sha256: e.sha256 })
        .from(e)
        .where(and(inArray(e.sha256, [...hashes]), eq(e.folder, folder)));
      const letters = await q
        .selectDistinct({ sha256: d.sha256 })
        .from(d)
        .where(and(eq(d.folder, folder), inArray(d.sha256, [...hashes])));
      return [...evidence, ...letters].map(({ sha256 }) => sha256);
    },
  };
};

export const writeRetention = (db: WriteDb) => {
  const { q, t, moves } = db;
  return {
    ...readRetention(db),

    /**
     * Removes passages with all that hangs on them; `keys` are the event keys that go with them. Gives the ids of the rows
     * of their trails that went as well.
     */
    remove: async (
      ids: readonly string[],
      keys: readonly Buffer[],
    ): Promise<Readonly<Record<'decisions' | 'corrections' | 'notes', readonly string[]>>> => {
      if (ids.length === 0) return { decisions: [], corrections: [], notes: [] };
      const these = [...ids];
      const { decisionHistory: d, plateCorrections: c, passageNotes: n } = t;
      const decisions = await q.delete(d).where(inArray(d.passageId, these)).returning({ id: d.id });
      const corrections = await q.delete(c).where(inArray(c.passageId, these)).returning({ id: c.id });
      const notes = await q.delete(n).where(inArray(n.passageId, these)).returning({ id: n.id });
      await q.delete(t.factCorrections).where(inArray(t.factCorrections.subjectId, these));
      await q
        .delete(t.evidence)
        .where(and(eq(t.evidence.subjectType, 'passage'), inArray(t.evidence.subjectId, these)));
      if (keys.length > 0) await q.delete(t.eventKeys).where(inArray(t.eventKeys.key, [...keys]));
      const gone = await q.delete(t.passages).where(inArray(t.passages.id, these)).returning(countable(t.passages));
      for (const row of gone) moveAccess(moves, row, undefined);
      return { decisions: idsOf(decisions), corrections: idsOf(corrections), notes: idsOf(notes) };
    },
  };
};

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);
const visitsOf = (passages: readonly OldPassage[]): string[] => [...new Set(passages.map(({ visitId }) => visitId))];
