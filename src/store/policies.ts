import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm';
import { affected, type Db, prepared } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';

export type PolicyRow = Tables['policies']['$inferSelect'];

export const readPolicies = ({ q, t: { policies } }: Db) => {
  const changes = prepared(() => q.select({ rows: count(), withdrawn: count(policies.withdrawnAt) }).from(policies));
  return {
    /** Every policy document on record, by code and version. */
    list: async (): Promise<PolicyRow[]> =>
      q.select().from(policies).orderBy(asc(policies.code), asc(policies.version)),

    find: async (id: string): Promise<PolicyRow | undefined> =>
      (await q.select().from(policies).where(eq(policies.id, id)))[0],

    /** Newest first by id, of these statuses. */
    page: async (statuses: readonly string[], request: PageRequest): Promise<PolicyRow[]> => {
      const { after, order, limit } = keyset(request, policies.id);
      return q
        .select()
        .from(policies)
        .where(and(inArray(policies.status, [...statuses]), after))
        .orderBy(...order)
        .limit(limit);
    },

    /** How often a policy was published or withdrawn: it goes up with each, so an equal count is an equal set of policies. */
    stamp: async (): Promise<number> => {
      const [row] = await changes();
      return (row?.rows ?? 0) + (row?.withdrawn ?? 0);
    },
  };
};

export const writePolicies = (db: Db) => ({
  ...readPolicies(db),

  /** Fails as `unique` (`policies_code_version`) where that version is on record. */
  insert: async (row: PolicyRow): Promise<void> => {
    await db.q.insert(db.t.policies).values(row);
  },

  /** Gives a policy the parameters it lacked; its rules stay as they were in force. */
  complete: async (id: string, document: unknown): Promise<void> => {
    await db.q.update(db.t.policies).set({ document }).where(eq(db.t.policies.id, id));
  },

  /** Whether it was not withdrawn before. */
  withdraw: async (
    id: string,
    change: Pick<PolicyRow, 'withdrawnAt' | 'withdrawnBy' | 'withdrawReason'>,
  ): Promise<boolean> => {
    const { policies } = db.t;
    const standing = and(eq(policies.id, id), isNull(policies.withdrawnAt));
    const result = await db.q
      .update(policies)
      .set({ ...change, status: 'withdrawn' })
      .where(standing);
    return affected(result) > 0;
  },
});
