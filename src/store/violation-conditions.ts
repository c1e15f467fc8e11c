import { eq, notInArray, type SQL } from 'drizzle-orm';
import { VOID_STATUSES } from '../domain/enforcement/violation.ts';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

/** What a list of violations may be narrowed to; absent members narrow nothing. */
export type ViolationFilter = {
  readonly kind?: string;
  readonly effect?: 'breach' | 'review';
  readonly rule?: string;
  readonly clause?: string;
  readonly countyCode?: string;
  readonly enterpriseId?: string;
  readonly organisationId?: string;
  readonly machineId?: string;
  readonly siteId?: string;
  readonly sellerName?: string;
  readonly vehicleId?: string;
  readonly plate?: string;
  readonly plateColour?: string;
  readonly status?: string;
  readonly from?: number;
  readonly until?: number;
};

/** The conditions by which violations, and their rows of each rule broken, are narrowed. */
export function violationConditions({ violations: v, violationRules: r }: Tables) {
  const matching = (scope: Scope, f: ViolationFilter): (SQL | undefined)[] => [
    within(scope, { county: v.countyCode, organisation: v.organisationId }),
    f.kind ? eq(v.kind, f.kind) : undefined,
    f.effect ? eq(v.effect, f.effect) : undefined,
    f.countyCode ? eq(v.countyCode, f.countyCode) : undefined,
    f.enterpriseId ? eq(v.enterpriseId, f.enterpriseId) : undefined,
    f.organisationId ? eq(v.organisationId, f.organisationId) : undefined,
    f.machineId ? eq(v.machineId, f.machineId) : undefined,
    f.siteId ? eq(v.siteId, f.siteId) : undefined,
    f.sellerName ? eq(v.sellerName, f.sellerName) : undefined,
    f.vehicleId ? eq(v.vehicleId, f.vehicleId) : undefined,
    f.plate ? eq(v.plate, f.plate) : undefined,
    f.plateColour ? eq(v.plateColour, f.plateColour) : undefined,
    f.status ? eq(v.status, f.status) : notInArray(v.status, [...VOID_STATUSES]),
  ];
  const byRule = (f: ViolationFilter): (SQL | undefined)[] => [
    f.rule ? eq(r.rule, f.rule) : undefined,
    f.clause ? eq(r.clause, f.clause) : undefined,
    f.countyCode ? eq(r.countyCode, f.countyCode) : undefined,
  ];
  return { matching, byRule };
}
