import { and, eq, gte, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { instantsOf, type Period } from '../domain/reports/period.ts';
import type { MachineGroup, ReportGroup } from '../domain/reports/rows.ts';
import type { Db } from './dialect.ts';
import { machineReach } from './machines.ts';
import { keyOf, textOf } from './report-keys.ts';
import { within } from './scope.ts';
import { siteActivity } from './site-activity.ts';
import { sharedSites } from './sites.ts';

/** Whose rows are counted; absent members narrow nothing. */
export type MachineRange = {
  readonly scope: Scope;
  readonly countyCode?: string | undefined;
  readonly organisationIds?: readonly string[] | undefined;
  readonly siteIds?: readonly string[] | undefined;
};

/** Machines of one origin, status, stage and fuel. */
export type MachineSum = {
  readonly key: string;
  readonly origin: string;
  readonly status: string;
  readonly emissionStage: string;
  readonly fuel: string | null;
  readonly count: number;
};

/** Sites that run in a period: how many, with something filed, and with a machine seen that was not filed. */
export type SiteSum = {
  readonly key: string;
  readonly sites: number;
  readonly filed: number;
  readonly seenUnfiled: number;
};

/** Sightings of machines on sites in a period, and of those how many had a filing for the site. */
export type SightingSum = { readonly key: string; readonly sightings: number; readonly filed: number };

/** Sums over machines, sites and sightings, for `store.bulk`. */
export const readMachineryReports = (db: Db) => {
  const { q, t } = db;
  const { machines: m, machineCounties: c, filings: f, siteEntries: e, inspections: i, sites: s } = t;
  const { inCounty, reached } = machineReach(db);
  const activity = siteActivity(db);
  const count = sql<number>`count(*)`.mapWith(Number);
  const ones = (condition: unknown) =>
    sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`.mapWith(Number);

  /** Which machine is filed for, or was seen or inspected on, which site; each pair once. */
  const pairs = (siteIds: readonly string[]) =>
    q
      .select({ siteId: f.siteId, machineId: f.machineId })
      .from(f)
      .where(and(inArray(f.siteId, [...siteIds]), activity.stands(undefined)))
      .union(
        q
          .select({ siteId: e.siteId, machineId: e.machineId })
          .from(e)
          .where(inArray(e.siteId, [...siteIds])),
      )
      .union(
        q
          .select({ siteId: i.siteId, machineId: i.machineId })
          .from(i)
          .where(and(inArray(i.siteId, [...siteIds]), isNull(i.voidedAt))),
      )
      .as('pairs');

  return {
    /** Machines as they stand now. One that is known to several counties counts in each, and once in the whole. */
    machines: async (by: MachineGroup, range: MachineRange): Promise<MachineSum[]> => {
      const { scope, countyCode, organisationIds, siteIds = [] } = range;
      const of = { origin: m.origin, status: m.status, emissionStage: m.emissionStage, fuel: m.fuel };
      const where = and(
        reached(scope),
        countyCode === undefined ? undefined : inCounty(countyCode),
        organisationIds === undefined ? undefined : inArray(m.organisationId, [...organisationIds]),
      );
      if (by === 'site') {
        const on = pairs(siteIds);
        return q
          .select({ key: textOf(on.siteId), ...of, count })
          .from(on)
          .innerJoin(m, eq(m.id, on.machineId))
          .where(where)
          .groupBy(on.siteId, m.origin, m.status, m.emissionStage, m.fuel);
      }
      if (by === 'county') {
        const counties = and(
          scope.to === 'county' ? eq(c.countyCode, scope.countyCode) : undefined,
          countyCode === undefined ? undefined : eq(c.countyCode, countyCode),
        );
        return q
          .select({ key: textOf(c.countyCode), ...of, count })
          .from(m)
          .innerJoin(c, eq(c.machineId, m.id))
          .where(and(where, counties))
          .groupBy(c.countyCode, m.origin, m.status, m.emissionStage, m.fuel);
      }
      const key = by === 'category' ? m.category : keyOf(by, { county: c.countyCode, organisation: m.organisationId });
      return q
        .select({ key: textOf(key), ...of, count })
        .from(m)
        .where(where)
        .groupBy(key, m.origin, m.status, m.emissionStage, m.fuel);
    },

    /** Sites whose schedule touches a period. */
    sites: async (by: ReportGroup, range: MachineRange, period: Period): Promise<SiteSum[]> => {
      const bounds = instantsOf(period);
      const key = keyOf(by, { county: s.countyCode, organisation: s.organisationId });
      return q
        .select({
          key: textOf(key),
          sites: count,
          filed: ones(activity.filed(bounds.until)),
          seenUnfiled: ones(activity.seenUnfiled(bounds)),
        })
        .from(s)
        .where(
          and(
            within(range.scope, { county: s.countyCode, organisation: s.organisationId, shared: sharedSites(db) }),
            range.countyCode === undefined ? undefined : eq(s.countyCode, range.countyCode),
            range.organisationIds === undefined ? undefined : inArray(s.organisationId, [...range.organisationIds]),
            activity.running(period),
          ),
        )
        .groupBy(key);
    },

    /** Sightings by the entry that they tell of. */
    sightings: async (by: ReportGroup, range: MachineRange, period: Period): Promise<SightingSum[]> => {
      const { from, until } = instantsOf(period);
      const key = keyOf(by, { county: e.countyCode, organisation: e.organisationId });
      return q
        .select({ key: textOf(key), sightings: count, filed: ones(activity.entryFiled(until)) })
        .from(e)
        .where(
          and(
            within(range.scope, {
              county: e.countyCode,
              organisation: [e.organisationId, e.reporterOrganisationId],
            }),
            range.countyCode === undefined ? undefined : eq(e.countyCode, range.countyCode),
            range.organisationIds === undefined ? undefined : inArray(e.organisationId, [...range.organisationIds]),
            gte(e.enteredAt, from),
            lt(e.enteredAt, until),
          ),
        )
        .groupBy(key);
    },
  };
};
