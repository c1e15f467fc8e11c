import { and, asc, eq, gt, gte, lt } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type InspectionRow = Tables['inspections']['$inferSelect'];
export type InspectionChange = Partial<
  Pick<InspectionRow, 'machineId' | 'inspectedAt' | 'result' | 'judgement' | 'voidedAt'>
>;
export type InspectionFilter = {
  readonly siteId?: string | undefined;
  readonly machineId?: string | undefined;
  readonly countyCode?: string | undefined;
  readonly result?: string | undefined;
};

export const readInspections = ({ q, t: { inspections } }: Db) => ({
  find: async (id: string): Promise<InspectionRow | undefined> =>
    (await q.select().from(inspections).where(eq(inspections.id, id)))[0],

  page: async (scope: Scope, filter: InspectionFilter, request: PageRequest): Promise<InspectionRow[]> => {
    const { after, order, limit } = keyset(request, inspections.id);
    return q
      .select()
      .from(inspections)
      .where(
        and(
          within(scope, { county: inspections.countyCode, organisation: inspections.organisationId }),
          filter.siteId === undefined ? undefined : eq(inspections.siteId, filter.siteId),
          filter.machineId === undefined ? undefined : eq(inspections.machineId, filter.machineId),
          filter.countyCode === undefined ? undefined : eq(inspections.countyCode, filter.countyCode),
          filter.result === undefined ? undefined : eq(inspections.result, filter.result),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },

  /** What someone's device sent under its own id. */
  sent: async (recordedBy: string, clientId: string): Promise<InspectionRow | undefined> =>
    (
      await q
        .select()
        .from(inspections)
        .where(and(eq(inspections.recordedBy, recordedBy), eq(inspections.clientId, clientId)))
    )[0],

  /** Every inspection of one machine, oldest id first. */
  ofMachine: async (machineId: string): Promise<InspectionRow[]> =>
    q.select().from(inspections).where(eq(inspections.machineId, machineId)).orderBy(asc(inspections.id)),

  /** Machines tested in [from, until), on any site unless one is named: the next by id. */
  machinesTested: async (
    siteId: string | undefined,
    { from, until }: { readonly from: number; readonly until: number },
    after: string | undefined,
    limit: number,
  ): Promise<string[]> => {
    const rows = await q
      .selectDistinct({ id: inspections.machineId })
      .from(inspections)
      .where(
        and(
          after === undefined ? undefined : gt(inspections.machineId, after),
          gte(inspections.inspectedAt, from),
          lt(inspections.inspectedAt, until),
          siteId === undefined ? undefined : eq(inspections.siteId, siteId),
        ),
      )
      .orderBy(asc(inspections.machineId))
      .limit(limit);
    return rows.map(({ id }) => id);
  },
});

export const writeInspections = (db: Db) => ({
  ...readInspections(db),

  insert: async (row: InspectionRow): Promise<void> => {
    await db.q.insert(db.t.inspections).values(row);
  },

  update: async (id: string, change: InspectionChange): Promise<void> => {
    await db.q.update(db.t.inspections).set(change).where(eq(db.t.inspections.id, id));
  },
});
