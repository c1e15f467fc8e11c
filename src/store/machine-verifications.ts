import { desc, eq } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type MachineVerificationRow = Tables['machineVerifications']['$inferSelect'];

export const readMachineVerifications = ({ q, t: { machineVerifications: v } }: Db) => ({
  /** The last `limit` looks at a machine's stage, newest first. */
  ofMachine: async (machineId: string, limit: number): Promise<MachineVerificationRow[]> =>
    q.select().from(v).where(eq(v.machineId, machineId)).orderBy(desc(v.id)).limit(limit),
});

export const writeMachineVerifications = (db: Db) => ({
  ...readMachineVerifications(db),

  insert: async (row: MachineVerificationRow): Promise<void> => {
    await db.q.insert(db.t.machineVerifications).values(row);
  },
});
