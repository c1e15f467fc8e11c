import type { Columns } from '../columns.ts';

/** How organisations and people come by their accounts: sign-ups, invitations, and secrets that set a password anew. */
export const accountTables = (c: Columns) => {
  /** Nothing of the registry opens by a sign-up; what is personal in it is null once it is settled. */
  const signUps = c.table(
    'sign_ups',
    {
      id: c.id('id').primaryKey(),
      status: c.text('status').notNull(),
      creditCode: c.text('credit_code').notNull(),
      name: c.text('name').notNull(),
      countyCode: c.text('county_code').notNull(),
      contactName: c.text('contact_name'),
      contactPhone: c.text('contact_phone'),
      address: c.text('address'),
      username: c.text('username'),
      passwordHash: c.text('password_hash'),
      /** Of the secret by which the applicant is known. */
      secretHash: c.text('secret_hash').notNull(),
      submittedAt: c.instant('submitted_at').notNull(),
      decidedAt: c.instant('decided_at'),
      decidedBy: c.id('decided_by'),
      reason: c.text('reason'),
      /** What came of it, once verified. */
      organisationId: c.id('organisation_id'),
      userId: c.id('user_id'),
      /** Whether the user joined an organisation that had an account before. */
      joined: c.bool('joined'),
    },
    (t) => [
      c.index('sign_ups_county').on(t.countyCode, t.id),
      c.index('sign_ups_credit_code').on(t.creditCode),
      c.index('sign_ups_decided').on(t.decidedAt),
      c.index('sign_ups_user').on(t.userId),
    ],
  );

  const invitations = c.table(
    'invitations',
    {
      id: c.id('id').primaryKey(),
      organisationId: c.id('organisation_id').notNull(),
      manager: c.bool('manager').notNull(),
      note: c.text('note'),
      hash: c.text('hash').notNull(),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.id('created_by').notNull(),
      expiresAt: c.instant('expires_at').notNull(),
      acceptedAt: c.instant('accepted_at'),
      userId: c.id('user_id'),
      revokedAt: c.instant('revoked_at'),
    },
    (t) => [
      c.index('invitations_organisation').on(t.organisationId, t.id),
      c.index('invitations_expiry').on(t.expiresAt),
      c.index('invitations_user').on(t.userId),
      c.index('invitations_maker').on(t.createdBy),
    ],
  );

  /** One per user: a new one takes the place of the last. */
  const passwordResets = c.table(
    'password_resets',
    {
      id: c.id('id').primaryKey(),
      userId: c.id('user_id').notNull(),
      hash: c.text('hash').notNull(),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.id('created_by').notNull(),
      expiresAt: c.instant('expires_at').notNull(),
    },
    (t) => [c.uniqueIndex('password_resets_user').on(t.userId), c.index('password_resets_expiry').on(t.expiresAt)],
  );

  return { signUps, invitations, passwordResets };
};
