import { and, count, eq, lt, ne } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type SignUpRow = Tables['signUps']['$inferSelect'];
export type SignUpFilter = { readonly status?: string | undefined; readonly countyCode?: string | undefined };
export type SignUpChange = Partial<Omit<SignUpRow, 'id' | 'secretHash'>>;

export const readSignUps = ({ q, t: { signUps } }: Db) => ({
  find: async (id: string): Promise<SignUpRow | undefined> =>
    (await q.select().from(signUps).where(eq(signUps.id, id)))[0],

  /** How many other sign-ups of one credit code wait. */
  othersWaiting: async ({ id, creditCode }: Pick<SignUpRow, 'id' | 'creditCode'>): Promise<number> => {
    const rows = await q
      .select({ others: count() })
      .from(signUps)
      .where(and(eq(signUps.creditCode, creditCode), eq(signUps.status, 'submitted'), ne(signUps.id, id)));
    return rows[0]?.others ?? 0;
  },

  page: async (scope: Scope, filter: SignUpFilter, request: PageRequest): Promise<SignUpRow[]> => {
    const { after, order, limit } = keyset(request, signUps.id);
    return q
      .select()
      .from(signUps)
      .where(
        and(
          within(scope, { county: signUps.countyCode }),
          filter.status === undefined ? undefined : eq(signUps.status, filter.status),
          filter.countyCode === undefined ? undefined : eq(signUps.countyCode, filter.countyCode),
          after,
        ),
      )
      .orderBy(...order)
      .limit(limit);
  },
});

export const writeSignUps = (db: Db) => {
  const { signUps } = db.t;
  return {
    ...readSignUps(db),

    insert: async (row: SignUpRow): Promise<void> => {
      await db.q.insert(signUps).values(row);
    },

    update: async (id: string, change: SignUpChange): Promise<void> => {
      await db.q.update(signUps).set(change).where(eq(signUps.id, id));
    },

    /** Takes the name of a user out of what it signed up with. */
    forgetUser: async (userId: string): Promise<void> => {
      await db.q.update(signUps).set({ username: null }).where(eq(signUps.userId, userId));
    },

    /** Drops those settled before an instant; gives how many. */
    sweep: async (before: number): Promise<number> =>
      affected(await db.q.delete(signUps).where(and(lt(signUps.decidedAt, before), ne(signUps.status, 'submitted')))),
  };
};
