import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';

export type PolicyDraftRow = Tables['policyDrafts']['$inferSelect'];
export type PolicyDraftChange = Partial<Omit<PolicyDraftRow, 'id' | 'createdAt' | 'createdBy'>>;

export const readPolicyDrafts = ({ q, t: { policyDrafts: d } }: Db) => ({
  find: async (id: string): Promise<PolicyDraftRow | undefined> => (await q.select().from(d).where(eq(d.id, id)))[0],

  /** Newest first by id, of these statuses. */
  page: async (statuses: readonly string[], request: PageRequest): Promise<PolicyDraftRow[]> => {
    const { after, order, limit } = keyset(request, d.id);
    return q
      .select()
      .from(d)
      .where(and(inArray(d.status, [...statuses]), after))
      .orderBy(...order)
      .limit(limit);
  },
});

export const writePolicyDrafts = (db: Db) => {
  const { policyDrafts: d } = db.t;
  return {
    ...readPolicyDrafts(db),

    insert: async (row: PolicyDraftRow): Promise<void> => {
      await db.q.insert(d).values(row);
    },

    update: async (id: string, change: PolicyDraftChange): Promise<void> => {
      await db.q.update(d).set(change).where(eq(d.id, id));
    },

    /** Once it is law, `policies` has it. */
    remove: async (id: string): Promise<void> => {
      await db.q.delete(d).where(eq(d.id, id));
    },
  };
};
