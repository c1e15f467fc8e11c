import type { Columns } from '../columns.ts';

/** Policies, work in the background, what is to be told, and the trail of who did what. */
export const recordTables = (c: Columns) => {
  const policies = c.table(
    'policies',
    {
      id: c.id('id').primaryKey(),
      code: c.text('code').notNull(),
      version: c.int('version').notNull(),
      status: c.text('status').notNull(),
      document: c.json('document').notNull(),
      recordedAt: c.instant('recorded_at').notNull(),
      /** What it was copied from, `yangquan-2021@1`; this and what follows are null for a shipped one. */
      basedOn: c.text('based_on'),
      publishedBy: c.id('published_by'),
      publishReason: c.text('publish_reason'),
      withdrawnAt: c.instant('withdrawn_at'),
      withdrawnBy: c.id('withdrawn_by'),
      withdrawReason: c.text('withdraw_reason'),
    },
    (t) => [c.uniqueIndex('policies_code_version').on(t.code, t.version)],
  );

  const jobs = c.table(
    'jobs',
    {
      id: c.id('id').primaryKey(),
      kind: c.text('kind').notNull(),
      status: c.text('status').notNull(),
      payload: c.json('payload').notNull(),
      /** Where the next bounded step goes on. */
      cursor: c.json('cursor'),
      done: c.int('done').notNull(),
      total: c.int('total'),
      attempts: c.int('attempts').notNull(),
      error: c.text('error'),
      runAfter: c.instant('run_after').notNull(),
      createdAt: c.instant('created_at').notNull(),
      finishedAt: c.instant('finished_at'),
      createdBy: c.text('created_by').notNull(),
    },
    (t) => [c.index('jobs_due').on(t.status, t.runAfter)],
  );

  /** What is to be told to others once the change is durable: notices, webhooks, live screens. */
  const outbox = c.table(
    'outbox',
    {
      id: c.id('id').primaryKey(),
      topic: c.text('topic').notNull(),
      payload: c.json('payload').notNull(),
      createdAt: c.instant('created_at').notNull(),
      deliveredAt: c.instant('delivered_at'),
    },
    (t) => [c.index('outbox_pending').on(t.deliveredAt, t.id)],
  );

  const audit = c.table(
    'audit',
    {
      id: c.id('id').primaryKey(),
      at: c.instant('at').notNull(),
      actorKind: c.text('actor_kind').notNull(),
      actorId: c.text('actor_id').notNull(),
      requestId: c.text('request_id').notNull(),
      action: c.text('action').notNull(),
      subjectType: c.text('subject_type').notNull(),
      subjectId: c.text('subject_id').notNull(),
      detail: c.json('detail').notNull(),
      /** Hex; erasing it makes `digest` tell nothing of `detail`. */
      salt: c.text('salt'),
      /** SHA-256 over salt and the canonical row, hex. */
      digest: c.text('digest').notNull(),
    },
    (t) => [
      c.index('audit_subject').on(t.subjectType, t.subjectId, t.id),
      c.index('audit_time').on(t.at, t.id),
      c.index('audit_actor').on(t.actorId, t.at, t.id),
      c.index('audit_action').on(t.action, t.at, t.id),
    ],
  );

  const auditSeals = c.table('audit_seals', {
    id: c.id('id').primaryKey(),
    firstId: c.id('first_id').notNull(),
    lastId: c.id('last_id').notNull(),
    count: c.int('count').notNull(),
    root: c.text('root').notNull(),
    previous: c.text('previous').notNull(),
    seal: c.text('seal').notNull(),
    signature: c.text('signature').notNull(),
    keyId: c.text('key_id').notNull(),
    sealedAt: c.instant('sealed_at').notNull(),
    /** Which rows it seals; null in seals of audit rows that are older than the other streams. */
    stream: c.text('stream'),
  });

  return { policies, jobs, outbox, audit, auditSeals };
};
