import { and, asc, eq, exists, gt, gte, inArray, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import { TALLY_PLACES } from '../domain/gates/tally.ts';
import { type Db, legalDay, minuteOfDay } from './dialect.ts';
import type { OrganisationRow } from './organisations.ts';
import type { PassageRow } from './passages.ts';
import type { SiteRow } from './sites.ts';
import { tallyOf } from './tallies.ts';

export type StandingMachine = {
  readonly siteId: string;
  readonly machineId: string;
  readonly emissionStage: string;
  readonly fuel: string | null;
};

export type EntryGroup = {
  readonly plate: string;
  readonly plateColour: string | null;
  /** Of the day, from 0. */
  readonly minute: number;
  readonly count: number;
  readonly last: number;
};

export type EntryDay = {
  readonly day: string;
  readonly stage: string;
  readonly policy: string | null;
  readonly outcomes: string;
  readonly refused: boolean;
  readonly count: number;
};

/** Parameters of one query; SQLite takes 32,766. */
const IDS_A_QUERY = 500;

/** Whom and what an order reaches in its counties. */
export const readAlertReach = ({ q, t, engine }: Db) => {
  const { machines: m, filings: f, siteEntries: s, inspections: i, organisations: o, sites, passages: p } = t;
  return {
    /** Machines met on a site, or on any in some counties, in [from, until): the next by id. */
    machinesMet: async (
      of: { readonly counties: readonly string[] } | { readonly siteId: string },
      { from, until }: { readonly from: number; readonly until: number },
      after: string | undefined,
      limit: number,
    ): Promise<string[]> => {
      const met = [
        { table: f, at: f.enteredAt },
        { table: s, at: s.enteredAt },
        { table: i, at: i.inspectedAt },
      ].map(({ table, at }): SQL => {
        const where = and(
          eq(table.machineId, m.id),
          'siteId' in of ? eq(table.siteId, of.siteId) : inArray(table.countyCode, [...of.counties]),
          gte(at, from),
          lt(at, until),
        );
        return exists(q.select({ one: sql`1` }).from(table).where(where));
      });
      const rows = await q
        .select({ id: m.id })
        .from(m)
        .where(and(after === undefined ? undefined : gt(m.id, after), or(...met)))
        .orderBy(asc(m.id))
        .limit(limit);
      return rows.map(({ id }) => id);
    },

    /** The enterprises whose accounts these counties keep, by id. */
    enterprisesIn: async (counties: readonly string[], limit: number): Promise<OrganisationRow[]> =>
      q
        .select()
        .from(o)
        .where(and(eq(o.kind, 'enterprise'), inArray(o.countyCode, [...counties])))
        .orderBy(asc(o.id))
        .limit(limit),

    /** What is on record of these enterprises, in the order in which it was posted. */
    factsOf: async (enterpriseIds: readonly string[]) => {
      const rows: (typeof t.enterpriseFacts.$inferSelect)[] = [];
      for (let at = 0; at < enterpriseIds.length; at += IDS_A_QUERY)
        rows.push(
          ...(await q
            .select()
            .from(t.enterpriseFacts)
            .where(inArray(t.enterpriseFacts.enterpriseId, enterpriseIds.slice(at, at + IDS_A_QUERY)))
            .orderBy(asc(t.enterpriseFacts.id))),
        );
      return rows;
    },

    /** The sites in these counties whose schedule has a day of [first, last], by id. */
    sitesIn: async (counties: readonly string[], first: string, last: string, limit: number): Promise<SiteRow[]> =>
      q
        .select()
        .from(sites)
        .where(and(inArray(sites.countyCode, [...counties]), gte(sites.endsOn, first), lte(sites.startsOn, last)))
        .orderBy(asc(sites.id))
        .limit(limit),

    /** The machines that stand on these sites at an instant: filed and not left, or seen there since `seenFrom`. */
    standing: async (siteIds: readonly string[], at: number, seenFrom: number): Promise<StandingMachine[]> => {
      const rows = new Map<string, StandingMachine>();
      const { emissionStage, fuel } = m;
      for (let start = 0; start < siteIds.length; start += IDS_A_QUERY) {
        const some = siteIds.slice(start, start + IDS_A_QUERY);
        const filed = await q
          .selectDistinct({ siteId: f.siteId, machineId: m.id, emissionStage, fuel })
          .from(f)
          .innerJoin(m, eq(m.id, f.machineId))
          .where(and(inArray(f.siteId, some), lte(f.enteredAt, at), or(isNull(f.exitedAt), gt(f.exitedAt, at))));
        const seen = await q
          .selectDistinct({ siteId: s.siteId, machineId: m.id, emissionStage, fuel })
          .from(s)
          .innerJoin(m, eq(m.id, s.machineId))
          .where(and(inArray(s.siteId, some), gte(s.enteredAt, seenFrom), lte(s.enteredAt, at)));
        for (const row of [...filed, ...seen]) rows.set(`${row.siteId} ${row.machineId}`, row);
      }
      return [...rows.values()];
    },

    /**
     * The vehicles that entered an enterprise in [from, until), each with how often and its last such passage; by the minute
     * of the day (Asia/Shanghai) where that is asked, else under minute 0. Turned-away trucks stand among them.
     */
    entriesOf: async (
      enterpriseId: string,
      { from, until }: { readonly from: number; readonly until: number },
      byMinute: boolean,
    ): Promise<EntryGroup[]> => {
      const minute = byMinute ? minuteOfDay(engine, p.passedAt) : sql<number>`cast(0 as integer)`;
      const groups = await q
        .select({
          plate: p.plate,
          plateColour: p.plateColour,
          minute,
          count: sql<number>`count(*)`.mapWith(Number),
          last: sql<number>`max(${p.passedAt})`.mapWith(p.passedAt),
        })
        .from(p)
        .where(
          and(
            eq(p.enterpriseId, enterpriseId),
            gte(p.passedAt, from),
            lt(p.passedAt, until),
            eq(p.direction, 'in'),
            eq(p.accessId, p.id),
          ),
        )
        .groupBy(p.plate, p.plateColour, minute);
      return groups;
    },

    /** What was said of a vehicle when it entered an enterprise at an instant. */
    saidAt: async (enterpriseId: string, plate: string, at: number): Promise<PassageRow | undefined> =>
      (
        await q
          .select()
          .from(p)
          .where(and(eq(p.plate, plate), eq(p.enterpriseId, enterpriseId), eq(p.passedAt, at), eq(p.direction, 'in')))
          .orderBy(asc(p.id))
          .limit(1)
      )[0],

    /** The entries into some counties in [from, until), by legal day and by how each was decided, maybe several of a kind. */
    entryDays: async (counties: readonly string[], from: number, until: number): Promise<EntryDay[]> => {
      const day = sql<string>`cast(${legalDay(engine, p.passedAt)} as text)`;
      const stage = sql<string>`substr(${tallyOf(p)}, ${sql.raw(String(TALLY_PLACES.stage))}, 1)`;
      const rows = await q
        .select({
          ...{ day, stage, policy: p.policy, outcomes: p.outcomes, barrier: p.barrier },
          count: sql<number>`count(*)`.mapWith(Number),
        })
        .from(p)
        .where(
          and(
            inArray(p.countyCode, [...counties]),
            gte(p.passedAt, from),
            lt(p.passedAt, until),
            eq(p.direction, 'in'),
            eq(p.accessId, p.id),
          ),
        )
        .groupBy(day, stage, p.policy, p.outcomes, p.barrier);
      return rows.map(({ barrier, ...row }) => ({ ...row, refused: barrier === 'refused' }));
    },
  };
};
