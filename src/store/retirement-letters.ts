import { and, desc, eq, inArray, max, ne } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type RetirementLetterRow = Tables['retirementLetters']['$inferSelect'];
export type RetirementLetterFilter = { readonly status?: string | undefined; readonly home?: string | undefined };

export const readRetirementLetters = ({ q, t: { retirementLetters: l, retirementLetterVehicles: v } }: Db) => ({
  find: async (id: string): Promise<RetirementLetterRow | undefined> =>
    (await q.select().from(l).where(eq(l.id, id)))[0],

  /** Newest first by id. They are the city's. */
  page: async (scope: Scope, filter: RetirementLetterFilter, request: PageRequest): Promise<RetirementLetterRow[]> => {
    const { after, order, limit } = keyset(request, l.id);
    const { status, home } = filter;
    return q
      .select()
      .from(l)
      .where(
        and(
          within(scope, {}),
          status === undefined ? undefined : eq(l.status, status),
          home === undefined ? undefined : eq(l.home, home),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },

  /** The number of the last letter of a year; 0 before the first. */
  lastSerial: async (year: number): Promise<number> => {
    const [row] = await q
      .select({ last: max(l.serial) })
      .from(l)
      .where(eq(l.year, year));
    return row?.last ?? 0;
  },

  /** The last letter that told of each of these vehicles and was not withdrawn. */
  tellingOf: async (
    vehicleIds: readonly string[],
  ): Promise<{ vehicleId: string; letterId: string; number: string }[]> => {
    const found = new Map<string, { vehicleId: string; letterId: string; number: string }>();
    for (let start = 0; start < vehicleIds.length; start += 500) {
      const rows = await q
        .select({ vehicleId: v.vehicleId, letterId: l.id, number: l.number })
        .from(v)
        .innerJoin(l, eq(l.id, v.letterId))
        .where(and(inArray(v.vehicleId, vehicleIds.slice(start, start + 500)), ne(l.status, 'withdrawn')))
        .orderBy(desc(l.id));
      for (const row of rows) if (!found.has(row.vehicleId)) found.set(row.vehicleId, row);
    }
    return [...found.values()];
  },
});

export const writeRetirementLetters = (db: Db) => ({
  ...readRetirementLetters(db),

  /** Fails as `unique` (`retirement_letters_serial`) where the number is taken. */
  insert: async (row: RetirementLetterRow, vehicleIds: readonly string[]): Promise<void> => {
    await db.q.insert(db.t.retirementLetters).values(row);
    for (let start = 0; start < vehicleIds.length; start += 200)
      await db.q
        .insert(db.t.retirementLetterVehicles)
        .values(vehicleIds.slice(start, start + 200).map((vehicleId) => ({ letterId: row.id, vehicleId })));
  },

  /** Whether it was still in one of these statuses. */
  update: async (
    id: string,
    change: Partial<RetirementLetterRow>,
    whileStatus: readonly string[],
  ): Promise<boolean> => {
    const { retirementLetters: l } = db.t;
    const result = await db.q
      .update(l)
      .set(change)
      .where(and(eq(l.id, id), inArray(l.status, [...whileStatus])));
    return affected(result) > 0;
  },
});
