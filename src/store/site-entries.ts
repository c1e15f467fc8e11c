import { and, asc, eq, gte, lt } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';
import { siteActivity, whether } from './site-activity.ts';

export type SiteEntryRow = Tables['siteEntries']['$inferSelect'];
export type SiteEntryFilter = {
  readonly siteId?: string | undefined;
  readonly machineId?: string | undefined;
  readonly countyCode?: string | undefined;
  readonly organisationId?: string | undefined;
  /** By the entry, ms; `until` exclusive. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  /** Whether the machine had a filing for the site, submitted before `until`. */
  readonly filed?: boolean | undefined;
};

export const readSiteEntries = (db: Db) => {
  const { q, t } = db;
  const { siteEntries } = t;
  return {
    find: async (id: string): Promise<SiteEntryRow | undefined> =>
      (await q.select().from(siteEntries).where(eq(siteEntries.id, id)))[0],

    page: async (scope: Scope, filter: SiteEntryFilter, request: PageRequest): Promise<SiteEntryRow[]> => {
      const { after, order, limit } = keyset(request, siteEntries.id);
      return q
        .select()
        .from(siteEntries)
        .where(
          and(
            within(scope, {
              county: siteEntries.countyCode,
              organisation: [siteEntries.organisationId, siteEntries.reporterOrganisationId],
            }),
            filter.siteId === undefined ? undefined : eq(siteEntries.siteId, filter.siteId),
            filter.machineId === undefined ? undefined : eq(siteEntries.machineId, filter.machineId),
            filter.countyCode === undefined ? undefined : eq(siteEntries.countyCode, filter.countyCode),
            filter.organisationId === undefined ? undefined : eq(siteEntries.organisationId, filter.organisationId),
            filter.from === undefined ? undefined : gte(siteEntries.enteredAt, filter.from),
            filter.until === undefined ? undefined : lt(siteEntries.enteredAt, filter.until),
            whether(filter.filed, siteActivity(db).entryFiled(filter.until)),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    /** What someone's device sent under its own id. */
    sent: async (recordedBy: string, clientId: string): Promise<SiteEntryRow | undefined> =>
      (
        await q
          .select()
          .from(siteEntries)
          .where(and(eq(siteEntries.recordedBy, recordedBy), eq(siteEntries.clientId, clientId)))
      )[0],

    /** Every entry of one machine, oldest id first. */
    ofMachine: async (machineId: string): Promise<SiteEntryRow[]> =>
      q.select().from(siteEntries).where(eq(siteEntries.machineId, machineId)).orderBy(asc(siteEntries.id)),
  };
};

export const writeSiteEntries = (db: Db) => ({
  ...readSiteEntries(db),

  insert: async (row: SiteEntryRow): Promise<void> => {
    await db.q.insert(db.t.siteEntries).values(row);
  },

  update: async (id: string, change: Partial<Pick<SiteEntryRow, 'machineId' | 'enteredAt'>>): Promise<void> => {
    await db.q.update(db.t.siteEntries).set(change).where(eq(db.t.siteEntries.id, id));
  },
});
