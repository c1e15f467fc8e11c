import { and, asc, eq, exists, gte, inArray, isNull, lt, notInArray, or, type SQL } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type ProhibitionRow = Tables['prohibitions']['$inferSelect'];
export type ProhibitionFilter = {
  readonly status?: string | undefined;
  readonly siteId?: string | undefined;
  readonly machineId?: string | undefined;
  readonly countyCode?: string | undefined;
  /** Open, and the day set for the re-test is before this legal day. */
  readonly retestBefore?: string | undefined;
};

export const readProhibitions = ({ q, t: { prohibitions, machines, filings } }: Db) => {
  /** Of machines that an organisation holds, wherever they failed. */
  const heldBy = (organisationId: string) =>
    inArray(
      prohibitions.machineId,
      q.select({ id: machines.id }).from(machines).where(eq(machines.organisationId, organisationId)),
    );
  /** Of machines that an organisation filed for the site where they failed, and that had not left it before. */
  const filedBy = (organisationId: string) =>
    exists(
      q
        .select({ id: filings.id })
        .from(filings)
        .where(
          and(
            eq(filings.machineId, prohibitions.machineId),
            eq(filings.siteId, prohibitions.siteId),
            eq(filings.organisationId, organisationId),
            notInArray(filings.status, ['rejected', 'withdrawn']),
            or(isNull(filings.exitedAt), gte(filings.exitedAt, prohibitions.openedAt)),
          ),
        ),
    );
  return {
    find: async (id: string): Promise<ProhibitionRow | undefined> =>
      (await q.select().from(prohibitions).where(eq(prohibitions.id, id)))[0],

    page: async (scope: Scope, filter: ProhibitionFilter, request: PageRequest): Promise<ProhibitionRow[]> => {
      const { after, order, limit } = keyset(request, prohibitions.id);
      return q
        .select()
        .from(prohibitions)
        .where(
          and(
            within(scope, {
              county: prohibitions.countyCode,
              organisation: prohibitions.organisationId,
              shared: (organisationId) => or(heldBy(organisationId), filedBy(organisationId)) as SQL,
            }),
            filter.status === undefined ? undefined : eq(prohibitions.status, filter.status),
            filter.siteId === undefined ? undefined : eq(prohibitions.siteId, filter.siteId),
            filter.machineId === undefined ? undefined : eq(prohibitions.machineId, filter.machineId),
            filter.countyCode === undefined ? undefined : eq(prohibitions.countyCode, filter.countyCode),
            filter.retestBefore === undefined
              ? undefined
              : and(eq(prohibitions.status, 'open'), lt(prohibitions.retestBy, filter.retestBefore)),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    /** The machines under an open prohibition, in no set order. */
    prohibitedMachines: async (): Promise<string[]> => {
      const rows = await q
        .selectDistinct({ machineId: prohibitions.machineId })
        .from(prohibitions)
        .where(eq(prohibitions.status, 'open'));
      return rows.map(({ machineId }) => machineId);
    },

    /** Every prohibition of one machine, open or lifted, oldest id first. */
    ofMachine: async (machineId: string): Promise<ProhibitionRow[]> =>
      q.select().from(prohibitions).where(eq(prohibitions.machineId, machineId)).orderBy(asc(prohibitions.id)),
  };
};

export const writeProhibitions = (db: Db) => ({
  ...readProhibitions(db),

  insert: async (row: ProhibitionRow): Promise<void> => {
    await db.q.insert(db.t.prohibitions).values(row);
  },

  update: async (id: string, change: Partial<Omit<ProhibitionRow, 'id' | 'machineId'>>): Promise<void> => {
    await db.q.update(db.t.prohibitions).set(change).where(eq(db.t.prohibitions.id, id));
  },
});
