import { and, asc, desc, eq, exists, gte, inArray, isNotNull, isNull, lt, lte, notExists, or } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { DAY_MS } from '../domain/time.ts';
import { moveAccess } from './access-moves.ts';
import { affected, type Db, placeholder, prepared, preparedInsert, preparedUpdate, type WriteDb } from './dialect.ts';
import { keyset, type PageRequest, restOf } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';
import { type TallyFilter, tallied } from './tallies.ts';
import { readVehicleReadings } from './vehicle-readings.ts';

export type PassageRow = Tables['passages']['$inferSelect'];

/** What judging decides about a stored reading. */
const JUDGEMENT = [
  'accessId',
  'visitId',
  'outcome',
  'basis',
  'hold',
  'policy',
  'lawAt',
  'facts',
  'outcomes',
  'judgedAt',
  'tally',
  'loadKg',
] as const satisfies readonly (keyof PassageRow)[];
export type PassageJudgement = Pick<PassageRow, (typeof JUDGEMENT)[number]>;

export type PassageFilter = {
  readonly from?: number;
  readonly until?: number;
  readonly enterpriseId?: string;
  readonly gateId?: string;
  readonly countyCode?: string;
  readonly outcome?: string;
  readonly direction?: string;
  readonly barrier?: string;
  readonly plate?: string;
  readonly plateColour?: string;
} & TallyFilter;

/** A parked truck is read every few seconds; what it carries is told a few times. */
const MOST_LOADS = 50;

