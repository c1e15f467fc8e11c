import { and, count, eq, inArray, or } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db, placeholder, prepared } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type UserRow = Tables['users']['$inferSelect'];
export type UserFilter = { readonly organisationId?: string; readonly role?: string };
export type UserChange = Partial<Pick<UserRow, 'username' | 'passwordHash' | 'active'>>;

export const readUsers = ({ q, t: { users } }: Db) => {
  const byId = prepared(() =>
    q
      .select()
      .from(users)
      .where(eq(users.id, placeholder(users.id, 'id'))),
  );
  return {
    find: async (id: string): Promise<UserRow | undefined> => (await byId({ id }))[0],

    findByUsername: async (username: string): Promise<UserRow | undefined> => {
      const rows = await q.select().from(users).where(eq(users.username, username));
      return rows[0];
    },

    count: async (): Promise<number> => {
      const rows = await q.select({ users: count() }).from(users);
      return rows[0]?.users ?? 0;
    },

    /** Active users whom something of these counties and organisations may concern, the city's among them. */
    listeners: async (countyCodes: readonly string[], organisationIds: readonly string[]) =>
      q
        .select({ id: users.id, role: users.role, countyCode: users.countyCode, organisationId: users.organisationId })
        .from(users)
        .where(
          and(
            eq(users.active, true),
            or(
              inArray(users.role, ['admin', 'city_officer']),
              countyCodes.length === 0 ? undefined : inArray(users.countyCode, [...countyCodes]),
              organisationIds.length === 0 ? undefined : inArray(users.organisationId, [...organisationIds]),
            ),
          ),
        ),

    page: async (scope: Scope, filter: UserFilter, request: PageRequest): Promise<UserRow[]> => {
      const { after, order, limit } = keyset(request, users.id);
      return q
        .select()
        .from(users)
        .where(
          and(
            within(scope, { county: users.countyCode, organisation: users.organisationId, user: users.id }),
            filter.organisationId === undefined ? undefined : eq(users.organisationId, filter.organisationId),
            filter.role === undefined ? undefined : eq(users.role, filter.role),
            after,
          ),
        )
        .orderBy(...order)
        .limit(limit);
    },
  };
};

export const writeUsers = (db: Db) => ({
  ...readUsers(db),

  /** Fails as `unique` (`users_username`) where the name is taken. */
  insert: async (row: UserRow): Promise<void> => {
    await db.q.insert(db.t.users).values(row);
  },

  /** Whether there was such a user. */
  update: async (id: string, change: UserChange): Promise<boolean> => {
    const { users } = db.t;
    return affected(await db.q.update(users).set(change).where(eq(users.id, id))) > 0;
  },
});
