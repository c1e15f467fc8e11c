import type { Columns } from '../columns.ts';

/** Gates, their tokens and cameras, and what they told beside passages. */
export const gateTables = (c: Columns) => {
  const gates = c.table(
    'gates',
    {
      id: c.id('id').primaryKey(),
      enterpriseId: c.id('enterprise_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      name: c.text('name').notNull(),
      direction: c.text('direction').notNull(),
      mode: c.text('mode').notNull(),
      createdAt: c.instant('created_at').notNull(),
      lastHeartbeatAt: c.instant('last_heartbeat_at'),
    },
    (t) => [c.index('gates_enterprise').on(t.enterpriseId, t.id)],
  );

  const gateTokens = c.table(
    'gate_tokens',
    {
      id: c.id('id').primaryKey(),
      gateId: c.id('gate_id').notNull(),
      hash: c.text('hash').notNull(),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.id('created_by').notNull(),
      revokedAt: c.instant('revoked_at'),
    },
    (t) => [c.index('gate_tokens_gate').on(t.gateId)],
  );

  /** A camera (摄像机) at a gate: its URL holds a secret of which only the hash is kept. */
  const devices = c.table(
    'devices',
    {
      id: c.id('id').primaryKey(),
      gateId: c.id('gate_id').notNull(),
      enterpriseId: c.id('enterprise_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      name: c.text('name').notNull(),
      protocol: c.text('protocol').notNull(),
      direction: c.text('direction').notNull(),
      lane: c.int('lane'),
      mayOpen: c.bool('may_open').notNull(),
      hash: c.text('hash').notNull(),
      username: c.text('username'),
      /** MD5(username:realm:password), all that digest access (RFC 7616) needs of the password. */
      digestKey: c.text('digest_key'),
      /** What the camera calls itself (serial number, MAC, DeviceID), as last told; never a password. */
      identity: c.json('identity'),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.id('created_by').notNull(),
      lastSeenAt: c.instant('last_seen_at'),
      /** Device time less arrival of the last event that was not sent again, s. */
      lastSkewS: c.int('last_skew_s'),
      revokedAt: c.instant('revoked_at'),
    },
    (t) => [c.index('devices_gate').on(t.gateId, t.id), c.index('devices_county').on(t.countyCode, t.id)],
  );

  /** A camera's message that could not be understood (死信): its bytes lie among the files. */
  const deadLetters = c.table(
    'dead_letters',
    {
      id: c.id('id').primaryKey(),
      deviceId: c.id('device_id').notNull(),
      gateId: c.id('gate_id').notNull(),
      enterpriseId: c.id('enterprise_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      receivedAt: c.instant('received_at').notNull(),
      reason: c.text('reason').notNull(),
      /** Method, path below the device's URL, query and content type: what parsing it again needs beside the bytes. */
      request: c.json('request').notNull(),
      sha256: c.text('sha256').notNull(),
      folder: c.text('folder').notNull(),
      bytes: c.int('bytes').notNull(),
      /** `open`, `replayed` or `dismissed`. */
      status: c.text('status').notNull(),
      passageIds: c.json('passage_ids'),
      closedAt: c.instant('closed_at'),
      closedBy: c.id('closed_by'),
    },
    (t) => [c.index('dead_letters_device').on(t.deviceId, t.id), c.index('dead_letters_county').on(t.countyCode, t.id)],
  );

  /** What a gate computer told of an event before the event itself (先到的照片、货物): kept until that comes. */
  const earlyNotes = c.table(
    'early_notes',
    {
      id: c.id('id').primaryKey(),
      /** As in `event_keys`. */
      eventKey: c.bytes('event_key').notNull(),
      deviceId: c.id('device_id').notNull(),
      cargo: c.json('cargo'),
      photos: c.json('photos').notNull(),
      receivedAt: c.instant('received_at').notNull(),
    },
    (t) => [c.index('early_notes_event').on(t.eventKey), c.index('early_notes_age').on(t.receivedAt)],
  );

  /** What a gate says it counted in a day (日对账); the latest word for a gate and day counts. */
  const gateCounts = c.table(
    'gate_counts',
    {
      id: c.id('id').primaryKey(),
      gateId: c.id('gate_id').notNull(),
      enterpriseId: c.id('enterprise_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      day: c.day('day').notNull(),
      passages: c.int('passages').notNull(),
      cargo: c.int('cargo'),
      checks: c.int('checks'),
      declaredAt: c.instant('declared_at').notNull(),
      declaredBy: c.id('declared_by').notNull(),
    },
    (t) => [
      c.uniqueIndex('gate_counts_day').on(t.gateId, t.day),
      c.index('gate_counts_enterprise').on(t.enterpriseId, t.day),
    ],
  );

  /** A signed list by which the gates of an enterprise decide alone (离线名单); one row per version. */
  const gateLists = c.table(
    'gate_lists',
    {
      id: c.id('id').primaryKey(),
      enterpriseId: c.id('enterprise_id').notNull(),
      version: c.int('version').notNull(),
      policy: c.text('policy'),
      createdAt: c.instant('created_at').notNull(),
      expiresAt: c.instant('expires_at').notNull(),
      count: c.int('count').notNull(),
      /** SHA-256 (hex) over the canonical entries. */
      digest: c.text('digest').notNull(),
      /** The canonical JSON of the entries, gzip. */
      entries: c.bytes('entries').notNull(),
    },
    (t) => [c.uniqueIndex('gate_lists_version').on(t.enterpriseId, t.version)],
  );

  return { gates, gateTokens, devices, deadLetters, earlyNotes, gateCounts, gateLists };
};
