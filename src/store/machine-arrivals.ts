import { and, asc, between, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import type { FilingRow } from './filings.ts';
import type { MachineRow } from './machines.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';
import type { SiteRow } from './sites.ts';

export type MachineArrivalRow = Tables['machineArrivals']['$inferSelect'];

/** An open filing whose machine may be on a truck, with its machine and its site. */
export type ArrivalCandidate = { readonly filing: FilingRow; readonly machine: MachineRow; readonly site: SiteRow };

/** At which gate, and on which planned days of entry (both included). */
export type CandidateFilter = {
  readonly enterpriseId: string;
  readonly countyCode: string;
  readonly from: string;
  readonly to: string;
};

export const readMachineArrivals = ({ q, t: { machineArrivals: a, filings: f, machines: m, sites: s } }: Db) => {
  const standing = isNull(a.unlinkedAt);
  return {
    /** The machines linked with a passage, in the order of linking. */
    ofPassage: async (passageId: string): Promise<MachineArrivalRow[]> =>
      q
        .select()
        .from(a)
        .where(and(eq(a.passageId, passageId), standing))
        .orderBy(asc(a.id)),

    /** A machine's arrivals at gates, newest link first. */
    page: async (scope: Scope, machineId: string, request: PageRequest): Promise<MachineArrivalRow[]> => {
      const { after, order, limit } = keyset(request, a.id);
      return q
        .select()
        .from(a)
        .where(
          and(
            within(scope, { county: a.countyCode, organisation: a.enterpriseId }),
            eq(a.machineId, machineId),
            standing,
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    /** Open filings with a planned entry in these days, of sites on the enterprise's ground or in the county; newest first. */
    candidates: async (filter: CandidateFilter, request: PageRequest): Promise<ArrivalCandidate[]> => {
      const { after, order, limit } = keyset(request, f.id);
      return q
        .select({ filing: f, machine: m, site: s })
        .from(f)
        .innerJoin(s, eq(s.id, f.siteId))
        .innerJoin(m, eq(m.id, f.machineId))
        .where(
          and(
            or(eq(s.enterpriseId, filter.enterpriseId), eq(f.countyCode, filter.countyCode)),
            inArray(f.status, ['submitted', 'accepted', 'returned']),
            isNull(f.exitedAt),
            between(f.plannedEntryOn, filter.from, filter.to),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },
  };
};

export const writeMachineArrivals = (db: Db) => {
  const { machineArrivals: a } = db.t;
  return {
    ...readMachineArrivals(db),

    insert: async (row: MachineArrivalRow): Promise<void> => {
      await db.q.insert(a).values(row);
    },

    unlink: async (id: string, by: Pick<MachineArrivalRow, 'unlinkedAt' | 'unlinkedBy'>): Promise<void> => {
      await db.q.update(a).set(by).where(eq(a.id, id));
    },
  };
};
