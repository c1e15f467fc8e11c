import { desc, eq } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type MachineLifeRow = Tables['machineLifeEvents']['$inferSelect'];

export const readMachineLives = ({ q, t: { machineLifeEvents: e } }: Db) => ({
  /** The last `limit` changes of a machine's status, newest first. */
  ofMachine: async (machineId: string, limit: number): Promise<MachineLifeRow[]> =>
    q.select().from(e).where(eq(e.machineId, machineId)).orderBy(desc(e.id)).limit(limit),
});

export const writeMachineLives = (db: Db) => ({
  ...readMachineLives(db),

  insert: async (row: MachineLifeRow): Promise<void> => {
    await db.q.insert(db.t.machineLifeEvents).values(row);
  },
});
