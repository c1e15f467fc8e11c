import {
  and,
  asc,
  type Column,
  count,
  desc,
  eq,
  gte,
  inArray,
  isNull,
  lt,
  notInArray,
  or,
  type SQL,
  sql,
  sum,
} from 'drizzle-orm';
import { VOID_STATUSES } from '../domain/enforcement/violation.ts';
import { coloursLike, tellingColour } from '../domain/gates/colour.ts';
import type { Scope } from '../domain/identity/permissions.ts';
import { type Db, legalDay } from './dialect.ts';
import { violationColumns } from './explanations.ts';
import { keyset, type PageRequest, restOf } from './page.ts';
import type { PassageRow } from './passages.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';
import type { UreaRefillRow } from './urea-refills.ts';
import type { ViolationRow } from './violations.ts';

/** A plate that a vehicle carried from one instant to before another (null: open), and whether no other vehicle had that text then. */
export type Carried = {
  readonly plate: string;
  /** Null: whatever colour was read. */
  readonly plateColour: string | null;
  readonly from: number | null;
  readonly until: number | null;
  readonly alone: boolean;
};

/** How many there are of something in a calendar year (Asia/Shanghai). */
export type YearCount = { readonly year: string; readonly count: number };
/** The same of refills, with their volume in ml. */
export type YearVolume = YearCount & { readonly millilitres: number };

/** Whose violations: a vehicle on record, or a plate (null colour: any). */
export type ViolationsOf =
  | { readonly vehicleId: string }
  | { readonly plate: string; readonly plateColour: string | null };

