import { and, eq, gt, lte } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';

/** An exemption as anybody may read it: what kind of thing it is of and from what, with no plate, no number and no person. */
export type PublicExemption = {
  readonly id: string;
  readonly subjectType: string;
  readonly machineCategory: string | null;
  readonly emissionStage: string | null;
  readonly siteName: string | null;
  readonly enterpriseName: string | null;
  readonly countyCode: string | null;
  readonly clause: string | null;
  readonly orderNumber: string | null;
  readonly orderId: string | null;
  readonly zoneName: string | null;
  readonly zoneId: string | null;
  readonly category: string | null;
  readonly publicReason: string | null;
  readonly from: number;
  readonly plannedUntil: number;
  readonly grantedAt: number;
  readonly revokedFrom: number | null;
};

export type PublicFilter = {
  readonly subjectType?: string | undefined;
  readonly countyCode?: string | undefined;
  /** Those that hold at an instant, ms. */
  readonly at?: number | undefined;
};

export const readPublicExemptions = ({
  q,
  t: { exemptions: e, machines, sites, organisations, alerts, zones },
}: Db) => ({
  page: async (f: PublicFilter, request: PageRequest): Promise<PublicExemption[]> => {
    const { after, order, limit } = keyset(request, e.id);
    return q
      .select({
        id: e.id,
        subjectType: e.subjectType,
        machineCategory: machines.category,
        emissionStage: machines.emissionStage,
        siteName: sites.name,
        enterpriseName: organisations.name,
        countyCode: e.countyCode,
        clause: e.clause,
        orderNumber: alerts.orderNumber,
        orderId: e.orderId,
        zoneName: zones.name,
        zoneId: e.zoneId,
        category: e.category,
        publicReason: e.publicReason,
        from: e.from,
        plannedUntil: e.plannedUntil,
        grantedAt: e.grantedAt,
        revokedFrom: e.revokedFrom,
      })
      .from(e)
      .leftJoin(machines, and(eq(e.subjectType, 'machine'), eq(machines.id, e.subjectId)))
      .leftJoin(sites, and(eq(e.subjectType, 'site'), eq(sites.id, e.subjectId)))
      .leftJoin(organisations, and(eq(e.subjectType, 'enterprise'), eq(organisations.id, e.subjectId)))
      .leftJoin(alerts, eq(alerts.id, e.orderId))
      .leftJoin(zones, eq(zones.id, e.zoneId))
      .where(
        and(
          f.subjectType === undefined ? undefined : eq(e.subjectType, f.subjectType),
          f.countyCode === undefined ? undefined : eq(e.countyCode, f.countyCode),
          f.at === undefined ? undefined : and(lte(e.from, f.at), gt(e.until, f.at)),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },
});
