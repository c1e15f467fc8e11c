import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import type { FilingRow } from './filings.ts';
import { keyset, type PageRequest } from './page.ts';

const OPEN = ['submitted', 'accepted', 'returned'];

/** Filings that are open: submitted, accepted or returned, and the machine has not left. */
export const readOpenFilings = ({ q, t: { filings: f, sites } }: Db) => {
  const isOpen = and(inArray(f.status, OPEN), isNull(f.exitedAt));
  return {
    /** The open filings of a site by any unit, newest first. */
    pageOfSite: async (
      siteId: string,
      filter: { readonly machineId?: string | undefined },
      request: PageRequest,
    ): Promise<FilingRow[]> => {
      const { after, order, limit } = keyset(request, f.id);
      return q
        .select()
        .from(f)
        .where(
          and(
            eq(f.siteId, siteId),
            isOpen,
            filter.machineId === undefined ? undefined : eq(f.machineId, filter.machineId),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    /** How many there are of a site. */
    countOfSite: async (siteId: string): Promise<number> => {
      const [row] = await q
        .select({ count: sql<number>`count(*)`.mapWith(Number) })
        .from(f)
        .where(and(eq(f.siteId, siteId), isOpen));
      return row?.count ?? 0;
    },

    /** Those of these sites whose open filings plan days outside the schedule. */
    outsideSchedule: async (siteIds: readonly string[]): Promise<string[]> => {
      if (siteIds.length === 0) return [];
      const rows = await q
        .selectDistinct({ siteId: f.siteId })
        .from(f)
        .innerJoin(sites, eq(sites.id, f.siteId))
        .where(
          and(
            inArray(f.siteId, [...siteIds]),
            isOpen,
            or(sql`${f.plannedEntryOn} < ${sites.startsOn}`, sql`${f.plannedExitOn} > ${sites.endsOn}`),
          ),
        );
      return rows.map(({ siteId }) => siteId);
    },
  };
};
