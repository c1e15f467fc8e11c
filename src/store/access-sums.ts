import { and, type Column, eq, gte, inArray, lt, max, min, ne, or, type SQL, sql } from 'drizzle-orm';
import { nextMonth } from '../domain/reports/period.ts';
import { addDays, legalDayOf, startOfDay } from '../domain/time.ts';
import type { AccessKey, AccessMove } from './access-moves.ts';
import { type Db, preparedInsert, type WriteDb } from './dialect.ts';
import { isCounted, tallyOf } from './tallies.ts';

/** A sum that is not what it sums up: what is kept, and what there really is. */
export type WrongSum = AccessKey & {
  readonly keptCount: number;
  readonly keptKg: number;
  readonly count: number;
  readonly kg: number;
};

type Span = 'day' | 'month';

const NONE = sql`0`;

export const readAccessSums = ({ q, t }: Db) => {
  const { accessSums: s, passages: p } = t;
  const number = (value: SQL | Column, name: string) => sql<number>`${value}`.as(name);
  /** A row of what there is, or of what is kept of it. */
  const row = (kept: boolean, count: SQL | Column, kg: SQL | Column) => ({
    count: number(kept ? NONE : count, 'count'),
    kg: number(kept ? NONE : kg, 'kg'),
    keptCount: number(kept ? count : NONE, 'kept_count'),
    keptKg: number(kept ? kg : NONE, 'kept_kg'),
  });
  const accesses = (day: string) =>
    q
      .select({
        ...{ enterpriseId: p.enterpriseId, countyCode: p.countyCode, direction: p.direction },
        tally: tallyOf(p).as('tally'),
        ...row(false, sql`1`, sql`coalesce(${p.loadKg}, 0)`),
      })
      .from(p)
      .where(and(gte(p.passedAt, startOfDay(day)), lt(p.passedAt, startOfDay(addDays(day, 1))), isCounted(p)));
  const sums = (kept: boolean, span: Span, from: string, until: string) =>
    q
      .select({
        ...{ enterpriseId: s.enterpriseId, countyCode: s.countyCode, direction: s.direction },
        tally: sql<string>`${s.tally}`.as('tally'),
        ...row(kept, s.count, s.kg),
      })
      .from(s)
      .where(and(eq(s.span, span), gte(s.startsOn, from), lt(s.startsOn, until)));
  /** In one statement, so that what is written meanwhile is in both or in neither. */
  const wrong = async (real: ReturnType<typeof accesses>, kept: ReturnType<typeof sums>): Promise<WrongSum[]> => {
    const both = real.unionAll(kept as never).as('both');
    const { enterpriseId, countyCode, direction, tally } = both;
    const total = (what: SQL.Aliased) => sql<number>`sum(${what})`.mapWith(Number);
    const found = { count: total(both.count), kg: total(both.kg) };
    const known = { keptCount: total(both.keptCount), keptKg: total(both.keptKg) };
    return q
      .select({ enterpriseId, countyCode, direction, tally, ...found, ...known })
      .from(both)
      .groupBy(enterpriseId, countyCode, direction, tally)
      .having(or(ne(found.count, known.keptCount), ne(found.kg, known.keptKg)));
  };
  return {
    /** The legal days from the first to the last of which there is a passage or a sum; undefined for none. */
    bounds: async (): Promise<{ readonly from: string; readonly to: string } | undefined> => {
      const [passed] = await q.select({ from: min(p.passedAt), to: max(p.passedAt) }).from(p);
      const [summed] = await q.select({ from: min(s.startsOn), to: max(s.startsOn) }).from(s);
      const days = [passed?.from, passed?.to].flatMap((at) => (at == null ? [] : [legalDayOf(at)]));
      const all = [...days, summed?.from, summed?.to].filter((day) => day != null).sort();
      const [from, to] = [all[0], all.at(-1)];
      return from === undefined || to === undefined ? undefined : { from, to };
    },

    /** Sums of a legal day that are not what its passages add up to. */
    wrongOfDay: async (day: string): Promise<WrongSum[]> =>
      wrong(accesses(day), sums(true, 'day', day, addDays(day, 1))),

    /** Sums of a month (`YYYY-MM`) that are not what those of its days add up to. */
    wrongOfMonth: async (month: string): Promise<WrongSum[]> => {
      const [from, until] = [`${month}-01`, `${nextMonth(month)}-01`];
      return wrong(sums(false, 'day', from, until) as never, sums(true, 'month', from, until));
    },
  };
};

