import { and, asc, eq, isNull, max } from 'drizzle-orm';
import { affected, type Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type ProhibitionNoticeRow = Tables['prohibitionNotices']['$inferSelect'];

export const readProhibitionNotices = ({ q, t: { prohibitionNotices: n } }: Db) => ({
  /** Of one prohibition: at most one of each kind about an inspection, oldest first. */
  ofProhibition: async (prohibitionId: string): Promise<ProhibitionNoticeRow[]> =>
    q.select().from(n).where(eq(n.prohibitionId, prohibitionId)).orderBy(asc(n.id)),

  /** The last serial number given to a kind in a year and county; 0 where none was. */
  lastSerial: async (kind: string, year: number, countyCode: string): Promise<number> => {
    const [row] = await q
      .select({ last: max(n.serial) })
      .from(n)
      .where(and(eq(n.kind, kind), eq(n.year, year), eq(n.countyCode, countyCode)));
    return row?.last ?? 0;
  },
});

export const writeProhibitionNotices = (db: Db) => {
  const { prohibitionNotices: n } = db.t;
  return {
    ...readProhibitionNotices(db),

    insert: async (row: ProhibitionNoticeRow): Promise<void> => {
      await db.q.insert(n).values(row);
    },

    /** Puts its service on record; false where it was served before. */
    serve: async (id: string, servedAt: number, service: unknown): Promise<boolean> =>
      affected(
        await db.q
          .update(n)
          .set({ servedAt, service })
          .where(and(eq(n.id, id), isNull(n.servedAt))),
      ) > 0,
  };
};
