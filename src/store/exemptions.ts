import { and, desc, eq, gt, inArray, isNotNull, lt, lte, type SQL } from 'drizzle-orm';
import type { ExemptedType, Exemption } from '../domain/alerts/exemption.ts';
import type { ExemptCategory } from '../domain/alerts/order.ts';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type ExemptionRow = Tables['exemptions']['$inferSelect'];

/** An exemption from a zone, with the series of its versions. */
export type ZoneExemption = ExemptionRow & { readonly seriesId: string };

export type ExemptionFilter = {
  readonly subjectType?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly plate?: string | undefined;
  readonly plateColour?: string | undefined;
  readonly orderId?: string | undefined;
  readonly clause?: string | undefined;
  readonly zoneId?: string | undefined;
  readonly countyCode?: string | undefined;
  readonly validAt?: number | undefined;
};

/** Whose exemptions are asked for; of a plate in any colour. */
export type ExemptedNames = { readonly ids: readonly string[]; readonly plates: readonly string[] };

/** Parameters of one query; SQLite takes 32,766. */
const NAMES_A_QUERY = 500;

export const readExemptions = ({ q, t: { exemptions: e, zones: z } }: Db) => {
  const overlapping = (from: number, until: number) => and(gt(e.until, from), lt(e.from, until));
  const validAt = (at: number) => and(lte(e.from, at), gt(e.until, at));
  return {
    find: async (id: string): Promise<ExemptionRow | undefined> => (await q.select().from(e).where(eq(e.id, id)))[0],

    page: async (scope: Scope, f: ExemptionFilter, request: PageRequest): Promise<ExemptionRow[]> => {
      const { after, order, limit } = keyset(request, e.id);
      return q
        .select()
        .from(e)
        .where(
          and(
            within(scope, { county: e.countyCode, organisation: e.organisationId }),
            f.subjectType ? eq(e.subjectType, f.subjectType) : undefined,
            f.subjectId ? eq(e.subjectId, f.subjectId) : undefined,
            f.plate ? eq(e.plate, f.plate) : undefined,
            f.plateColour ? eq(e.plateColour, f.plateColour) : undefined,
            f.orderId ? eq(e.orderId, f.orderId) : undefined,
            f.clause ? eq(e.clause, f.clause) : undefined,
            f.zoneId ? eq(e.zoneId, f.zoneId) : undefined,
            f.countyCode ? eq(e.countyCode, f.countyCode) : undefined,
            f.validAt === undefined ? undefined : validAt(f.validAt),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    /** The exemptions of these subjects that hold at some instant of [from, until). */
    touching: async ({ ids, plates }: ExemptedNames, from: number, until: number): Promise<Exemption[]> => {
      const rows: ExemptionRow[] = [];
      const ask = async (named: SQL | undefined) =>
        rows.push(
          ...(await q
            .select()
            .from(e)
            .where(and(named, overlapping(from, until)))),
        );
      for (const some of portions(ids)) await ask(inArray(e.subjectId, some));
      for (const some of portions(plates)) await ask(inArray(e.plate, some));
      return rows.map(exemptionOf);
    },

    /** The exemptions of these subjects from any version of these series of zones, whenever they hold. */
    ofZones: async (seriesIds: readonly string[], subjectIds: readonly string[]): Promise<ZoneExemption[]> => {
      if (seriesIds.length === 0 || subjectIds.length === 0) return [];
      const rows = await q
        .select({ row: e, seriesId: z.seriesId })
        .from(e)
        .innerJoin(z, eq(z.id, e.zoneId))
        .where(and(inArray(e.subjectId, [...subjectIds]), inArray(z.seriesId, [...seriesIds])));
      return rows.map(({ row, seriesId }) => ({ ...row, seriesId }));
    },

    /** What tells that an exemption was granted or revoked since: the newest of either. */
    lastChange: async (): Promise<string> => {
      const [granted] = await q.select({ id: e.id }).from(e).orderBy(desc(e.id)).limit(1);
      const [revoked] = await q
        .select({ id: e.id, at: e.revokedAt })
        .from(e)
        .where(isNotNull(e.revokedAt))
        .orderBy(desc(e.revokedAt), desc(e.id))
        .limit(1);
      return `${granted?.id ?? ''} ${revoked?.id ?? ''} ${revoked?.at ?? ''}`;
    },
  };
};

export const writeExemptions = (db: Db) => ({
  ...readExemptions(db),

  insert: async (row: ExemptionRow): Promise<void> => {
    await db.q.insert(db.t.exemptions).values(row);
  },

  /** Ends an exemption; `until` is moved with it, so that nobody has to look at two ends. */
  revoke: async (
    id: string,
    change: Pick<ExemptionRow, 'until' | 'revokedFrom' | 'revocationReason' | 'revokedAt' | 'revokedBy'>,
  ): Promise<boolean> => {
    const { exemptions: e } = db.t;
    return affected(await db.q.update(e).set(change).where(eq(e.id, id))) > 0;
  },
});

/** As judging takes it. */
export function exemptionOf(row: ExemptionRow): Exemption {
  const { id, clause, orderId, from, until, countyCode } = row;
  const type = row.subjectType as ExemptedType;
  const subject =
    row.subjectId === null
      ? { type: 'vehicle' as const, plate: row.plate ?? '', plateColour: row.plateColour ?? 'other' }
      : { type, id: row.subjectId };
  return { id, subject, clause, orderId, category: row.category as ExemptCategory | null, from, until, countyCode };
}

function portions(values: readonly string[]): string[][] {
  const some: string[][] = [];
  for (let start = 0; start < values.length; start += NAMES_A_QUERY)
    some.push(values.slice(start, start + NAMES_A_QUERY));
  return some;
}
