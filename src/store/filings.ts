import { and, asc, eq, gt, gte, isNotNull, isNull, lt, lte, max, ne, not, or, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import type { FilingEntry } from '../domain/machinery/filing.ts';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest, restOf } from './page.ts';
import type { Tables } from './schema.ts';
import { type ScopeColumns, within } from './scope.ts';

export type FilingRow = Tables['filings']['$inferSelect'];
export type FilingEventRow = Tables['filingEvents']['$inferSelect'];
export type RevokedSlip = Pick<FilingRow, 'id' | 'status' | 'exitedAt'>;
export type FilingFilter = {
  readonly siteId?: string | undefined;
  readonly machineId?: string | undefined;
  readonly status?: string | undefined;
  readonly number?: string | undefined;
  readonly countyCode?: string | undefined;
  readonly organisationId?: string | undefined;
  /** By the submission that counts, ms; `until` exclusive. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  /** Whether it was ever accepted. */
  readonly accepted?: boolean | undefined;
  readonly entry?: FilingEntry | 'reported' | undefined;
  /** Waiting for its review longer than the county set, on this legal day (true), or not (false). */
  readonly overdue?: { readonly today: string; readonly is: boolean } | undefined;
  /** Whether its entry, or its exit, should have been reported before a legal day and was not. */
  readonly entryDue?: { readonly today: string; readonly is: boolean } | undefined;
  readonly exitDue?: { readonly today: string; readonly is: boolean } | undefined;
  readonly extensionUnreviewed?: boolean | undefined;
};
export type FilingChange = Partial<
  Omit<FilingRow, 'id' | 'siteId' | 'machineId' | 'organisationId' | 'countyCode' | 'createdBy'>
>;

