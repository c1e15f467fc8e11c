import { and, asc, desc, eq, exists, gte, inArray, isNotNull, lt, ne, notExists, or, type SQL, sql } from 'drizzle-orm';
import type { AssertedVehicle } from '../domain/gates/passage.ts';
import type { Scope } from '../domain/identity/permissions.ts';
import { type Db, distinctList } from './dialect.ts';
import type { PageRequest } from './page.ts';
import { within } from './scope.ts';
import type { VehicleRow } from './vehicles.ts';

/** A plate on which passages hang, because the vehicle that carries it is not verified or not on the register. */
export type WaitingPlate = {
  readonly plate: string;
  readonly passages: number;
  readonly enterprises: number;
  readonly lastAt: number;
  /** Comma-separated. */
  readonly colours: string;
};

export type WaitingFilter = { readonly since: number; readonly enterpriseId?: string };

/** What officers still have to verify: vehicles that were declared and not turned down, and plates on no register. */
export const readVerification = ({ q, t, engine }: Db) => {
  const { passages: p, vehicles: v, plateBindings: b, vehicleChanges: c, vehicleDeclarants: d, organisations: o } = t;
  const lastWord = sql`(${q
    .select({ source: c.source })
    .from(c)
    .where(eq(c.vehicleId, v.id))
    .orderBy(desc(c.id))
    .limit(1)})`;
  const pending = and(eq(v.verified, false), sql`${lastWord} <> 'refusal'`);
  const passed = (scope: Scope, { since, enterpriseId }: WaitingFilter) =>
    and(
      within(scope, { county: p.countyCode, organisation: p.enterpriseId }),
      gte(p.passedAt, since),
      ne(p.basis, 'verified'),
      enterpriseId ? eq(p.enterpriseId, enterpriseId) : undefined,
    );
  const pendingHere = q
    .select({ id: v.id })
    .from(b)
    .innerJoin(v, eq(v.id, b.vehicleId))
    .where(and(eq(b.plate, p.plate), eq(b.closed, ''), pending));
  const bound = q.select({ id: b.id }).from(b).where(eq(b.plate, p.plate));
  /** Declared by an enterprise whose account the scope's county keeps. */
  const declaredIn = (scope: Scope, enterpriseId: string | undefined): SQL | undefined =>
    scope.to === 'all' && !enterpriseId
      ? undefined
      : exists(
          q
            .select({ id: d.vehicleId })
            .from(d)
            .innerJoin(o, eq(o.id, d.organisationId))
            .where(
              and(
                eq(d.vehicleId, v.id),
                within(scope, { county: o.countyCode }),
                enterpriseId ? eq(o.id, enterpriseId) : undefined,
              ),
            ),
        );
  return {
    /** Plates with passages since an instant that no verified vehicle answers for, those with most first. */
    waitingPlates: async (
      scope: Scope,
      filter: WaitingFilter,
      limit: number,
      after?: { readonly passages: number; readonly plate: string },
    ): Promise<WaitingPlate[]> => {
      const number = sql<number>`count(*)`.mapWith(Number);
      return q
        .select({
          plate: p.plate,
          passages: number,
          enterprises: sql<number>`count(distinct ${p.enterpriseId})`.mapWith(Number),
          lastAt: sql<number>`max(${p.passedAt})`.mapWith(p.passedAt),
          colours: distinctList(engine, p.plateColour),
        })
        .from(p)
        .where(
          and(
            passed(scope, filter),
            ne(p.plate, ''),
            or(exists(pendingHere), and(eq(p.outcome, 'unverified'), notExists(bound))),
          ),
        )
        .groupBy(p.plate)
        .having(
          after &&
            sql`(${number} < ${after.passages} or (${number} = ${after.passages} and ${p.plate} > ${sql.param(after.plate, p.plate)}))`,
        )
        .orderBy(desc(number), asc(p.plate))
        .limit(limit);
    },

    /** Pending vehicles of which no passage hangs, newest first by id. */
    idleVehicles: async (scope: Scope, filter: WaitingFilter, { limit, after }: PageRequest): Promise<VehicleRow[]> =>
      q
        .select()
        .from(v)
        .where(
          and(
            pending,
            declaredIn(scope, filter.enterpriseId),
            notExists(
              q
                .select({ id: p.id })
                .from(b)
                .innerJoin(p, eq(p.plate, b.plate))
                .where(and(eq(b.vehicleId, v.id), eq(b.closed, ''), passed(scope, filter))),
            ),
            after && lt(v.id, after.id),
          ),
        )
        .orderBy(desc(v.id))
        .limit(limit),

    /** The pending vehicles that carry these plates. */
    pendingUnder: async (plates: readonly string[]): Promise<VehicleRow[]> => {
      if (plates.length === 0) return [];
      const rows = await q
        .select({ vehicle: v })
        .from(b)
        .innerJoin(v, eq(v.id, b.vehicleId))
        .where(and(inArray(b.plate, [...plates]), eq(b.closed, ''), pending))
        .orderBy(asc(v.id));
      return rows.map(({ vehicle }) => vehicle);
    },

    /** What gates asserted of a plate since an instant, the latest `limit` of it. */
    assertedOf: async (plate: string, since: number, limit: number): Promise<AssertedVehicle[]> => {
      const rows = await q
        .select({ asserted: p.asserted })
        .from(p)
        .where(and(eq(p.plate, plate), gte(p.passedAt, since), isNotNull(p.asserted)))
        .orderBy(desc(p.passedAt), desc(p.id))
        .limit(limit);
      return rows.map(({ asserted }) => asserted as AssertedVehicle);
    },
  };
};
