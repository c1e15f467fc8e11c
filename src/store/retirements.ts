import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  max,
  min,
  not,
  notInArray,
  or,
  type SQL,
} from 'drizzle-orm';
import { VOID_STATUSES } from '../domain/enforcement/violation.ts';
import { coloursLike } from '../domain/gates/colour.ts';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import { within } from './scope.ts';
import type { VehicleRow } from './vehicles.ts';

export type RetirementListFilter = {
  /** `listed`, `retired`. */
  readonly places: readonly string[];
  readonly countyCode?: string | undefined;
  /** Of those retired: whether a verified proof counts them. */
  readonly proven?: boolean | undefined;
};

export type SightingFilter = {
  readonly from?: number | undefined;
  /** Exclusive. */
  readonly until?: number | undefined;
  readonly countyCode?: string | undefined;
  readonly enterpriseId?: string | undefined;
};

/** Null is the county of vehicles of which the register does not tell it. */
export type CountyCount = { readonly countyCode: string | null; readonly vehicles: number };

/** How often a vehicle overdue for retirement was met at an enterprise, and when. */
export type SightingRow = {
  readonly vehicleId: string;
  readonly enterpriseId: string | null;
  readonly countyCode: string | null;
  readonly sightings: number;
  readonly firstAt: number;
  readonly lastAt: number;
};

/** How often a plate passed at an enterprise, and when. */
export type PassedRow = {
  readonly enterpriseId: string;
  readonly countyCode: string;
  readonly sightings: number;
  readonly firstAt: number;
  readonly lastAt: number;
};

