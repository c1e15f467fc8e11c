import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';

export type MachineRetrofitRow = Tables['machineRetrofits']['$inferSelect'];

export const readMachineRetrofits = ({ q, t: { machineRetrofits: r } }: Db) => ({
  /** The retrofits of a machine, newest on record first. */
  page: async (machineId: string, request: PageRequest): Promise<MachineRetrofitRow[]> => {
    const { after, order, limit } = keyset(request, r.id);
    return q
      .select()
      .from(r)
      .where(and(eq(r.machineId, machineId), after))
      .orderBy(...order)
      .limit(limit);
  },

  /** The latest retrofit by its day that told of the after-treatment. */
  newestTreatment: async (machineId: string): Promise<MachineRetrofitRow | undefined> =>
    (
      await q
        .select()
        .from(r)
        .where(and(eq(r.machineId, machineId), isNotNull(r.afterTreatment)))
        .orderBy(desc(r.retrofittedOn), desc(r.id))
        .limit(1)
    )[0],
});

export const writeMachineRetrofits = (db: Db) => ({
  ...readMachineRetrofits(db),

  insert: async (row: MachineRetrofitRow): Promise<void> => {
    await db.q.insert(db.t.machineRetrofits).values(row);
  },
});
