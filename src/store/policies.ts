import { asc, eq } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';

export type PolicyRow = Tables['policies']['$inferSelect'];

export const readPolicies = ({ q, t: { policies } }: Db) => ({
  /** Every policy document on record, by code and version. */
  list: async (): Promise<PolicyRow[]> => q.select().from(policies).orderBy(asc(policies.code), asc(policies.version)),

  /** Newest first by id. */
  page: async (request: PageRequest): Promise<PolicyRow[]> => {
    const { after, order, limit } = keyset(request, policies.id);
    return q
      .select()
      .from(policies)
      .where(after)
      .orderBy(...order)
      .limit(limit);
  },
});

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
});
