import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';

export type PlateCorrectionInsert = Tables['plateCorrections']['$inferInsert'];

/** A row of the trail: an enterprise can only have proposed it, an officer made it. */
export type PlateCorrectionRow = Tables['plateCorrections']['$inferSelect'] & { readonly proposed: boolean };

export const readPlateCorrections = ({ q, t: { plateCorrections: c, users } }: Db) => {
  const rows = () => q.select({ row: c, role: users.role }).from(c).leftJoin(users, eq(users.id, c.actorId));
  const told = (found: { row: Tables['plateCorrections']['$inferSelect']; role: string | null }[]) =>
    found.map(({ row, role }) => ({ ...row, proposed: role === 'enterprise' }));
  return {
    find: async (passageId: string, id: string): Promise<PlateCorrectionRow | undefined> =>
      told(await rows().where(and(eq(c.id, id), eq(c.passageId, passageId))))[0],

    /** The trail of one passage, newest first by id. */
    page: async (passageId: string, request: PageRequest): Promise<PlateCorrectionRow[]> => {
      const { after, order, limit } = keyset(request, c.id);
      return told(
        await rows()
          .where(and(eq(c.passageId, passageId), after))
          .orderBy(...order)
          .limit(limit),
      );
    },

    /** Everything in the trails of these passages, newest first by id. */
    ofPassages: async (passageIds: readonly string[]): Promise<PlateCorrectionRow[]> =>
      passageIds.length === 0
        ? []
        : told(
            await rows()
              .where(inArray(c.passageId, [...passageIds]))
              .orderBy(desc(c.id)),
          ),
  };
};

export const writePlateCorrections = (db: Db) => ({
  ...readPlateCorrections(db),

  insert: async (row: PlateCorrectionInsert): Promise<void> => {
    await db.q.insert(db.t.plateCorrections).values(row);
  },
});
