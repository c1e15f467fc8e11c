import type { Columns } from '../columns.ts';

/** Heavy-pollution orders (重污染天气应急管控令), exemptions from them (豁免), and the look-backs of clause 2.4.2d. */
export const alertTables = (c: Columns) => {
  const alerts = c.table(
    'alerts',
    {
      id: c.id('id').primaryKey(),
      /** Counted from 1: what facts beside passages name an order by. */
      serial: c.int('serial').notNull(),
      orderNumber: c.text('order_number'),
      /** The revision issued last. */
      current: c.int('current_revision').notNull(),
      /** From the first start to the last end that any revision ever gave; far off where one had no end. */
      spanFrom: c.instant('span_from').notNull(),
      spanUntil: c.instant('span_until').notNull(),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.id('created_by').notNull(),
    },
    (t) => [
      c.uniqueIndex('alerts_serial').on(t.serial),
      c.index('alerts_number').on(t.orderNumber),
      c.index('alerts_span').on(t.spanUntil, t.spanFrom),
    ],
  );

  /** Rows are only ever added: a revision is an act with its own moment of issuing. */
  const alertRevisions = c.table(
    'alert_revisions',
    {
      id: c.id('id').primaryKey(),
      orderId: c.id('order_id').notNull(),
      revision: c.int('revision').notNull(),
      /** `issue`, `change_level`, `lift`, `extend` or `amend`. */
      kind: c.text('kind').notNull(),
      orderNumber: c.text('order_number'),
      issuer: c.text('issuer'),
      level: c.text('level').notNull(),
      countyCodes: c.json('county_codes').notNull(),
      startsAt: c.instant('starts_at').notNull(),
      /** Exclusive; null: until lifted. */
      endsAt: c.instant('ends_at'),
      issuedAt: c.instant('issued_at').notNull(),
      restrictions: c.json('restrictions').notNull(),
      closedHours: c.json('closed_hours').notNull(),
      note: c.text('note'),
      recordedAt: c.instant('recorded_at').notNull(),
      recordedBy: c.id('recorded_by').notNull(),
    },
    (t) => [c.uniqueIndex('alert_revisions_order').on(t.orderId, t.revision)],
  );

  const alertCounties = c.table(
    'alert_counties',
    {
      orderId: c.id('order_id').notNull(),
      revision: c.int('revision').notNull(),
      countyCode: c.text('county_code').notNull(),
    },
    (t) => [c.uniqueIndex('alert_counties_row').on(t.orderId, t.revision, t.countyCode)],
  );

  const exemptions = c.table(
    'exemptions',
    {
      id: c.id('id').primaryKey(),
      /** `vehicle`, `enterprise`, `machine` or `site`; a vehicle may be named by plate and colour instead of its id. */
      subjectType: c.text('subject_type').notNull(),
      subjectId: c.id('subject_id'),
      plate: c.text('plate'),
      plateColour: c.text('plate_colour'),
      /** Of a clause or of one order; the other is null. */
      clause: c.text('clause'),
      orderId: c.id('order_id'),
      category: c.text('category'),
      from: c.instant('granted_from').notNull(),
      /** Exclusive: its end, or where it was revoked the moment from which; `plannedUntil` is as it was granted. */
      until: c.instant('granted_until').notNull(),
      plannedUntil: c.instant('planned_until').notNull(),
      reason: c.text('reason').notNull(),
      /** Where it counts; null: in every county. */
      countyCode: c.text('county_code'),
      /** Whose it is, where that is one organisation. */
      organisationId: c.id('organisation_id'),
      grantedAt: c.instant('granted_at').notNull(),
      grantedBy: c.id('granted_by').notNull(),
      revokedFrom: c.instant('revoked_from'),
      revocationReason: c.text('revocation_reason'),
      revokedAt: c.instant('revoked_at'),
      revokedBy: c.id('revoked_by'),
      /** Of a low-emission zone, where it is neither of a clause nor of an order. */
      zoneId: c.id('zone_id'),
      /** What anybody may read of why; null: nothing but the category. */
      publicReason: c.text('public_reason'),
    },
    (t) => [
      c.index('exemptions_subject').on(t.subjectId, t.until),
      c.index('exemptions_plate').on(t.plate, t.until),
      c.index('exemptions_organisation').on(t.organisationId, t.id),
      c.index('exemptions_until').on(t.until),
    ],
  );

  /** Whether an enterprise missed clean transport in a look-back that somebody asked for: kept so that it is read once. */
  const lookBacks = c.table(
    'look_backs',
    {
      id: c.id('id').primaryKey(),
      enterpriseId: c.id('enterprise_id').notNull(),
      from: c.instant('looks_from').notNull(),
      /** The start of the order. */
      until: c.instant('looks_until').notNull(),
      /** Null: unknown. */
      missed: c.bool('missed'),
      /** Set while a job is queued to read it anew. */
      stale: c.bool('stale').notNull(),
    },
    (t) => [c.uniqueIndex('look_backs_span').on(t.enterpriseId, t.until, t.from)],
  );

  return { alerts, alertRevisions, alertCounties, exemptions, lookBacks };
};
