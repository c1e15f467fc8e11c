import { and, asc, count, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { PassageRow } from './passages.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type PolicyPreviewRow = Tables['policyPreviews']['$inferSelect'];
export type PreviewListRow = Tables['policyPreviewRows']['$inferSelect'];

/** A visit by its first reading, as far as a preview needs it: the facts that judged it stand beside it. */
export type JudgedVisit = Pick<
  PassageRow,
  'id' | 'passedAt' | 'lawAt' | 'facts' | 'plate' | 'plateColour' | 'enterpriseId' | 'countyCode' | 'barrier'
>;

/** From an instant up to another (exclusive), of one county or all. */
export type PreviewRange = { readonly from: number; readonly until: number; readonly countyCode: string | null };

/** The scans are for `store.bulk`. */
export const readPolicyPreviews = ({ q, t }: Db) => {
  const { policyPreviews: v, policyPreviewRows: r, passages: p, vehicles, machines } = t;
  type After = { readonly at: number; readonly id: string };
  /** One lower bound, not two: a planner may take the other one and begin each step at the beginning. */
  const visitsIn = ({ from, until, countyCode }: PreviewRange, after?: After): SQL | undefined =>
    and(
      after
        ? sql`(${p.passedAt}, ${p.id}) > (${sql.param(after.at, p.passedAt)}, ${sql.param(after.id, p.id)})`
        : gte(p.passedAt, from),
      lt(p.passedAt, until),
      eq(p.visitId, p.id),
      countyCode === null ? undefined : eq(p.countyCode, countyCode),
    );
  return {
    find: async (id: string): Promise<PolicyPreviewRow | undefined> =>
      (await q.select().from(v).where(eq(v.id, id)))[0],

    /** Newest first by id. */
    page: async (scope: Scope, policyId: string | undefined, request: PageRequest): Promise<PolicyPreviewRow[]> => {
      const { after, order, limit } = keyset(request, v.id);
      return q
        .select()
        .from(v)
        .where(
          and(
            within(scope, { county: v.countyCode }),
            policyId === undefined ? undefined : eq(v.policyId, policyId),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },

    /** What a preview found of one kind, worst first by (rank, id); a cursor's `at` is the rank. */
    list: async (previewId: string, list: string, request: PageRequest): Promise<PreviewListRow[]> => {
      const { after, order, limit } = keyset(request, r.id, r.rank);
      return q
        .select()
        .from(r)
        .where(and(eq(r.previewId, previewId), eq(r.list, list), after))
        .orderBy(...order)
        .limit(limit);
    },

    /** The next `limit` visits of a period after (instant, id), oldest first. */
    visits: async (range: PreviewRange, after: After | undefined, limit: number): Promise<JudgedVisit[]> =>
      q
        .select({
          id: p.id,
          passedAt: p.passedAt,
          lawAt: p.lawAt,
          facts: p.facts,
          plate: p.plate,
          plateColour: p.plateColour,
          enterpriseId: p.enterpriseId,
          countyCode: p.countyCode,
          barrier: p.barrier,
        })
        .from(p)
        .where(visitsIn(range, after))
        .orderBy(asc(p.passedAt), asc(p.id))
        .limit(limit),

    countVisits: async (range: PreviewRange): Promise<number> =>
      (await q.select({ visits: count() }).from(p).where(visitsIn(range)))[0]?.visits ?? 0,

    /** How many vehicles and machines there are on file. */
    countSubjects: async (): Promise<number> => {
      const [ofVehicles] = await q.select({ rows: count() }).from(vehicles);
      const [ofMachines] = await q.select({ rows: count() }).from(machines);
      return (ofVehicles?.rows ?? 0) + (ofMachines?.rows ?? 0);
    },
  };
};

const ROWS_A_STATEMENT = 500;

export const writePolicyPreviews = (db: Db) => {
  const { q, t } = db;
  const { policyPreviews: v, policyPreviewRows: r } = t;
  return {
    ...readPolicyPreviews(db),

    insert: async (row: PolicyPreviewRow): Promise<void> => {
      await q.insert(v).values(row);
    },

    setSummary: async (id: string, summary: unknown): Promise<void> => {
      await q.update(v).set({ summary }).where(eq(v.id, id));
    },

    /** Adds to what stands under the same list and key, or puts it there; keys must differ among the rows of one call. */
    add: async (rows: readonly PreviewListRow[]): Promise<void> => {
      for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT)
        await q
          .insert(r)
          .values(rows.slice(at, at + ROWS_A_STATEMENT))
          .onConflictDoUpdate({
            target: [r.previewId, r.list, r.key],
            set: {
              rank: sql`${r.rank} + excluded.rank`,
              newly: sql`${r.newly} + excluded.newly`,
              noLonger: sql`${r.noLonger} + excluded.no_longer`,
              changed: sql`${r.changed} + excluded.changed`,
            },
          });
    },

    /** Drops up to `limit` rows of what previews made before an instant found, and then those previews; how many rows went. */
    sweep: async (before: number, limit: number): Promise<number> => {
      const old = q.select({ id: v.id }).from(v).where(lt(v.createdAt, before));
      const some = q.select({ id: r.id }).from(r).where(inArray(r.previewId, old)).limit(limit);
      const dropped = affected(await q.delete(r).where(inArray(r.id, some)));
      if (dropped === 0) await q.delete(v).where(lt(v.createdAt, before));
      return dropped;
    },
  };
};
