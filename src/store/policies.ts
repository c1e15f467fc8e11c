import { asc } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import type { Tables } from './schema.ts';

export type PolicyRow = Tables['policies']['$inferSelect'];

export const readPolicies = ({ q, t: { policies } }: Db) => ({
  /** Every policy document on record, by code and version. */
  list: async (): Promise<PolicyRow[]> =>
    q.select().from(policies).orderBy(asc(policies.code), asc(policies.version)),
});

export const writePolicies = (db: Db) => ({
  ...readPolicies(db),

  /** Fails as `unique` (`policies_code_version`) where that version is on record. */
  insert: async (row: PolicyRow): Promise<void> => {
    await db.q.insert(db.t.policies).values(row);
  },
});
