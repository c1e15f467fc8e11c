import type { Columns } from '../columns.ts';

/** What seals rest on, and what is told to whom; see `defineTables`. */
export const tellingTables = (c: Columns) => {
  /** The ids and digests a seal covers, 48 bytes each, so that a check can name the row. */
  const sealLeaves = c.table('seal_leaves', {
    sealId: c.id('seal_id').primaryKey(),
    leaves: c.bytes('leaves').notNull(),
  });

  /** Rows that went, or gave up what is personal, by law: signed, so that `verify` tells them from what was taken out. */
  const removalNotes = c.table(
    'removal_notes',
    {
      id: c.id('id').primaryKey(),
      /** `dropped` by retention, or `erased`: the row stands, its salt and what was personal are gone. */
      kind: c.text('kind').notNull(),
      stream: c.text('stream').notNull(),
      at: c.instant('at').notNull(),
      firstId: c.id('first_id').notNull(),
      lastId: c.id('last_id').notNull(),
      /** In order: the ids of what was dropped, 16 bytes each; of what was erased id and digest of what is left, 48 bytes. */
      members: c.bytes('members').notNull(),
      keyId: c.text('key_id').notNull(),
      signature: c.text('signature').notNull(),
    },
    (t) => [c.index('removal_notes_range').on(t.stream, t.firstId)],
  );

  /** What stood in a passage before its gate told more of it (补报): cargo and barrier, and the digest of what stands since. */
  const passageNotes = c.table(
    'passage_notes',
    {
      id: c.id('id').primaryKey(),
      passageId: c.id('passage_id').notNull(),
      cargo: c.json('cargo'),
      barrier: c.text('barrier'),
      barrierReason: c.text('barrier_reason'),
      next: c.text('next_digest').notNull(),
      at: c.instant('at').notNull(),
    },
    (t) => [c.index('passage_notes_passage').on(t.passageId, t.id)],
  );

  /** How far one who follows a table by its ids has come. */
  const followers = c.table('followers', { name: c.text('name').primaryKey(), after: c.id('after_id').notNull() });

  /** A gate (门禁) that has gone silent, until it is heard again. */
  const gateSilences = c.table(
    'gate_silences',
    {
      id: c.id('id').primaryKey(),
      gateId: c.id('gate_id').notNull(),
      enterpriseId: c.id('enterprise_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      /** When its time ran out. */
      since: c.instant('since').notNull(),
      noticedAt: c.instant('noticed_at').notNull(),
      heardAt: c.instant('heard_at'),
      /** Empty while it is silent, else its own id: makes the standing silence of a gate unique. */
      closed: c.text('closed').notNull(),
    },
    (t) => [c.uniqueIndex('gate_silences_standing').on(t.gateId, t.closed)],
  );

  /** What one user was told (通知). A digest grows while its hour lasts. */
  const notifications = c.table(
    'notifications',
    {
      id: c.id('id').primaryKey(),
      userId: c.id('user_id').notNull(),
      topic: c.text('topic').notNull(),
      /** The message's id, or what a digest gathers and its hour. */
      key: c.text('key').notNull(),
      summary: c.json('summary').notNull(),
      subjectType: c.text('subject_type').notNull(),
      subjectId: c.text('subject_id').notNull(),
      link: c.text('link'),
      /** How many things it tells of. */
      count: c.int('count').notNull(),
      createdAt: c.instant('created_at').notNull(),
      updatedAt: c.instant('updated_at').notNull(),
      readAt: c.instant('read_at'),
    },
    (t) => [
      c.uniqueIndex('notifications_key').on(t.userId, t.key),
      c.index('notifications_user').on(t.userId, t.updatedAt, t.id),
      c.index('notifications_age').on(t.updatedAt),
    ],
  );

  /** What a user chose about a topic, where that differs from what is usual. */
  const notificationPreferences = c.table(
    'notification_preferences',
    {
      userId: c.id('user_id').notNull(),
      topic: c.text('topic').notNull(),
      inApp: c.bool('in_app').notNull(),
      changedAt: c.instant('changed_at').notNull(),
    },
    (t) => [c.uniqueIndex('notification_preferences_topic').on(t.userId, t.topic)],
  );

  /** Where messages are sent on to: of an organisation, of a county, or (both null) of the city. */
  const webhooks = c.table(
    'webhooks',
    {
      id: c.id('id').primaryKey(),
      organisationId: c.id('organisation_id'),
      countyCode: c.text('county_code'),
      url: c.text('url').notNull(),
      topics: c.json('topics').notNull(),
      /** The secret is derived from it and the service's own; the next number makes another. */
      secretVersion: c.int('secret_version').notNull(),
      active: c.bool('active').notNull(),
      /** Why the service itself stopped it. */
      disabledReason: c.text('disabled_reason'),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.id('created_by').notNull(),
      /** When its next delivery may be tried; null while there is nothing to send. */
      dueAt: c.instant('due_at'),
      /** Until when one process has it to itself. */
      claimedUntil: c.instant('claimed_until'),
    },
    (t) => [c.index('webhooks_due').on(t.dueAt), c.index('webhooks_organisation').on(t.organisationId)],
  );

  /** One message on its way to one webhook, and what became of it. */
  const webhookDeliveries = c.table(
    'webhook_deliveries',
    {
      id: c.id('id').primaryKey(),
      webhookId: c.id('webhook_id').notNull(),
      topic: c.text('topic').notNull(),
      /** The whole body as it is signed and sent. */
      body: c.text('body').notNull(),
      /** `pending`, `delivered` or `failed`. */
      status: c.text('status').notNull(),
      attempts: c.int('attempts').notNull(),
      createdAt: c.instant('created_at').notNull(),
      triedAt: c.instant('tried_at'),
      latencyMs: c.int('latency_ms'),
      responseStatus: c.int('response_status'),
      /** Its beginning. */
      responseBody: c.text('response_body'),
      error: c.text('error'),
      redeliveryOf: c.id('redelivery_of'),
    },
    (t) => [
      c.index('webhook_deliveries_webhook').on(t.webhookId, t.id),
      c.index('webhook_deliveries_queue').on(t.webhookId, t.status, t.id),
      c.index('webhook_deliveries_age').on(t.createdAt),
    ],
  );

  return {
    sealLeaves,
    removalNotes,
    passageNotes,
    followers,
    gateSilences,
    notifications,
    notificationPreferences,
    webhooks,
    webhookDeliveries,
  };
};
