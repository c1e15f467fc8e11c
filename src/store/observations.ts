import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { Db } from './dialect.ts';
import { type Cursor, keyset, type PageRequest, restOf } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type ObservationRow = Tables['observations']['$inferSelect'];
export type ObservationFilter = {
  readonly kind?: string | undefined;
  readonly result?: string | undefined;
  readonly followUp?: string | undefined;
  readonly countyCode?: string | undefined;
  readonly vehicleId?: string | undefined;
  readonly matched?: boolean | undefined;
  readonly voided?: boolean | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  readonly plate?: string | undefined;
  readonly plateColour?: string | undefined;
  readonly vin?: string | undefined;
};

export const readObservations = ({ q, t: { observations: o } }: Db) => {
  const matching = (scope: Scope, f: ObservationFilter): SQL | undefined =>
    and(
      within(scope, { county: o.countyCode, organisation: o.organisationId }),
      f.kind === undefined ? undefined : eq(o.kind, f.kind),
      f.result === undefined ? undefined : eq(o.result, f.result),
      f.followUp === undefined ? undefined : eq(o.followUp, f.followUp),
      f.countyCode === undefined ? undefined : eq(o.countyCode, f.countyCode),
      f.vehicleId === undefined ? undefined : eq(o.vehicleId, f.vehicleId),
      f.matched === undefined ? undefined : f.matched ? isNotNull(o.vehicleId) : isNull(o.vehicleId),
      // Taken back ones are left out unless they are asked for.
      f.voided === true ? isNotNull(o.voidedAt) : isNull(o.voidedAt),
      f.plate === undefined ? undefined : eq(o.plate, f.plate),
      f.plateColour === undefined ? undefined : eq(o.plateColour, f.plateColour),
      f.vin === undefined ? undefined : eq(o.vin, f.vin),
      f.from === undefined ? undefined : gte(o.occurredAt, f.from),
      f.until === undefined ? undefined : lt(o.occurredAt, f.until),
    );
  return {
    find: async (id: string): Promise<ObservationRow | undefined> => (await q.select().from(o).where(eq(o.id, id)))[0],

    /** What a sender told under a source's own key. */
    findKey: async (sender: string, source: string, externalId: string): Promise<ObservationRow | undefined> =>
      (
        await q
          .select()
          .from(o)
          .where(and(eq(o.sender, sender), eq(o.source, source), eq(o.externalId, externalId)))
      )[0],

    /** Newest first by (occurredAt, id). */
    page: async (scope: Scope, filter: ObservationFilter, request: PageRequest): Promise<ObservationRow[]> => {
      const { after, order, limit } = keyset(request, o.id, o.occurredAt);
      return q
        .select()
        .from(o)
        .where(and(matching(scope, restOf(filter, request)), after))
        .orderBy(...order)
        .limit(limit);
    },

    /** The same in the order of time, the next `limit` after a cursor. */
    following: async (
      scope: Scope,
      filter: ObservationFilter,
      after: Required<Cursor> | undefined,
      limit: number,
    ): Promise<ObservationRow[]> => {
      const request: PageRequest = { limit, after, order: 'oldest' };
      const { after: beyond, order } = keyset(request, o.id, o.occurredAt);
      return q
        .select()
        .from(o)
        .where(and(matching(scope, restOf(filter, request)), beyond))
        .orderBy(...order)
        .limit(limit);
    },

    /** Those of a plate text, or of any of these VINs, the next `limit` after an id. */
    about: async (
      what: { readonly plate: string } | { readonly vins: readonly string[] },
      after: string | undefined,
      limit: number,
    ): Promise<ObservationRow[]> =>
      q
        .select()
        .from(o)
        .where(
          and(
            'plate' in what ? eq(o.plate, what.plate) : inArray(o.vin, [...what.vins]),
            after === undefined ? undefined : gt(o.id, after),
          ),
        )
        .orderBy(asc(o.id))
        .limit(limit),

    /** Whether there is any at all. */
    any: async (): Promise<boolean> => (await q.select({ id: o.id }).from(o).limit(1)).length > 0,

    /** The newest of a kind of a vehicle that is not taken back. */
    latest: async (vehicleId: string, kind: string): Promise<ObservationRow | undefined> =>
      (
        await q
          .select()
          .from(o)
          .where(and(eq(o.vehicleId, vehicleId), eq(o.kind, kind), isNull(o.voidedAt)))
          .orderBy(sql`${o.occurredAt} desc`, sql`${o.id} desc`)
          .limit(1)
      )[0],
  };
};

export const writeObservations = (db: Db) => {
  const { observations: o } = db.t;
  return {
    ...readObservations(db),

    /** Refused as `unique` (`observations_key`) where the sender told of it under that source and key. */
    insert: async (row: ObservationRow): Promise<void> => {
      await db.q.insert(o).values(row);
    },

    update: async (
      id: string,
      change: Partial<Omit<ObservationRow, 'id' | 'kind' | 'sender' | 'source' | 'externalId' | 'details'>>,
    ): Promise<void> => {
      await db.q.update(o).set(change).where(eq(o.id, id));
    },
  };
};