export const readPassages = (db: Db) => {
  const { q, t } = db;
  const p = t.passages;
  const find = prepared(() =>
    q
      .select()
      .from(p)
      .where(eq(p.id, placeholder(p.id, 'id'))),
  );
  const event = prepared(() =>
    q
      .select({ passageId: t.eventKeys.passageId, contentHash: t.eventKeys.contentHash })
      .from(t.eventKeys)
      .where(eq(t.eventKeys.key, placeholder(t.eventKeys.key, 'key'))),
  );
  return {
    find: async (id: string): Promise<PassageRow | undefined> => (await find({ id }))[0],

    /** The readings of one visit, oldest first. */
    ofVisit: async (plate: string, visitId: string): Promise<PassageRow[]> =>
      q
        .select()
        .from(p)
        .where(and(eq(p.plate, plate), eq(p.visitId, visitId)))
        .orderBy(asc(p.passedAt), asc(p.id)),

    /** The event stored under a key, with the hash of its normalised message. */
    findEvent: async (key: Buffer) => (await event({ key }))[0],

    ...readVehicleReadings(db),

    /** Newest first by (passedAt, id), within a scope. */
    page: async (scope: Scope, f: PassageFilter, page: PageRequest): Promise<PassageRow[]> => {
      const { after: beyond, order, limit } = keyset(page, p.id, p.passedAt);
      const { from, until } = restOf(f, page);
      return q
        .select()
        .from(p)
        .where(
          and(
            within(scope, { county: p.countyCode, organisation: p.enterpriseId, gate: p.gateId }),
            from === undefined ? undefined : gte(p.passedAt, from),
            until === undefined ? undefined : lt(p.passedAt, until),
            f.enterpriseId ? eq(p.enterpriseId, f.enterpriseId) : undefined,
            f.gateId ? eq(p.gateId, f.gateId) : undefined,
            f.countyCode ? eq(p.countyCode, f.countyCode) : undefined,
            f.outcome ? eq(p.outcome, f.outcome) : undefined,
            f.direction ? eq(p.direction, f.direction) : undefined,
            f.barrier ? eq(p.barrier, f.barrier) : undefined,
            f.plate ? eq(p.plate, f.plate) : undefined,
            f.plateColour ? eq(p.plateColour, f.plateColour) : undefined,
            ...tallied(p, f),
            beyond,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    /**
     * Readings whose plate someone may have to look at, newest first: none or read with less than this confidence (10⁻⁴), or
     * not on the register, or with a correction in the trail. One of each access.
     */
    doubtfulPage: async (
      scope: Scope,
      f: Pick<PassageFilter, 'from' | 'until' | 'enterpriseId' | 'gateId' | 'countyCode'>,
      belowE4: number,
      request: PageRequest,
    ): Promise<PassageRow[]> => {
      const { after: beyond, order, limit } = keyset(request, p.id, p.passedAt);
      const { from, until } = restOf(f, request);
      const { plateBindings: bindings } = t;
      const registered = q.select({ id: bindings.id }).from(bindings).where(eq(bindings.plate, p.plate));
      const { plateCorrections: trail } = t;
      const proposed = q.select({ id: trail.id }).from(trail).where(eq(trail.passageId, p.id));
      return q
        .select()
        .from(p)
        .where(
          and(
            within(scope, { county: p.countyCode, organisation: p.enterpriseId }),
            from === undefined ? undefined : gte(p.passedAt, from),
            until === undefined ? undefined : lt(p.passedAt, until),
            f.enterpriseId ? eq(p.enterpriseId, f.enterpriseId) : undefined,
            f.gateId ? eq(p.gateId, f.gateId) : undefined,
            f.countyCode ? eq(p.countyCode, f.countyCode) : undefined,
            eq(p.accessId, p.id),
            or(eq(p.plate, ''), lt(p.confidenceE4, belowE4), notExists(registered), exists(proposed)),
            beyond,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    /** Visits to judge again, by their first reading: of a plate, an enterprise or counties, from an instant on, oldest first. */
    visitsFrom: async (
      of: { readonly plate: string } | { readonly enterpriseId: string } | { readonly counties: readonly string[] },
      range: { readonly from: number; readonly until: number; readonly after?: { at: number; id: string } },
      limit: number,
    ): Promise<Pick<PassageRow, 'id' | 'plate' | 'enterpriseId' | 'passedAt'>[]> => {
      const request: PageRequest = { limit, after: range.after, order: 'oldest' };
      const { after, order } = keyset(request, p.id, p.passedAt);
      const { from, until } = restOf(range, request);
      return q
        .select({ id: p.id, plate: p.plate, enterpriseId: p.enterpriseId, passedAt: p.passedAt })
        .from(p)
        .where(
          and(
            'plate' in of ? eq(p.plate, of.plate) : undefined,
            'enterpriseId' in of ? eq(p.enterpriseId, of.enterpriseId) : undefined,
            'counties' in of ? inArray(p.countyCode, [...of.counties]) : undefined,
            eq(p.visitId, p.id),
            gte(p.passedAt, from),
            lt(p.passedAt, until),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    /** The next passages of before there were tallies, oldest id first. */
    untallied: async (limit: number): Promise<PassageRow[]> =>
      q.select().from(p).where(isNull(p.tally)).orderBy(asc(p.id)).limit(limit),

    /** What the readings of an access told of its load, in their order, by its first reading. */
    cargoOfAccess: async ({ id, plate, enterpriseId, passedAt }: PassageRow): Promise<unknown[]> => {
      const rows = await q
        .select({ cargo: p.cargo })
        .from(p)
        .where(
          and(
            eq(p.plate, plate),
            eq(p.enterpriseId, enterpriseId),
            gte(p.passedAt, passedAt),
            lte(p.passedAt, passedAt + DAY_MS),
            eq(p.accessId, id),
            isNotNull(p.cargo),
          ),
        )
        .orderBy(asc(p.passedAt), asc(p.id))
        .limit(MOST_LOADS);
      return rows.map(({ cargo }) => cargo);
    },

    /** Decisions that later ones replaced, newest first. */
    history: async (passageId: string) =>
      q
        .select()
        .from(t.decisionHistory)
        .where(eq(t.decisionHistory.passageId, passageId))
        .orderBy(desc(t.decisionHistory.id)),
  };
};

export const writePassages = (db: WriteDb) => {
  const { q, t, moves } = db;
  const p = t.passages;
  const insert = preparedInsert(db, p);
  const insertEvent = preparedInsert(db, t.eventKeys, { unlessThere: true });
  const insertHistory = preparedInsert(db, t.decisionHistory);
  const setJudgement = preparedUpdate(db, p, p.id, JUDGEMENT);
  /** Changes what may be counted of a reading, which has to be given as it is stored. */
  const change = async (row: PassageRow, next: Partial<PassageRow>): Promise<void> => {
    await q.update(p).set(next).where(eq(p.id, row.id));
    moveAccess(moves, row, { ...row, ...next });
  };
  return {
    ...readPassages(db),

    insert: async (row: PassageRow): Promise<void> => {
      await insert(row);
      moveAccess(moves, undefined, row);
    },

    /** Notes an event where its key is new; false where it is not. */
    insertEvent: async (row: { key: Buffer; passageId: string; contentHash: Buffer }): Promise<boolean> =>
      affected(await insertEvent(row)) > 0,

    /** Gives a reading a new judgement; the one it replaces goes to the history where the decision itself changed. */
    rejudge: async (
      row: PassageRow,
      next: PassageJudgement,
      history: { id: string; cause: string; next: string } | undefined,
    ) => {
      if (history)
        await insertHistory({
          id: history.id,
          passageId: row.id,
          outcome: row.outcome,
          basis: row.basis,
          policy: row.policy,
          lawAt: row.lawAt,
          facts: row.facts,
          outcomes: row.outcomes,
          judgedAt: row.judgedAt,
          replacedAt: next.judgedAt,
          cause: history.cause,
          hold: row.hold,
          next: history.next,
        });
      await setJudgement(row.id, next);
      moveAccess(moves, row, { ...row, ...next });
    },

    setTally: async (row: PassageRow, tally: string, loadKg: number | null): Promise<void> => {
      await change(row, { tally, loadKg });
    },

    setCargo: async (id: string, cargo: unknown): Promise<void> => {
      await q.update(p).set({ cargo }).where(eq(p.id, id));
    },

    /** Puts another plate in place of the one read; the reading stands alone until it is judged again. */
    setPlate: async (row: PassageRow, plate: string, plateColour: string | null): Promise<void> => {
      await change(row, { plate, plateColour, accessId: row.id, visitId: row.id });
    },

    setBarrier: async (row: PassageRow, barrier: string, barrierReason: string | null): Promise<void> => {
      await change(row, { barrier, barrierReason });
    },
  };
};