export const readRetirements = ({ q, t }: Db) => {
  const { vehicles: v, retirementProofs: p, violations: f, passages } = t;
  const proven: SQL = exists(
    q
      .select({ id: p.id })
      .from(p)
      .where(and(eq(p.standsFor, v.id), eq(p.status, 'verified'))),
  );
  const listed = (scope: Scope, { places, countyCode, proven: wanted }: RetirementListFilter): SQL | undefined =>
    and(
      within(scope, { county: v.retirementCounty }),
      inArray(v.retirement, [...places]),
      countyCode === undefined ? undefined : eq(v.retirementCounty, countyCode),
      wanted === undefined ? undefined : wanted ? proven : not(proven),
    );
  const seen = (scope: Scope, filter: SightingFilter): SQL | undefined =>
    and(
      eq(f.kind, 'china_iii_access'),
      notInArray(f.status, [...VOID_STATUSES]),
      within(scope, { county: f.countyCode }),
      filter.countyCode === undefined ? undefined : eq(f.countyCode, filter.countyCode),
      filter.enterpriseId === undefined ? undefined : eq(f.enterpriseId, filter.enterpriseId),
      filter.from === undefined ? undefined : gte(f.occurredAt, filter.from),
      filter.until === undefined ? undefined : lt(f.occurredAt, filter.until),
    );
  return {
    /** Vehicles on or off the retirement list, newest first by id. */
    page: async (scope: Scope, filter: RetirementListFilter, request: PageRequest): Promise<VehicleRow[]> => {
      if (filter.places.length === 0) return [];
      const { after, order, limit } = keyset(request, v.id);
      return q
        .select()
        .from(v)
        .where(and(listed(scope, filter), after))
        .orderBy(...order)
        .limit(limit);
    },

    /** How many vehicles of the list fit, by county. */
    counts: async (scope: Scope, filter: RetirementListFilter): Promise<CountyCount[]> => {
      const rows = await q
        .select({ countyCode: v.retirementCounty, vehicles: count() })
        .from(v)
        .where(listed(scope, filter))
        .groupBy(v.retirementCounty);
      return rows.map((row) => ({ ...row, vehicles: Number(row.vehicles) }));
    },

    /** How many vehicles that were on the list are proven to have been retired on each day of a period, both ends included. */
    retiredOn: async (scope: Scope, from: string, to: string): Promise<(CountyCount & { readonly day: string })[]> => {
      const rows = await q
        .select({ countyCode: v.retirementCounty, day: p.retiredOn, vehicles: count() })
        .from(p)
        .innerJoin(v, eq(v.id, p.standsFor))
        .where(
          and(
            within(scope, { county: v.retirementCounty }),
            eq(v.retirement, 'retired'),
            eq(p.status, 'verified'),
            gte(p.retiredOn, from),
            lte(p.retiredOn, to),
          ),
        )
        .groupBy(v.retirementCounty, p.retiredOn);
      return rows.map((row) => ({ ...row, vehicles: Number(row.vehicles) }));
    },

    /** Verified vehicles of these stages and a status that are on no list, oldest first by id. */
    offList: async (
      stages: readonly string[],
      status: string,
      after: string | undefined,
      limit: number,
    ): Promise<VehicleRow[]> =>
      q
        .select()
        .from(v)
        .where(
          and(
            isNull(v.retirement),
            eq(v.verified, true),
            inArray(v.emissionStage, [...stages]),
            eq(v.status, status),
            after === undefined ? undefined : gt(v.id, after),
          ),
        )
        .orderBy(asc(v.id))
        .limit(limit),

    /** Accesses of a plate and colour in a period (ms, `until` exclusive), by enterprise; readings without colour count. */
    passed: async (plate: string, colour: string, from: number, until: number): Promise<PassedRow[]> => {
      const colours = [...coloursLike(colour), 'other'];
      const rows = await q
        .select({
          enterpriseId: passages.enterpriseId,
          countyCode: passages.countyCode,
          sightings: count(),
          firstAt: min(passages.passedAt),
          lastAt: max(passages.passedAt),
        })
        .from(passages)
        .where(
          and(
            eq(passages.plate, plate),
            gte(passages.passedAt, from),
            lt(passages.passedAt, until),
            eq(passages.id, passages.accessId),
            or(isNull(passages.plateColour), inArray(passages.plateColour, colours)),
          ),
        )
        .groupBy(passages.enterpriseId, passages.countyCode);
      return rows.map((row) => ({
        ...row,
        sightings: Number(row.sightings),
        firstAt: row.firstAt ?? 0,
        lastAt: row.lastAt ?? 0,
      }));
    },

    /** Vehicles met at a gate while overdue, newest first by id. */
    sightedPage: async (
      scope: Scope,
      filter: SightingFilter,
      { limit, after }: PageRequest,
    ): Promise<{ readonly vehicleId: string }[]> => {
      const rows = await q
        .select({ vehicleId: f.vehicleId })
        .from(f)
        .where(and(seen(scope, filter), isNotNull(f.vehicleId), after && lt(f.vehicleId, after.id)))
        .groupBy(f.vehicleId)
        .orderBy(desc(f.vehicleId))
        .limit(limit);
      return rows.map(({ vehicleId }) => ({ vehicleId: vehicleId ?? '' }));
    },

    vehiclesOf: async (ids: readonly string[]): Promise<VehicleRow[]> =>
      ids.length === 0
        ? []
        : q
            .select()
            .from(v)
            .where(inArray(v.id, [...ids])),

    /** Where and how often these were met. */
    sightingsOf: async (
      scope: Scope,
      filter: SightingFilter,
      vehicleIds: readonly string[],
    ): Promise<SightingRow[]> => {
      if (vehicleIds.length === 0) return [];
      const rows = await q
        .select({
          vehicleId: f.vehicleId,
          enterpriseId: f.enterpriseId,
          countyCode: f.countyCode,
          sightings: count(),
          firstAt: min(f.occurredAt),
          lastAt: max(f.occurredAt),
        })
        .from(f)
        .where(and(seen(scope, filter), inArray(f.vehicleId, [...vehicleIds])))
        .groupBy(f.vehicleId, f.enterpriseId, f.countyCode);
      return rows.map((row) => ({
        ...row,
        vehicleId: row.vehicleId ?? '',
        sightings: Number(row.sightings),
        firstAt: row.firstAt ?? 0,
        lastAt: row.lastAt ?? 0,
      }));
    },
  };
};
