import { and, eq, inArray, isNotNull, isNull, max, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { instantsOf, type Period } from '../domain/reports/period.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';
import { type Bounds, siteActivity, whether } from './site-activity.ts';

export type SiteRow = Tables['sites']['$inferSelect'];
export type SiteFilter = {
  readonly countyCode?: string | undefined;
  readonly closed?: boolean | undefined;
  readonly organisationId?: string | undefined;
  /** Legal days, both included, that the schedule touches. */
  readonly running?: Period | undefined;
  /** Whether something was filed for it, and whether a machine was seen there that was not filed; within the days it runs. */
  readonly filed?: boolean | undefined;
  readonly unfiledMachines?: boolean | undefined;
};
export type SiteChange = Partial<Omit<SiteRow, 'id' | 'organisationId' | 'countyCode' | 'createdAt'>>;

/** The sites of others whose record an organisation reaches: it is a unit of them, or filed for them. */
export const sharedSites =
  ({ q, t: { sites, siteUnits, filings } }: Db) =>
  (organisationId: string): SQL =>
    either(
      inArray(
        sites.id,
        q
          .select({ id: siteUnits.siteId })
          .from(siteUnits)
          .where(and(eq(siteUnits.organisationId, organisationId), eq(siteUnits.status, 'confirmed'))),
      ),
      inArray(
        sites.id,
        q.select({ id: filings.siteId }).from(filings).where(eq(filings.organisationId, organisationId)),
      ),
    );

export const readSites = (db: Db) => {
  const { q, t } = db;
  const { sites } = t;
  const shared = sharedSites(db);
  const activity = siteActivity(db);
  return {
    find: async (id: string): Promise<SiteRow | undefined> => (await q.select().from(sites).where(eq(sites.id, id)))[0],

    /** Whether a site of another's is reached by an organisation. */
    isSharedWith: async (id: string, organisationId: string): Promise<boolean> =>
      (
        await q
          .select({ id: sites.id })
          .from(sites)
          .where(and(eq(sites.id, id), shared(organisationId)))
      ).length > 0,

    /** The sites with these ids, in no set order. */
    ofIds: async (ids: readonly string[]): Promise<SiteRow[]> =>
      ids.length === 0
        ? []
        : q
            .select()
            .from(sites)
            .where(inArray(sites.id, [...new Set(ids)])),

    /** The last instant at which a machine came to a site, left it, was seen or inspected there (ms); undefined where none ever was. */
    lastMetAt: async (id: string): Promise<number | undefined> => {
      const { filings: f, siteEntries: e, inspections: i } = t;
      const [came] = await q
        .select({ at: max(f.enteredAt) })
        .from(f)
        .where(eq(f.siteId, id));
      const [left] = await q
        .select({ at: max(f.exitedAt) })
        .from(f)
        .where(eq(f.siteId, id));
      const [seen] = await q
        .select({ at: max(e.enteredAt) })
        .from(e)
        .where(eq(e.siteId, id));
      const [inspected] = await q
        .select({ at: max(i.inspectedAt) })
        .from(i)
        .where(and(eq(i.siteId, id), isNull(i.voidedAt)));
      const met = [came, left, seen, inspected].flatMap((row) => row?.at ?? []);
      return met.length === 0 ? undefined : Math.max(...met);
    },

    /** At most two of the sites in a scope that have this name or permit number, so that a second one is noticed. */
    named: async (scope: Scope, text: string): Promise<SiteRow[]> =>
      q
        .select()
        .from(sites)
        .where(
          and(
            within(scope, { county: sites.countyCode, organisation: sites.organisationId, shared }),
            either(eq(sites.name, text), eq(sites.permitNumber, text)),
          ),
        )
        .limit(2),

    page: async (scope: Scope, filter: SiteFilter, request: PageRequest): Promise<SiteRow[]> => {
      const { after, order, limit } = keyset(request, sites.id);
      return q
        .select()
        .from(sites)
        .where(
          and(
            within(scope, { county: sites.countyCode, organisation: sites.organisationId, shared }),
            filter.countyCode === undefined ? undefined : eq(sites.countyCode, filter.countyCode),
            filter.closed === undefined
              ? undefined
              : filter.closed
                ? isNotNull(sites.closedAt)
                : isNull(sites.closedAt),
            filter.organisationId === undefined ? undefined : eq(sites.organisationId, filter.organisationId),
            filter.running && activity.running(filter.running),
            whether(filter.filed, activity.filed(boundsOf(filter.running).until)),
            whether(filter.unfiledMachines, activity.seenUnfiled(boundsOf(filter.running))),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },
  };
};

const boundsOf = (running: Period | undefined): Bounds => (running ? instantsOf(running) : {});

/** `or` of two conditions is never empty. */
const either = (one: SQL, other: SQL): SQL => sql`(${one} or ${other})`;

export const writeSites = (db: Db) => ({
  ...readSites(db),

  insert: async (row: SiteRow): Promise<void> => {
    await db.q.insert(db.t.sites).values(row);
  },

  update: async (id: string, change: SiteChange): Promise<void> => {
    if (Object.keys(change).length === 0) return;
    await db.q.update(db.t.sites).set(change).where(eq(db.t.sites.id, id));
  },
});
