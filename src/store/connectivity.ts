import { and, eq, gte, inArray, isNull, lt, lte, sql } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { type Db, lagMs, legalDay } from './dialect.ts';
import { within } from './scope.ts';

/** How the passages of a period arrived, of one gate and device (null: the gate's own computer). */
export type Arrivals = {
  readonly gateId: string;
  readonly deviceId: string | null;
  readonly received: number;
  readonly late: number;
  /** The most by which the sender's clock was ahead of the arrival, ms; negative where it never was. */
  readonly aheadMs: number;
};

/** Gates, arrivals or declared counts, by enterprise or by county. */
export type Grouped = 'enterprise' | 'county';
export type GateStates = {
  readonly key: string;
  readonly gates: number;
  readonly heard: number;
  readonly never: number;
};
export type ArrivalSum = { readonly key: string; readonly received: number; readonly late: number };
export type DeclaredSum = {
  readonly key: string;
  readonly days: number;
  readonly declared: number;
  /** At no gate and day more than declared. */
  readonly received: number;
};

export type ConnectivityRange = {
  readonly scope: Scope;
  /** Narrowed to these where given. */
  readonly enterpriseIds?: readonly string[];
  readonly countyCode?: string | undefined;
};

/** Reads over many passages: for `store.bulk`, but for the counts of one enterprise and day. */
export const readConnectivity = ({ q, t, engine }: Db) => {
  const { passages: p, gates: g, gateCounts: c, devices: d } = t;
  const count = sql<number>`count(*)`.mapWith(Number);
  const passed = (from: number, until: number) => [gte(p.passedAt, from), lt(p.passedAt, until)];
  const isLate = (lateMs: number) =>
    sql<number>`coalesce(sum(case when ${lagMs(engine, p.receivedAt, p.passedAt)} > ${lateMs} then 1 else 0 end), 0)`.mapWith(
      Number,
    );
  const narrowed = ({ scope, enterpriseIds, countyCode }: ConnectivityRange, table: typeof p | typeof g | typeof c) => [
    within(scope, { county: table.countyCode, organisation: table.enterpriseId }),
    enterpriseIds ? inArray(table.enterpriseId, [...enterpriseIds]) : undefined,
    countyCode === undefined ? undefined : eq(table.countyCode, countyCode),
  ];
  const keyOf = (by: Grouped, table: typeof p | typeof g | typeof c) =>
    by === 'enterprise' ? table.enterpriseId : table.countyCode;

  return {
    /** How many passages of an enterprise in a period are stored, by gate. */
    received: async (enterpriseId: string, from: number, until: number): Promise<ReadonlyMap<string, number>> => {
      const rows = await q
        .select({ gateId: p.gateId, count })
        .from(p)
        .where(and(eq(p.enterpriseId, enterpriseId), ...passed(from, until)))
        .groupBy(p.gateId);
      return new Map(rows.map((row) => [row.gateId, row.count]));
    },

    /** How many passages of these gates in a period are stored, by gate and legal day. */
    receivedByDay: async (
      gateIds: readonly string[],
      from: number,
      until: number,
    ): Promise<{ gateId: string; day: string; received: number }[]> => {
      if (gateIds.length === 0) return [];
      const day = legalDay(engine, p.passedAt);
      const ofGates = inArray(p.gateId, [...gateIds]);
      const enterprises = q
        .select({ id: g.enterpriseId })
        .from(g)
        .where(inArray(g.id, [...gateIds]));
      return q
        .select({ gateId: p.gateId, day: sql<string>`cast(${day} as text)`, received: count })
        .from(p)
        .where(and(inArray(p.enterpriseId, enterprises), ofGates, ...passed(from, until)))
        .groupBy(p.gateId, day);
    },

    /** How the passages of these enterprises in a period arrived; later than `lateMs` is late. */
    arrivals: async (
      enterpriseIds: readonly string[],
      from: number,
      until: number,
      lateMs: number,
    ): Promise<Arrivals[]> => {
      if (enterpriseIds.length === 0) return [];
      const told = sql`coalesce(${p.deviceTime}, ${p.passedAt})`;
      return q
        .select({
          gateId: p.gateId,
          deviceId: p.deviceId,
          received: count,
          late: isLate(lateMs),
          aheadMs: sql<number>`max(${lagMs(engine, told, p.receivedAt)})`.mapWith(Number),
        })
        .from(p)
        .where(and(inArray(p.enterpriseId, [...enterpriseIds]), ...passed(from, until)))
        .groupBy(p.gateId, p.deviceId);
    },

    /** The devices in service at these gates. */
    devicesOf: async (gateIds: readonly string[]) =>
      gateIds.length === 0
        ? []
        : q
            .select()
            .from(d)
            .where(and(inArray(d.gateId, [...gateIds]), isNull(d.revokedAt)))
            .orderBy(d.id),

    /** What these gates declared for a day. */
    declaredOn: async (gateIds: readonly string[], day: string) =>
      gateIds.length === 0
        ? []
        : q
            .select()
            .from(c)
            .where(and(inArray(c.gateId, [...gateIds]), eq(c.day, day))),

    /** How many gates there are, were heard from after an instant, and never were. */
    gateStates: async (by: Grouped, range: ConnectivityRange, heardAfter: number): Promise<GateStates[]> => {
      const key = keyOf(by, g);
      const after = sql.param(heardAfter, g.lastHeartbeatAt);
      return q
        .select({
          key,
          gates: count,
          heard: sql<number>`sum(case when ${g.lastHeartbeatAt} > ${after} then 1 else 0 end)`.mapWith(Number),
          never: sql<number>`sum(case when ${g.lastHeartbeatAt} is null then 1 else 0 end)`.mapWith(Number),
        })
        .from(g)
        .where(and(...narrowed(range, g)))
        .groupBy(key);
    },

    arrivalSums: async (
      by: Grouped,
      range: ConnectivityRange,
      period: { readonly from: number; readonly until: number },
      lateMs: number,
    ): Promise<ArrivalSum[]> => {
      const key = keyOf(by, p);
      return q
        .select({ key, received: count, late: isLate(lateMs) })
        .from(p)
        .where(and(...narrowed(range, p), ...passed(period.from, period.until)))
        .groupBy(key);
    },

    /** Declared counts of the days from one to another, both included, and what was received of each gate and day. */
    declaredSums: async (
      by: Grouped,
      range: ConnectivityRange,
      days: { readonly from: string; readonly to: string },
      period: { readonly from: number; readonly until: number },
    ): Promise<DeclaredSum[]> => {
      const key = keyOf(by, c);
      const stored = q
        .select({
          gateId: p.gateId,
          day: legalDay(engine, p.passedAt).as('legal_day'),
          received: sql<number>`count(*)`.as('received'),
        })
        .from(p)
        .where(and(...narrowed(range, p), ...passed(period.from, period.until)))
        .groupBy(p.gateId, sql`legal_day`)
        .as('stored');
      const capped = sql`case when coalesce(${stored.received}, 0) < ${c.passages} then coalesce(${stored.received}, 0) else ${c.passages} end`;
      return q
        .select({
          key,
          days: count,
          declared: sql<number>`coalesce(sum(${c.passages}), 0)`.mapWith(Number),
          received: sql<number>`coalesce(sum(${capped}), 0)`.mapWith(Number),
        })
        .from(c)
        .leftJoin(stored, and(eq(stored.gateId, c.gateId), eq(stored.day, c.day)))
        .where(and(...narrowed(range, c), gte(c.day, days.from), lte(c.day, days.to)))
        .groupBy(key);
    },
  };
};
