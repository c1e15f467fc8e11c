import type { Columns } from '../columns.ts';

/** What the web console keeps for one user alone: see `defineTables`. */
export const consoleTables = (c: Columns) => {
  /** A list narrowed by a user, under a name of its own. */
  const savedViews = c.table(
    'saved_views',
    {
      id: c.id('id').primaryKey(),
      userId: c.id('user_id').notNull(),
      page: c.text('page').notNull(),
      name: c.text('name').notNull(),
      /** The page's URL query; holds no plate. */
      query: c.text('query').notNull(),
      createdAt: c.instant('created_at').notNull(),
      updatedAt: c.instant('updated_at').notNull(),
    },
    (t) => [c.uniqueIndex('saved_views_name').on(t.userId, t.page, t.name)],
  );

  /** What somebody has begun and not sent. */
  const drafts = c.table(
    'drafts',
    {
      id: c.id('id').primaryKey(),
      userId: c.id('user_id').notNull(),
      kind: c.text('kind').notNull(),
      title: c.text('title').notNull(),
      /** Any JSON object; nothing here looks into it. */
      content: c.json('content').notNull(),
      createdAt: c.instant('created_at').notNull(),
      updatedAt: c.instant('updated_at').notNull(),
    },
    (t) => [c.index('drafts_user').on(t.userId, t.updatedAt, t.id), c.index('drafts_age').on(t.updatedAt)],
  );

  /** A file that comes in pieces, which lie on disk under its id until it is whole. */
  const uploads = c.table(
    'uploads',
    {
      id: c.id('id').primaryKey(),
      userId: c.id('user_id').notNull(),
      /** As they were announced: length, and SHA-256 in hexadecimal. */
      bytes: c.int('bytes').notNull(),
      sha256: c.text('sha256').notNull(),
      fileName: c.text('file_name'),
      subjectType: c.text('subject_type').notNull(),
      subjectId: c.id('subject_id').notNull(),
      kind: c.text('kind').notNull(),
      /** How many bytes were acknowledged; more may lie on disk. */
      received: c.int('received').notNull(),
      /** What became of it, once it was whole. */
      evidenceId: c.id('evidence_id'),
      createdAt: c.instant('created_at').notNull(),
      expiresAt: c.instant('expires_at').notNull(),
    },
    (t) => [c.index('uploads_user').on(t.userId), c.index('uploads_expiry').on(t.expiresAt)],
  );

  return { savedViews, drafts, uploads };
};
