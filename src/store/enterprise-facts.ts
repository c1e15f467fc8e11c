import { and, asc, eq, gt } from 'drizzle-orm';
import { type Db, placeholder, prepared } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';

export type EnterpriseFactsRow = Tables['enterpriseFacts']['$inferSelect'];

export const readEnterpriseFacts = ({ q, t: { enterpriseFacts } }: Db) => {
  const ofEnterprise = prepared(() =>
    q
      .select()
      .from(enterpriseFacts)
      .where(eq(enterpriseFacts.enterpriseId, placeholder(enterpriseFacts.enterpriseId, 'enterpriseId')))
      .orderBy(asc(enterpriseFacts.id)),
  );
  return {
    /** All rows of an enterprise in the order they were posted; `enterpriseOn` picks the one of a day. */
    of: async (enterpriseId: string): Promise<EnterpriseFactsRow[]> => ofEnterprise({ enterpriseId }),

    find: async (id: string): Promise<EnterpriseFactsRow | undefined> => {
      const rows = await q.select().from(enterpriseFacts).where(eq(enterpriseFacts.id, id));
      return rows[0];
    },

    /** The next enterprises that ever stood on the key list (重点用车单位), by id. */
    keyUsersAfter: async (after: string | undefined, limit: number): Promise<string[]> => {
      const { enterpriseId, keyVehicleUser } = enterpriseFacts;
      const rows = await q
        .selectDistinct({ enterpriseId })
        .from(enterpriseFacts)
        .where(and(eq(keyVehicleUser, true), after === undefined ? undefined : gt(enterpriseId, after)))
        .orderBy(asc(enterpriseId))
        .limit(limit);
      return rows.map((row) => row.enterpriseId);
    },

    page: async (enterpriseId: string, request: PageRequest): Promise<EnterpriseFactsRow[]> => {
      const { after, order, limit } = keyset(request, enterpriseFacts.id);
      return q
        .select()
        .from(enterpriseFacts)
        .where(and(eq(enterpriseFacts.enterpriseId, enterpriseId), after))
        .orderBy(...order)
        .limit(limit);
    },
  };
};

export const writeEnterpriseFacts = (db: Db) => ({
  ...readEnterpriseFacts(db),

  /** Rows are only ever added: a later one of the same day takes its place. */
  insert: async (row: EnterpriseFactsRow): Promise<void> => {
    await db.q.insert(db.t.enterpriseFacts).values(row);
  },
});
