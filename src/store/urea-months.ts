import { and, asc, eq, gte, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { type Db, placeholder, prepared } from './dialect.ts';
import type { PassageRow } from './passages.ts';
import type { Tables } from './schema.ts';

export type UreaMonthRow = Tables['ureaMonths']['$inferSelect'];

/** What the urea rule asks of a passage. */
export type UreaAccess = Pick<PassageRow, 'id' | 'plate' | 'plateColour' | 'enterpriseId' | 'countyCode' | 'passedAt'>;
/** The accesses of one plate at an enterprise; the vehicle's figures are summed up from these. */
export type UreaLoad = UreaAccess & Pick<PassageRow, 'accessId' | 'cargo' | 'direction'>;

/** Passages as the urea rule (2.4.5) counts them, and which months of which enterprises were judged. */
export const readUreaMonths = ({ q, t }: Db) => {
  const { passages: p, ureaMonths: m } = t;
  const access = {
    ...{ id: p.id, plate: p.plate, plateColour: p.plateColour, enterpriseId: p.enterpriseId },
    ...{ countyCode: p.countyCode, passedAt: p.passedAt },
  };
  /** First readings of accesses: repeats of a reading are no further ones, and a refused truck made none. */
  const isAccess = () => and(eq(p.accessId, p.id), or(isNull(p.barrier), ne(p.barrier, 'refused')));
  const ofEnterprise = prepared(() =>
    q
      .select()
      .from(m)
      .where(eq(m.enterpriseId, placeholder(m.enterpriseId, 'enterpriseId')))
      .orderBy(asc(m.month)),
  );
  return {
    /** The accesses of a plate text, of any colour, at all enterprises from one instant to before another. */
    accessesOf: async (plate: string, from: number, until: number): Promise<UreaAccess[]> =>
      q
        .select(access)
        .from(p)
        .where(and(eq(p.plate, plate), gte(p.passedAt, from), lt(p.passedAt, until), isAccess()))
        .orderBy(asc(p.passedAt), asc(p.id)),

    /** How many accesses each readable plate text made at an enterprise from one instant to before another. */
    platesAt: async (
      enterpriseId: string,
      from: number,
      until: number,
    ): Promise<{ readonly plate: string; readonly passages: number }[]> =>
      q
        .select({ plate: p.plate, passages: sql<number>`count(*)`.mapWith(Number) })
        .from(p)
        .where(
          and(
            eq(p.enterpriseId, enterpriseId),
            gte(p.passedAt, from),
            lt(p.passedAt, until),
            ne(p.plate, ''),
            isAccess(),
          ),
        )
        .groupBy(p.plate)
        .orderBy(asc(p.plate)),

    /** The readings of an enterprise in the order of time, the next `limit` after a cursor; refused ones left out. */
    loadsAt: async (
      enterpriseId: string,
      range: { readonly from: number; readonly until: number; readonly after?: { at: number; id: string } | undefined },
      limit: number,
    ): Promise<UreaLoad[]> =>
      q
        .select({ ...access, accessId: p.accessId, cargo: p.cargo, direction: p.direction })
        .from(p)
        .where(
          and(
            eq(p.enterpriseId, enterpriseId),
            gte(p.passedAt, range.from),
            lt(p.passedAt, range.until),
            or(isNull(p.barrier), ne(p.barrier, 'refused')),
            range.after &&
              sql`(${p.passedAt}, ${p.id}) > (${sql.param(range.after.at, p.passedAt)}, ${sql.param(range.after.id, p.id)})`,
          ),
        )
        .orderBy(asc(p.passedAt), asc(p.id))
        .limit(limit),

    /** The months of an enterprise whose judging has begun, oldest first. */
    of: async (enterpriseId: string): Promise<UreaMonthRow[]> => ofEnterprise({ enterpriseId }),

    /** Months whose judging has begun for any enterprise, from one on, oldest first. */
    begunFrom: async (month: string): Promise<string[]> => {
      const rows = await q.selectDistinct({ month: m.month }).from(m).where(gte(m.month, month)).orderBy(asc(m.month));
      return rows.map((row) => row.month);
    },
  };
};

export const writeUreaMonths = (db: Db) => ({
  ...readUreaMonths(db),

  /** Notes that judging a month has begun; nothing where it had before. */
  begin: async (enterpriseId: string, month: string, begunAt: number): Promise<void> => {
    const { ureaMonths: m } = db.t;
    await db.q
      .insert(m)
      .values({ enterpriseId, month, begunAt, judgedAt: null })
      .onConflictDoNothing({ target: [m.enterpriseId, m.month] });
  },

  finish: async (enterpriseId: string, month: string, judgedAt: number): Promise<void> => {
    const { ureaMonths: m } = db.t;
    await db.q
      .update(m)
      .set({ judgedAt })
      .where(and(eq(m.enterpriseId, enterpriseId), eq(m.month, month)));
  },
});
