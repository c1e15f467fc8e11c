import type { Columns } from '../columns.ts';

/** Urea (车用尿素) and what other sources observe of vehicles (天地车人). */
export const observationTables = (c: Columns) => {
  /** Where an enterprise has vehicles refilled (尿素加注点). */
  const ureaPoints = c.table(
    'urea_points',
    {
      id: c.id('id').primaryKey(),
      enterpriseId: c.id('enterprise_id').notNull(),
      /** The enterprise's county, whose officers see it. */
      countyCode: c.text('county_code').notNull(),
      name: c.text('name').notNull(),
      address: c.text('address').notNull(),
      /** The county in which it lies. */
      placeCounty: c.text('place_county').notNull(),
      /** `own` or `public`. */
      kind: c.text('kind').notNull(),
      freeOfCharge: c.bool('free_of_charge').notNull(),
      closedOn: c.day('closed_on'),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.id('created_by').notNull(),
      updatedAt: c.instant('updated_at').notNull(),
    },
    (t) => [
      c.index('urea_points_enterprise').on(t.enterpriseId, t.id),
      c.index('urea_points_county').on(t.countyCode, t.id),
    ],
  );

  /** A refill (加注记录) as an enterprise told it. What was told never changes: a correction is a row of its own. */
  const ureaRefills = c.table(
    'urea_refills',
    {
      id: c.id('id').primaryKey(),
      enterpriseId: c.id('enterprise_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      /** The enterprise's own key, by which sending it again is known; null for a correction. */
      key: c.text('own_key'),
      plate: c.text('plate').notNull(),
      plateColour: c.text('plate_colour').notNull(),
      refilledAt: c.instant('refilled_at').notNull(),
      millilitres: c.int('millilitres').notNull(),
      pointId: c.id('point_id'),
      remarks: c.text('remarks'),
      /** `standing`, `corrected` (another row stands in its place) or `voided`. */
      status: c.text('status').notNull(),
      /** The row that this one corrects. */
      correctsId: c.id('corrects_id'),
      replacedById: c.id('replaced_by_id'),
      endedAt: c.instant('ended_at'),
      endedBy: c.id('ended_by'),
      endReason: c.text('end_reason'),
      recordedAt: c.instant('recorded_at').notNull(),
      recordedBy: c.id('recorded_by').notNull(),
    },
    (t) => [
      c.uniqueIndex('urea_refills_key').on(t.enterpriseId, t.key),
      c.index('urea_refills_plate').on(t.plate, t.refilledAt, t.id),
      c.index('urea_refills_enterprise').on(t.enterpriseId, t.refilledAt, t.id),
      c.index('urea_refills_county').on(t.countyCode, t.refilledAt, t.id),
      c.index('urea_refills_time').on(t.refilledAt, t.id),
    ],
  );

  /** From which day an enterprise says that it reports its refills here; the last one told counts. */
  const ureaReporting = c.table(
    'urea_reporting',
    {
      id: c.id('id').primaryKey(),
      enterpriseId: c.id('enterprise_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      startsOn: c.day('starts_on').notNull(),
      recordedAt: c.instant('recorded_at').notNull(),
      recordedBy: c.id('recorded_by').notNull(),
    },
    (t) => [
      c.index('urea_reporting_enterprise').on(t.enterpriseId, t.id),
      c.index('urea_reporting_county').on(t.countyCode, t.id),
    ],
  );

  /** Months of an enterprise that the urea rule judged once they were over; from `begun_at` on, what comes late is judged again. */
  const ureaMonths = c.table(
    'urea_months',
    {
      enterpriseId: c.id('enterprise_id').notNull(),
      month: c.text('month').notNull(),
      begunAt: c.instant('begun_at').notNull(),
      /** Null until every vehicle of it was judged. */
      judgedAt: c.instant('judged_at'),
    },
    (t) => [c.uniqueIndex('urea_months_pair').on(t.enterpriseId, t.month), c.index('urea_months_month').on(t.month)],
  );

  /** What another source saw of a vehicle, as it told it. */
  const observations = c.table(
    'observations',
    {
      id: c.id('id').primaryKey(),
      kind: c.text('kind').notNull(),
      /** Whose word it is: an organisation's id, or empty for the bureau's. Keys of one sender are not another's. */
      sender: c.text('sender').notNull(),
      source: c.text('source').notNull(),
      externalId: c.text('external_id').notNull(),
      /** The organisation that sent it and may see it, where it is an enterprise. */
      organisationId: c.id('organisation_id'),
      /** Normalised; empty where none was told. */
      plate: c.text('plate').notNull(),
      plateColour: c.text('plate_colour'),
      vin: c.text('vin'),
      /** Null while no vehicle on record is known by its plate or VIN. */
      vehicleId: c.id('vehicle_id'),
      occurredAt: c.instant('occurred_at').notNull(),
      countyCode: c.text('county_code'),
      result: c.text('result').notNull(),
      /** By kind; decimals as scaled whole numbers. */
      details: c.json('details').notNull(),
      /** What the policy of its day finds in it. */
      findings: c.json('findings').notNull(),
      /** `none`, `open` or `closed`. */
      followUp: c.text('follow_up').notNull(),
      followedUpAt: c.instant('followed_up_at'),
      followedUpBy: c.id('followed_up_by'),
      followUpReason: c.text('follow_up_reason'),
      voidedAt: c.instant('voided_at'),
      voidedBy: c.id('voided_by'),
      voidReason: c.text('void_reason'),
      receivedAt: c.instant('received_at').notNull(),
      recordedBy: c.id('recorded_by').notNull(),
    },
    (t) => [
      c.uniqueIndex('observations_key').on(t.sender, t.source, t.externalId),
      c.index('observations_vehicle').on(t.vehicleId, t.occurredAt, t.id),
      c.index('observations_plate').on(t.plate, t.occurredAt, t.id),
      c.index('observations_vin').on(t.vin, t.id),
      c.index('observations_time').on(t.occurredAt, t.id),
      c.index('observations_follow_up').on(t.followUp, t.occurredAt, t.id),
      c.index('observations_organisation').on(t.organisationId, t.occurredAt, t.id),
    ],
  );

  return { ureaPoints, ureaRefills, ureaReporting, ureaMonths, observations };
};
