import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type GateSilenceRow = Tables['gateSilences']['$inferSelect'];

export const readGateSilences = ({ q, t: { gateSilences: s } }: Db) => ({
  /** Those of these gates that are silent. */
  standing: async (gateIds: readonly string[]): Promise<GateSilenceRow[]> =>
    gateIds.length === 0
      ? []
      : q
          .select()
          .from(s)
          .where(and(inArray(s.gateId, [...gateIds]), eq(s.closed, ''))),
});

export const writeGateSilences = (db: Db) => ({
  ...readGateSilences(db),

  insert: async (row: GateSilenceRow): Promise<void> => {
    await db.q.insert(db.t.gateSilences).values(row);
  },

  end: async (id: string, heardAt: number): Promise<void> => {
    const { gateSilences: s } = db.t;
    await db.q.update(s).set({ heardAt, closed: id }).where(eq(s.id, id));
  },
});