export const writeAccessSums = (db: WriteDb) => {
  const { q, t } = db;
  const s = t.accessSums;
  const { wrongOfDay, wrongOfMonth, ...reads } = readAccessSums(db);
  const add = adding(db);
  const mend = async (span: Span, startsOn: string, found: readonly WrongSum[]): Promise<WrongSum[]> => {
    for (const { count, kg, keptCount, keptKg, ...key } of found)
      await add({ ...key, span, startsOn, count: count - keptCount, kg: kg - keptKg });
    return [...found];
  };
  return {
    ...{ ...reads, wrongOfDay, wrongOfMonth },

    /** Puts the sums of a legal day right; gives those that were wrong. */
    mendDay: async (day: string): Promise<WrongSum[]> => mend('day', day, await wrongOfDay(day)),

    /** The same of a month (`YYYY-MM`), by those of its days. */
    mendMonth: async (month: string): Promise<WrongSum[]> => mend('month', `${month}-01`, await wrongOfMonth(month)),

    /** Removes the sums of days and months before a day of which no access is left. */
    dropEmpty: async (before: string): Promise<void> => {
      for (const span of ['day', 'month']) {
        const early = and(eq(s.span, span), lt(s.startsOn, before));
        const empty = q
          .select({ startsOn: s.startsOn })
          .from(s)
          .where(early)
          .groupBy(s.startsOn)
          .having(sql`sum(${s.count}) = 0`);
        await q.delete(s).where(and(early, inArray(s.startsOn, empty)));
      }
    },
  };
};

/** Adds what a transaction did to the sums of its days and months, each sum once, and in one order for all writers. */
export function addMoves(db: WriteDb): () => Promise<void> {
  const add = adding(db);
  return async () => {
    if (db.moves.length === 0) return;
    const [days, months] = [new Map<string, Sum>(), new Map<string, Sum>()];
    for (const move of db.moves) gather(days, 'day', move.day, move);
    for (const sum of days.values()) gather(months, 'month', `${sum.startsOn.slice(0, 7)}-01`, sum);
    for (const sums of [days, months])
      for (const [, sum] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1)))
        if (sum.count !== 0 || sum.kg !== 0) await add(sum);
  };
}

type Sum = AccessKey & { readonly span: Span; readonly startsOn: string; count: number; kg: number };

function gather(
  sums: Map<string, Sum>,
  span: Span,
  startsOn: string,
  { enterpriseId, countyCode, direction, tally, count, kg }: Omit<AccessMove, 'day'>,
): void {
  const name = `${startsOn} ${enterpriseId} ${countyCode} ${direction} ${tally}`;
  const sum = sums.get(name);
  if (sum) {
    sum.count += count;
    sum.kg += kg;
  } else sums.set(name, { span, startsOn, enterpriseId, countyCode, direction, tally, count, kg });
}

/** Adds to one sum, in the row of it that is this connection's own. */
function adding(db: WriteDb): (sum: Sum) => Promise<void> {
  const { accessSums: s } = db.t;
  const insert = preparedInsert(db, s, {
    orUpdate: {
      target: [s.span, s.startsOn, s.enterpriseId, s.countyCode, s.direction, s.tally, s.shard],
      set: { count: sql`${s.count} + excluded.count`, kg: sql`${s.kg} + excluded.kg` },
    },
  });
  return async (sum) => {
    await insert({ ...sum, shard: db.shard });
  };
}