export const readFilings = ({ q, t: { filings, filingEvents, machines } }: Db) => ({
  find: async (id: string): Promise<FilingRow | undefined> =>
    (await q.select().from(filings).where(eq(filings.id, id)))[0],

  /** By id, the newest first; the oldest first by the submission that counts. */
  page: async (scope: Scope, filter: FilingFilter, request: PageRequest): Promise<FilingRow[]> => {
    const by = request.order === 'oldest' ? filings.submittedAt : undefined;
    const { after, order, limit } = keyset(request, filings.id, by);
    const { from, until } = by ? restOf(filter, request) : filter;
    return q
      .select()
      .from(filings)
      .where(
        and(
          within(scope, readersOf(filings)),
          filter.siteId === undefined ? undefined : eq(filings.siteId, filter.siteId),
          filter.machineId === undefined ? undefined : eq(filings.machineId, filter.machineId),
          filter.status === undefined ? undefined : eq(filings.status, filter.status),
          filter.number === undefined ? undefined : eq(filings.number, filter.number),
          filter.countyCode === undefined ? undefined : eq(filings.countyCode, filter.countyCode),
          filter.organisationId === undefined ? undefined : eq(filings.organisationId, filter.organisationId),
          from === undefined ? undefined : gte(filings.submittedAt, from),
          until === undefined ? undefined : lt(filings.submittedAt, until),
          filter.accepted === undefined
            ? undefined
            : filter.accepted
              ? isNotNull(filings.acceptedAt)
              : isNull(filings.acceptedAt),
          filter.extensionUnreviewed === undefined
            ? undefined
            : eq(filings.extensionUnreviewed, filter.extensionUnreviewed),
          filter.entry && entryIs(filings, filter.entry),
          filter.overdue && overdueIs(filings, filter.overdue),
          filter.entryDue && holds(entryDue(filings, filter.entryDue.today), filter.entryDue.is),
          filter.exitDue && holds(exitDue(filings, filter.exitDue.today), filter.exitDue.is),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },

  /** Every filing of one machine, oldest id first. */
  ofMachine: async (machineId: string): Promise<FilingRow[]> =>
    q.select().from(filings).where(eq(filings.machineId, machineId)).orderBy(asc(filings.id)),

  /** Every filing of one machine for one site, oldest id first. */
  ofMachineAndSite: async (machineId: string, siteId: string): Promise<FilingRow[]> =>
    q
      .select()
      .from(filings)
      .where(and(eq(filings.machineId, machineId), eq(filings.siteId, siteId)))
      .orderBy(asc(filings.id)),

  /** What happened to a filing, oldest first. */
  eventsOf: async (filingId: string): Promise<FilingEventRow[]> =>
    q.select().from(filingEvents).where(eq(filingEvents.filingId, filingId)).orderBy(asc(filingEvents.id)),

  /** The same of every filing of one machine. */
  eventsOfMachine: async (machineId: string): Promise<FilingEventRow[]> => {
    const rows = await q
      .select({ event: filingEvents })
      .from(filingEvents)
      .innerJoin(filings, eq(filings.id, filingEvents.filingId))
      .where(eq(filings.machineId, machineId))
      .orderBy(asc(filingEvents.id));
    return rows.map(({ event }) => event);
  },

  /** Filings that were accepted, whose planned days are not over by the legal day, and that do not stand, have ended, or are of a machine that is not in use. */
  revokedSlips: async (day: string): Promise<RevokedSlip[]> =>
    q
      .select({ id: filings.id, status: filings.status, exitedAt: filings.exitedAt })
      .from(filings)
      .innerJoin(machines, eq(machines.id, filings.machineId))
      .where(
        and(
          gte(filings.plannedExitOn, day),
          isNotNull(filings.acceptedAt),
          or(ne(filings.status, 'accepted'), isNotNull(filings.exitedAt), ne(machines.status, 'active')),
        ),
      ),

  /** The last serial number given in a year and county; 0 where none was. */
  lastSerial: async (year: number, countyCode: string): Promise<number> => {
    const [found] = await q
      .select({ last: max(filings.serial) })
      .from(filings)
      .where(and(eq(filings.year, year), eq(filings.countyCode, countyCode)));
    return found?.last ?? 0;
  },

  /** Filings without a number, oldest id first. */
  unnumbered: async (limit: number): Promise<FilingRow[]> =>
    q.select().from(filings).where(isNull(filings.number)).orderBy(asc(filings.id)).limit(limit),

  /** Submitted filings to be reviewed by a legal day or before, of which officers were not told so yet; by county. */
  reviewsDue: async (day: string, told: 'due' | 'overdue', limit: number): Promise<FilingRow[]> =>
    q
      .select()
      .from(filings)
      .where(
        and(
          eq(filings.status, 'submitted'),
          lte(filings.reviewBy, day),
          told === 'due' ? isNull(filings.reviewTold) : or(isNull(filings.reviewTold), ne(filings.reviewTold, told)),
        ),
      )
      .orderBy(asc(filings.countyCode), asc(filings.id))
      .limit(limit),

  /** Returned filings whose last day to resubmit is before `day` and that were not closed for it yet. */
  overdueReturns: async (day: string, limit: number): Promise<FilingRow[]> =>
    q
      .select()
      .from(filings)
      .where(and(eq(filings.status, 'returned'), lt(filings.resubmitBy, day), isNull(filings.closedAt)))
      .orderBy(asc(filings.resubmitBy), asc(filings.id))
      .limit(limit),
});

/** A filing is read by whoever filed it, by the organisation whose site it is for, and by officers of its county. */
export const readersOf = (f: Tables['filings']): ScopeColumns => ({
  county: f.countyCode,
  organisation: [f.organisationId, f.siteOrganisationId],
});

function entryIs(f: Tables['filings'], entry: FilingEntry | 'reported'): SQL {
  switch (entry) {
    case 'none':
      return isNull(f.enteredAt);
    case 'late':
      return lte(f.enteredAt, f.submittedAt);
    case 'in_time':
      return gt(f.enteredAt, f.submittedAt);
    case 'reported':
      return isNotNull(f.enteredAt);
  }
}

function overdueIs(f: Tables['filings'], { today, is }: { readonly today: string; readonly is: boolean }): SQL {
  return holds(sql`(${eq(f.status, 'submitted')} and ${isNotNull(f.reviewBy)} and ${lt(f.reviewBy, today)})`, is);
}

const entryDue = (f: Tables['filings'], today: string): SQL =>
  sql`(${eq(f.status, 'accepted')} and ${isNull(f.enteredAt)} and ${lt(f.plannedEntryOn, today)})`;

const exitDue = (f: Tables['filings'], today: string): SQL =>
  sql`(${isNotNull(f.enteredAt)} and ${isNull(f.exitedAt)} and ${lt(f.plannedExitOn, today)})`;

const holds = (condition: SQL, is: boolean): SQL => (is ? condition : not(condition));

export const writeFilings = (db: Db) => ({
  ...readFilings(db),

  insert: async (row: FilingRow): Promise<void> => {
    await db.q.insert(db.t.filings).values(row);
  },

  update: async (id: string, change: FilingChange): Promise<void> => {
    if (Object.keys(change).length === 0) return;
    await db.q.update(db.t.filings).set(change).where(eq(db.t.filings.id, id));
  },

  /** Puts the time of an event right. */
  setEventTime: async (id: string, at: number): Promise<void> => {
    await db.q.update(db.t.filingEvents).set({ at }).where(eq(db.t.filingEvents.id, id));
  },

  insertEvent: async (row: FilingEventRow): Promise<void> => {
    await db.q.insert(db.t.filingEvents).values(row);
  },
});
