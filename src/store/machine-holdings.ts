import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type MachineHoldingRow = Tables['machineHoldings']['$inferSelect'];

export const readMachineHoldings = ({ q, t: { machineHoldings: h } }: Db) => ({
  /** Who held a machine, oldest first; empty where it never changed hands. */
  ofMachine: async (machineId: string): Promise<MachineHoldingRow[]> =>
    q.select().from(h).where(eq(h.machineId, machineId)).orderBy(asc(h.since), asc(h.id)),

  /** Whether an organisation held the machine, and gave it away only after the instant `at`. */
  endedAfter: async (machineId: string, organisationId: string, at: number): Promise<boolean> => {
    const rows = await q
      .select({ id: h.id })
      .from(h)
      .where(and(eq(h.machineId, machineId), eq(h.organisationId, organisationId), gt(h.until, at)))
      .limit(1);
    return rows.length > 0;
  },
});

export const writeMachineHoldings = (db: Db) => ({
  ...readMachineHoldings(db),

  insert: async (row: MachineHoldingRow): Promise<void> => {
    await db.q.insert(db.t.machineHoldings).values(row);
  },

  /** Ends the period that runs. */
  end: async (machineId: string, until: number): Promise<void> => {
    const { machineHoldings: h } = db.t;
    await db.q
      .update(h)
      .set({ until })
      .where(and(eq(h.machineId, machineId), isNull(h.until)));
  },
});
