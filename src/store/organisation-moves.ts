import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import { RUNNING_CLAIMS } from '../domain/machinery/machine-claim.ts';
import type { Db } from './dialect.ts';

type Move = { readonly organisationId: string; readonly from: string; readonly to: string };

export const readOrganisationMoves = ({ q, t }: Db) => ({
  /** Whether anything of an enterprise is kept under the county where its plant lies. */
  isRooted: async (enterpriseId: string): Promise<boolean> => {
    const { gates, enterpriseFacts, cleanTransport, plantEquipment, ureaPoints, ureaReporting, ureaRefills } = t;
    for (const table of [
      gates,
      enterpriseFacts,
      cleanTransport,
      plantEquipment,
      ureaPoints,
      ureaReporting,
      ureaRefills,
    ]) {
      const rows = await q.select({ id: table.id }).from(table).where(eq(table.enterpriseId, enterpriseId)).limit(1);
      if (rows.length > 0) return true;
    }
    return false;
  },
});

export const writeOrganisationMoves = (db: Db) => {
  const { q, t } = db;
  const { machines, machineCounties, machineClaims, filings, siteEntries, inspections } = t;
  return {
    ...readOrganisationMoves(db),

    /** Puts the running cases about machines in which an organisation is a side under its new county; what has ended stays. */
    moveClaims: async ({ organisationId, to }: Pick<Move, 'organisationId' | 'to'>): Promise<void> => {
      const running = inArray(machineClaims.status, [...RUNNING_CLAIMS]);
      const claims = and(eq(machineClaims.claimantId, organisationId), running);
      await q.update(machineClaims).set({ claimantCounty: to }).where(claims);
      const held = and(eq(machineClaims.holderId, organisationId), running);
      await q.update(machineClaims).set({ holderCounty: to }).where(held);
    },

    /** Shows the machines of an organisation to another county; the old one keeps those that were filed, seen or inspected there. */
    moveMachines: async ({ organisationId, from, to }: Move): Promise<void> => {
      const own = q.select({ id: machines.id }).from(machines).where(eq(machines.organisationId, organisationId));
      await q
        .insert(machineCounties)
        .select(
          q
            .select({ machineId: machines.id, countyCode: sql<string>`cast(${to} as text)`.as('county_code') })
            .from(machines)
            .where(eq(machines.organisationId, organisationId)),
        )
        .onConflictDoNothing();
      const happened = [filings, siteEntries, inspections].map((table) =>
        notInArray(
          machineCounties.machineId,
          q.select({ id: table.machineId }).from(table).where(eq(table.countyCode, from)),
        ),
      );
      await q
        .delete(machineCounties)
        .where(and(eq(machineCounties.countyCode, from), inArray(machineCounties.machineId, own), ...happened));
    },
  };
};
