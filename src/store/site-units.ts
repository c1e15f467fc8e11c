import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type SiteUnitRow = Tables['siteUnits']['$inferSelect'];
export type SiteUnitFilter = {
  readonly siteId?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly status?: string | undefined;
  readonly countyCode?: string | undefined;
};
export type SiteUnitChange = Partial<
  Pick<SiteUnitRow, 'status' | 'until' | 'confirmedAt' | 'confirmedBy' | 'closedAt' | 'closedBy' | 'reason'>
>;

export const readSiteUnits = ({ q, t: { siteUnits: u } }: Db) => ({
  find: async (id: string): Promise<SiteUnitRow | undefined> => (await q.select().from(u).where(eq(u.id, id)))[0],

  /** Read by the unit itself, by the site's organisation and by officers of its county. */
  page: async (scope: Scope, filter: SiteUnitFilter, request: PageRequest): Promise<SiteUnitRow[]> => {
    const { after, order, limit } = keyset(request, u.id);
    return q
      .select()
      .from(u)
      .where(
        and(
          within(scope, { county: u.countyCode, organisation: [u.organisationId, u.siteOrganisationId] }),
          filter.siteId === undefined ? undefined : eq(u.siteId, filter.siteId),
          filter.organisationId === undefined ? undefined : eq(u.organisationId, filter.organisationId),
          filter.status === undefined ? undefined : eq(u.status, filter.status),
          filter.countyCode === undefined ? undefined : eq(u.countyCode, filter.countyCode),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },

  /** Every row of an organisation on a site, oldest first. */
  ofOrganisation: async (siteId: string, organisationId: string): Promise<SiteUnitRow[]> =>
    q
      .select()
      .from(u)
      .where(and(eq(u.siteId, siteId), eq(u.organisationId, organisationId)))
      .orderBy(asc(u.id)),

  /** At most so many that are invited or confirmed and whose last day lies before a legal day, oldest first. */
  over: async (day: string, limit: number): Promise<SiteUnitRow[]> =>
    q
      .select()
      .from(u)
      .where(and(inArray(u.status, ['invited', 'confirmed']), lt(u.until, day)))
      .orderBy(asc(u.id))
      .limit(limit),

  /** Every unit of these sites, oldest first. */
  ofSites: async (siteIds: readonly string[]): Promise<SiteUnitRow[]> =>
    siteIds.length === 0
      ? []
      : q
          .select()
          .from(u)
          .where(inArray(u.siteId, [...new Set(siteIds)]))
          .orderBy(asc(u.id)),
});

export const writeSiteUnits = (db: Db) => ({
  ...readSiteUnits(db),

  insert: async (row: SiteUnitRow): Promise<void> => {
    await db.q.insert(db.t.siteUnits).values(row);
  },

  update: async (id: string, change: SiteUnitChange): Promise<void> => {
    await db.q.update(db.t.siteUnits).set(change).where(eq(db.t.siteUnits.id, id));
  },
});