/** What one vehicle's file is made of; each is asked for along the vehicle's own index, newest first. */
export const readTimelines = (db: Db) => {
  const { q, t, engine } = db;
  const whole = violationColumns(db);
  const { passages: p, ureaRefills: r, violations: v, observations: o, plateBindings: b } = t;
  const carriedBy = (
    columns: { readonly plate: Column; readonly plateColour: Column; readonly at: Column },
    { plate, plateColour, from, until, alone }: Carried,
  ): SQL | undefined =>
    and(
      eq(columns.plate, plate),
      from === null ? undefined : gte(columns.at, from),
      until === null ? undefined : lt(columns.at, until),
      plateColour === null || tellingColour(plateColour) === undefined
        ? undefined
        : or(
            inArray(columns.plateColour, [...coloursLike(plateColour)]),
            // What was read without a colour is the vehicle's where no other one carried the text.
            alone ? or(isNull(columns.plateColour), eq(columns.plateColour, 'other')) : undefined,
          ),
    );
  const ofPassage = { plate: p.plate, plateColour: p.plateColour, at: p.passedAt };
  const ofRefill = { plate: r.plate, plateColour: r.plateColour, at: r.refilledAt };
  const yearOf = (column: Column): SQL<string> => sql<string>`substr(cast(${legalDay(engine, column)} as text), 1, 4)`;
  const violated = (of: ViolationsOf): SQL | undefined =>
    and(
      'vehicleId' in of
        ? eq(v.vehicleId, of.vehicleId)
        : and(eq(v.plate, of.plate), of.plateColour === null ? undefined : eq(v.plateColour, of.plateColour)),
      notInArray(v.status, [...VOID_STATUSES]),
    );
  const passagesIn = (scope: Scope, carried: Carried): SQL | undefined =>
    and(within(scope, { county: p.countyCode, organisation: p.enterpriseId }), carriedBy(ofPassage, carried));
  const refillsIn = (scope: Scope, carried: Carried): SQL | undefined =>
    and(
      within(scope, { county: r.countyCode, organisation: r.enterpriseId }),
      carriedBy(ofRefill, carried),
      eq(r.status, 'standing'),
    );
  return {
    /** Readings under a plate that it carried. */
    passages: async (scope: Scope, carried: Carried, request: PageRequest): Promise<PassageRow[]> => {
      const { after, order, limit } = keyset(request, p.id, p.passedAt);
      return q
        .select()
        .from(p)
        .where(and(passagesIn(scope, restOf(carried, request)), after))
        .orderBy(...order)
        .limit(limit);
    },

    /** Refills that stand. */
    refills: async (scope: Scope, carried: Carried, request: PageRequest): Promise<UreaRefillRow[]> => {
      const { after, order, limit } = keyset(request, r.id, r.refilledAt);
      return q
        .select()
        .from(r)
        .where(and(refillsIn(scope, restOf(carried, request)), after))
        .orderBy(...order)
        .limit(limit);
    },

    /** Flags of either effect that count for something. */
    violations: async (scope: Scope, of: ViolationsOf, request: PageRequest): Promise<ViolationRow[]> => {
      const { after, order, limit } = keyset(request, v.id, v.occurredAt);
      return q
        .select(whole)
        .from(v)
        .where(and(within(scope, { county: v.countyCode, organisation: v.organisationId }), violated(of), after))
        .orderBy(...order)
        .limit(limit);
    },

    passagesByYear: async (scope: Scope, carried: Carried): Promise<YearCount[]> =>
      q
        .select({ year: yearOf(p.passedAt), count: count() })
        .from(p)
        .where(passagesIn(scope, carried))
        .groupBy(yearOf(p.passedAt)),

    refillsByYear: async (scope: Scope, carried: Carried): Promise<YearVolume[]> =>
      q
        .select({ year: yearOf(r.refilledAt), count: count(), millilitres: sum(r.millilitres).mapWith(Number) })
        .from(r)
        .where(refillsIn(scope, carried))
        .groupBy(yearOf(r.refilledAt)),

    violationsByYear: async (scope: Scope, of: ViolationsOf): Promise<YearCount[]> =>
      q
        .select({ year: yearOf(v.occurredAt), count: count() })
        .from(v)
        .where(and(within(scope, { county: v.countyCode, organisation: v.organisationId }), violated(of)))
        .groupBy(yearOf(v.occurredAt)),

    /** By kind as well: inspections and alarms are different things. */
    observationsByYear: async (scope: Scope, vehicleId: string): Promise<(YearCount & { readonly kind: string })[]> =>
      q
        .select({ year: yearOf(o.occurredAt), kind: o.kind, count: count() })
        .from(o)
        .where(
          and(
            within(scope, { county: o.countyCode, organisation: o.organisationId }),
            eq(o.vehicleId, vehicleId),
            isNull(o.voidedAt),
          ),
        )
        .groupBy(yearOf(o.occurredAt), o.kind),

    /** The newest flags of a vehicle that are not settled. */
    openFlags: async (scope: Scope, vehicleId: string, limit: number): Promise<ViolationRow[]> =>
      q
        .select(whole)
        .from(v)
        .where(
          and(
            within(scope, { county: v.countyCode, organisation: v.organisationId }),
            eq(v.vehicleId, vehicleId),
            notInArray(v.status, [...VOID_STATUSES, 'rectified']),
          ),
        )
        .orderBy(desc(v.occurredAt), desc(v.id))
        .limit(limit),

    openFollowUps: async (scope: Scope, vehicleId: string): Promise<number> => {
      const rows = await q
        .select({ count: count() })
        .from(o)
        .where(
          and(
            within(scope, { county: o.countyCode, organisation: o.organisationId }),
            eq(o.vehicleId, vehicleId),
            eq(o.followUp, 'open'),
            isNull(o.voidedAt),
          ),
        );
      return rows[0]?.count ?? 0;
    },

    /** Everyone who carried any of these plate texts, of any colour. */
    bindingsUnder: async (plates: readonly string[]): Promise<Tables['plateBindings']['$inferSelect'][]> =>
      plates.length === 0
        ? []
        : q
            .select()
            .from(b)
            .where(inArray(b.plate, [...plates]))
            .orderBy(asc(b.id)),
  };
};
