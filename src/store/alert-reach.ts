import { and, asc, eq, exists, gt, gte, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import type { OrganisationRow } from './organisations.ts';
import type { SiteRow } from './sites.ts';

/** Parameters of one query; SQLite takes 32,766. */
const IDS_A_QUERY = 500;

/** Whom and what an order reaches in its counties. */
export const readAlertReach = ({ q, t }: Db) => {
  const { machines: m, filings: f, siteEntries: s, inspections: i, organisations: o, sites } = t;
  return {
    /** Machines met on a site, or on any in some counties, in [from, until): the next by id. */
    machinesMet: async (
      of: { readonly counties: readonly string[] } | { readonly siteId: string },
      { from, until }: { readonly from: number; readonly until: number },
      after: string | undefined,
      limit: number,
    ): Promise<string[]> => {
      const met = [
        { table: f, at: f.enteredAt },
        { table: s, at: s.enteredAt },
        { table: i, at: i.inspectedAt },
      ].map(({ table, at }): SQL => {
        const where = and(
          eq(table.machineId, m.id),
          'siteId' in of ? eq(table.siteId, of.siteId) : inArray(table.countyCode, [...of.counties]),
          gte(at, from),
          lt(at, until),
        );
        return exists(q.select({ one: sql`1` }).from(table).where(where));
      });
      const rows = await q
        .select({ id: m.id })
        .from(m)
        .where(and(after === undefined ? undefined : gt(m.id, after), or(...met)))
        .orderBy(asc(m.id))
        .limit(limit);
      return rows.map(({ id }) => id);
    },

    /** The enterprises whose accounts these counties keep, by id. */
    enterprisesIn: async (counties: readonly string[], limit: number): Promise<OrganisationRow[]> =>
      q
        .select()
        .from(o)
        .where(and(eq(o.kind, 'enterprise'), inArray(o.countyCode, [...counties])))
        .orderBy(asc(o.id))
        .limit(limit),

    /** What is on record of these enterprises, in the order in which it was posted. */
    factsOf: async (enterpriseIds: readonly string[]) => {
      const rows: (typeof t.enterpriseFacts.$inferSelect)[] = [];
      for (let at = 0; at < enterpriseIds.length; at += IDS_A_QUERY)
        rows.push(
          ...(await q
            .select()
            .from(t.enterpriseFacts)
            .where(inArray(t.enterpriseFacts.enterpriseId, enterpriseIds.slice(at, at + IDS_A_QUERY)))
            .orderBy(asc(t.enterpriseFacts.id))),
        );
      return rows;
    },

    /** The sites in these counties whose schedule has a day of [first, last], by id. */
    sitesIn: async (counties: readonly string[], first: string, last: string, limit: number): Promise<SiteRow[]> =>
      q
        .select()
        .from(sites)
        .where(and(inArray(sites.countyCode, [...counties]), gte(sites.endsOn, first), lte(sites.startsOn, last)))
        .orderBy(asc(sites.id))
        .limit(limit),

    /** Filings of these sites whose machine entered and did not leave by an instant. */
    standing: async (siteIds: readonly string[], at: number) => {
      const rows: { siteId: string; machineId: string }[] = [];
      for (let start = 0; start < siteIds.length; start += IDS_A_QUERY)
        rows.push(
          ...(await q
            .selectDistinct({ siteId: f.siteId, machineId: f.machineId })
            .from(f)
            .where(
              and(
                inArray(f.siteId, siteIds.slice(start, start + IDS_A_QUERY)),
                isNotNull(f.enteredAt),
                lt(f.enteredAt, at),
                or(isNull(f.exitedAt), gt(f.exitedAt, at)),
              ),
            )),
        );
      return rows;
    },
  };
};
