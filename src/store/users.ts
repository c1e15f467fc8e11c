import { and, count, eq, inArray, isNull, ne, or } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db, placeholder, prepared } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type UserRow = Tables['users']['$inferSelect'];
export type UserFilter = {
  readonly organisationId?: string | undefined;
  readonly role?: string | undefined;
  readonly active?: boolean | undefined;
};
export type UserChange = Partial<
  Pick<UserRow, 'username' | 'passwordHash' | 'active' | 'manager' | 'stoppedBy' | 'countyCode'>
>;

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

    /** How many active managers an organisation has beside one user; accounts older than managers are such. */
    otherManagers: async (organisationId: string, beside: string | undefined): Promise<number> => {
      const rows = await q
        .select({ managers: count() })
        .from(users)
        .where(
          and(
            eq(users.organisationId, organisationId),
            eq(users.active, true),
            or(isNull(users.manager), eq(users.manager, true)),
            beside === undefined ? undefined : ne(users.id, beside),
          ),
        );
      return rows[0]?.managers ?? 0;
    },

    /** How many active users of a role there are beside one. */
    othersOfRole: async (role: string, beside: string): Promise<number> => {
      const rows = await q
        .select({ others: count() })
        .from(users)
        .where(and(eq(users.role, role), eq(users.active, true), ne(users.id, beside)));
      return rows[0]?.others ?? 0;
    },

    /** The ids of everybody of an organisation. */
    idsOf: async (organisationId: string): Promise<string[]> => {
      const rows = await q.select({ id: users.id }).from(users).where(eq(users.organisationId, organisationId));
      return rows.map(({ id }) => id);
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
            filter.active === undefined ? undefined : eq(users.active, filter.active),
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

  /** Puts everybody of an organisation under another county. */
  moveOf: async (organisationId: string, countyCode: string): Promise<void> => {
    const { users } = db.t;
    await db.q.update(users).set({ countyCode }).where(eq(users.organisationId, organisationId));
  },
});
