import {
  aliasedTable,
  and,
  asc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import type { VisitState } from '../domain/gates/stay.ts';
import type { Scope } from '../domain/identity/permissions.ts';
import { arrival, type Db } from './dialect.ts';
import { keyset, type PageRequest, restOf } from './page.ts';
import type { PassageRow } from './passages.ts';
import { within } from './scope.ts';

/** A visit by its first reading, with the first reading of its exit and when the same vehicle's next visit began. */
export type VisitRow = { readonly first: PassageRow; readonly exitId: string | null; readonly nextAt: number | null };

export type VisitFilter = {
  readonly from?: number;
  readonly until?: number;
  readonly enterpriseId?: string;
  readonly gateId?: string;
  readonly countyCode?: string;
};

/** As of which instant visits are asked for: what was read later is not known; who came in before `overstayedBefore` stays too long. */
export type VisitMoment = { readonly at: number; readonly overstayedBefore: number; readonly state?: VisitState };

/** Visits (进出厂) are no rows of their own: each is the passages that name its first one. */
export const readVisits = ({ q, t, engine }: Db) => {
  const p = t.passages;
  const e = aliasedTable(p, 'leaving');
  const n = aliasedTable(p, 'following');
  const ofVehicle = (other: typeof p, at: number) =>
    and(
      eq(other.plate, p.plate),
      eq(other.enterpriseId, p.enterpriseId),
      gte(other.passedAt, p.passedAt),
      lte(other.passedAt, at),
    );
  /** What carries no plate is no vehicle of which there could be another reading. */
  const readable = (query: SQLWrapper): SQL => sql`case when ${p.plate} = '' then null else (${query}) end`;
  /** Each is looked for along the plate's own index and found after a few rows where there is one. */
  const exitOf = (at: number): SQL =>
    readable(
      q
        .select({ id: e.id })
        .from(e)
        .where(and(ofVehicle(e, at), eq(e.visitId, p.id), eq(e.direction, 'out')))
        .orderBy(asc(e.passedAt), asc(arrival(engine, e.id)))
        .limit(1),
    );
  const nextOf = (at: number): SQL =>
    readable(
      q
        .select({ at: n.passedAt })
        .from(n)
        .where(
          and(
            ofVehicle(n, at),
            eq(n.visitId, n.id),
            ne(n.id, p.id),
            or(isNull(n.barrier), ne(n.barrier, 'refused')),
            sameColour(p, n),
          ),
        )
        .orderBy(asc(n.passedAt))
        .limit(1),
    );
  const accessed = or(isNull(p.barrier), ne(p.barrier, 'refused'));

  const inState = ({ at, overstayedBefore, state }: VisitMoment): SQL | undefined => {
    const leftBehind = and(eq(p.direction, 'in'), accessed, isNull(exitOf(at)));
    const stays = and(leftBehind, ne(p.plate, ''), isNull(nextOf(at)));
    switch (state) {
      case undefined:
        return undefined;
      case 'refused':
        return eq(p.barrier, 'refused');
      case 'exit_only':
        return and(eq(p.direction, 'out'), accessed);
      case 'closed':
        return and(eq(p.direction, 'in'), accessed, isNotNull(exitOf(at)));
      case 'entry_only':
        return and(leftBehind, or(eq(p.plate, ''), isNotNull(nextOf(at))));
      case 'inside':
        return and(gte(p.passedAt, overstayedBefore), stays);
      case 'overstayed':
        return and(lt(p.passedAt, overstayedBefore), stays);
    }
  };
  const columns = (at: number) => ({
    first: p,
    exitId: sql<string | null>`${exitOf(at)}`.mapWith(p.id),
    nextAt: sql<number | null>`${nextOf(at)}`.mapWith(p.passedAt),
  });

  return {
    /** Newest first by (first reading, id), as they stood at an instant; turned-away trucks only where that state is asked for. */
    page: async (scope: Scope, f: VisitFilter, moment: VisitMoment, request: PageRequest): Promise<VisitRow[]> => {
      const { after, order, limit } = keyset(request, p.id, p.passedAt);
      const { from, until } = restOf({ ...f, until: Math.min(f.until ?? moment.at + 1, moment.at + 1) }, request);
      return q
        .select(columns(moment.at))
        .from(p)
        .where(
          and(
            within(scope, { county: p.countyCode, organisation: p.enterpriseId }),
            eq(p.visitId, p.id),
            moment.state === 'refused' ? undefined : accessed,
            from === undefined ? undefined : gte(p.passedAt, from),
            lt(p.passedAt, until),
            f.enterpriseId ? eq(p.enterpriseId, f.enterpriseId) : undefined,
            f.gateId ? eq(p.gateId, f.gateId) : undefined,
            f.countyCode ? eq(p.countyCode, f.countyCode) : undefined,
            inState(moment),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    /** Vehicles inside an enterprise at an instant, who came in last first; those that came in before `since` are left out. */
    inside: async (
      enterpriseId: string,
      { at, since }: { readonly at: number; readonly since: number },
      request: PageRequest,
    ): Promise<VisitRow[]> => {
      const { after, order, limit } = keyset(request, p.id, p.passedAt);
      const { from, until } = restOf({ from: since, until: at + 1 }, request);
      return q
        .select(columns(at))
        .from(p)
        .where(
          and(
            eq(p.enterpriseId, enterpriseId),
            eq(p.visitId, p.id),
            gte(p.passedAt, from),
            lt(p.passedAt, until),
            inState({ at, overstayedBefore: since, state: 'inside' }),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    find: async (id: string, at: number): Promise<VisitRow | undefined> =>
      (
        await q
          .select(columns(at))
          .from(p)
          .where(and(eq(p.id, id), eq(p.visitId, p.id)))
      )[0],

    /** Readings of these visits in their order: all of them, or only those with which a load was told; `limit` at the most. */
    readingsOf: async (
      visits: readonly PassageRow[],
      which: 'all' | 'loaded',
      limit: number,
    ): Promise<PassageRow[]> => {
      if (visits.length === 0) return [];
      const ids = visits.map(({ id }) => id);
      const plates = [...new Set(visits.map(({ plate }) => plate))];
      const enterprises = [...new Set(visits.map(({ enterpriseId }) => enterpriseId))];
      return q
        .select()
        .from(p)
        .where(
          and(
            inArray(p.plate, plates),
            inArray(p.enterpriseId, enterprises),
            inArray(p.visitId, ids),
            gte(p.passedAt, Math.min(...visits.map(({ passedAt }) => passedAt))),
            which === 'loaded' ? isNotNull(p.cargo) : undefined,
          ),
        )
        .orderBy(asc(p.passedAt), asc(p.id))
        .limit(limit);
    },

    /** The readings of these ids. */
    readings: async (ids: readonly string[]): Promise<PassageRow[]> =>
      ids.length === 0
        ? []
        : q
            .select()
            .from(p)
            .where(inArray(p.id, [...ids])),

    /** What the gates of an enterprise read from one instant to another, both included, in order. */
    around: async (
      enterpriseId: string,
      from: number,
      until: number,
      gateIds: readonly string[],
      limit: number,
    ): Promise<PassageRow[]> =>
      q
        .select()
        .from(p)
        .where(
          and(
            eq(p.enterpriseId, enterpriseId),
            gte(p.passedAt, from),
            lte(p.passedAt, until),
            inArray(p.gateId, [...gateIds]),
          ),
        )
        .orderBy(asc(p.passedAt), asc(p.id))
        .limit(limit),

    /** Readings of a plate at an enterprise that the barrier refused, from one instant to another, both included. */
    refusals: async (plate: string, enterpriseId: string, from: number, until: number): Promise<PassageRow[]> =>
      q
        .select()
        .from(p)
        .where(
          and(
            eq(p.plate, plate),
            eq(p.enterpriseId, enterpriseId),
            gte(p.passedAt, from),
            lte(p.passedAt, until),
            eq(p.barrier, 'refused'),
          ),
        )
        .orderBy(asc(p.passedAt), asc(p.id))
        .limit(200),
  };
};

/** Plate and colour make the vehicle; none and `other` go with any, and both greens are one (`domain/gates/colour.ts`). */
function sameColour(a: Db['t']['passages'], b: Db['t']['passages']): SQL | undefined {
  const green = ['green', 'yellow_green'];
  return or(
    isNull(a.plateColour),
    isNull(b.plateColour),
    eq(a.plateColour, 'other'),
    eq(b.plateColour, 'other'),
    eq(a.plateColour, b.plateColour),
    and(inArray(a.plateColour, green), inArray(b.plateColour, green)),
  );
}
