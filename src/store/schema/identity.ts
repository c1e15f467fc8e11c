import type { Columns } from '../columns.ts';

/** Who there is: organisations, people, their sessions, and the answers kept under their keys. */
export const identityTables = (c: Columns) => {
  const organisations = c.table(
    'organisations',
    {
      id: c.id('id').primaryKey(),
      kind: c.text('kind').notNull(),
      name: c.text('name').notNull(),
      creditCode: c.text('credit_code').notNull(),
      countyCode: c.text('county_code').notNull(),
      contactName: c.text('contact_name'),
      contactPhone: c.text('contact_phone'),
      address: c.text('address'),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.text('created_by').notNull(),
    },
    (t) => [
      c.uniqueIndex('organisations_credit_code').on(t.creditCode),
      c.index('organisations_county').on(t.countyCode, t.id),
    ],
  );

  const users = c.table(
    'users',
    {
      id: c.id('id').primaryKey(),
      username: c.text('username').notNull(),
      passwordHash: c.text('password_hash').notNull(),
      role: c.text('role').notNull(),
      organisationId: c.id('organisation_id'),
      countyCode: c.text('county_code'),
      active: c.bool('active').notNull(),
      /** Whether it manages the people of its organisation; null in accounts older than managers, which all did. */
      manager: c.bool('manager'),
      /** Who made it inactive: an officer, or a manager, who can then take it back. */
      stoppedBy: c.text('stopped_by'),
      createdAt: c.instant('created_at').notNull(),
    },
    (t) => [c.uniqueIndex('users_username').on(t.username), c.index('users_organisation').on(t.organisationId)],
  );

  const sessions = c.table(
    'sessions',
    {
      id: c.id('id').primaryKey(),
      userId: c.id('user_id').notNull(),
      createdAt: c.instant('created_at').notNull(),
      expiresAt: c.instant('expires_at').notNull(),
      revokedAt: c.instant('revoked_at'),
    },
    (t) => [c.index('sessions_user').on(t.userId)],
  );

  const refreshTokens = c.table(
    'refresh_tokens',
    {
      id: c.id('id').primaryKey(),
      sessionId: c.id('session_id').notNull(),
      hash: c.text('hash').notNull(),
      createdAt: c.instant('created_at').notNull(),
      usedAt: c.instant('used_at'),
    },
    (t) => [c.index('refresh_tokens_session').on(t.sessionId)],
  );

  const idempotency = c.table(
    'idempotency',
    {
      id: c.id('id').primaryKey(),
      actorId: c.text('actor_id').notNull(),
      key: c.text('key').notNull(),
      fingerprint: c.text('fingerprint').notNull(),
      status: c.int('status').notNull(),
      headers: c.json('headers').notNull(),
      /** The answer's body, or null where it showed a secret. */
      body: c.text('body'),
      createdAt: c.instant('created_at').notNull(),
    },
    (t) => [c.uniqueIndex('idempotency_actor_key').on(t.actorId, t.key), c.index('idempotency_age').on(t.createdAt)],
  );

  return { organisations, users, sessions, refreshTokens, idempotency };
};
