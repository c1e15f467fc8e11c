import type { Columns } from '../columns.ts';

/** Sites, machines, and what was filed, seen and inspected of them. */
export const machineryTables = (c: Columns) => {
  const sites = c.table(
    'sites',
    {
      id: c.id('id').primaryKey(),
      organisationId: c.id('organisation_id').notNull(),
      name: c.text('name').notNull(),
      countyCode: c.text('county_code').notNull(),
      address: c.text('address').notNull(),
      longitudeE6: c.int('longitude_e6'),
      latitudeE6: c.int('latitude_e6'),
      permitNumber: c.text('permit_number'),
      startsOn: c.day('starts_on').notNull(),
      endsOn: c.day('ends_on').notNull(),
      createdAt: c.instant('created_at').notNull(),
      /** What the site's organisation is on it: developer or contractor; null where nobody said. */
      organisationRole: c.text('organisation_role'),
      permitIssuer: c.text('permit_issuer'),
      permitIssuedOn: c.day('permit_issued_on'),
      /** The outline: a closed ring of [longitude, latitude] in millionths of a degree, anticlockwise. */
      boundary: c.json('boundary'),
      closedOn: c.day('closed_on'),
      closedAt: c.instant('closed_at'),
      closedBy: c.id('closed_by'),
      /** The enterprise on whose ground it lies, where it lies on one's. */
      enterpriseId: c.id('enterprise_id'),
    },
    (t) => [c.index('sites_organisation').on(t.organisationId, t.id), c.index('sites_county').on(t.countyCode, t.id)],
  );

  const machines = c.table(
    'machines',
    {
      id: c.id('id').primaryKey(),
      /** Null for a machine that was only seen. */
      organisationId: c.id('organisation_id'),
      origin: c.text('origin').notNull(),
      name: c.text('name').notNull(),
      category: c.text('category').notNull(),
      environmentalCode: c.text('environmental_code'),
      mein: c.text('mein'),
      pin: c.text('pin'),
      manufacturer: c.text('manufacturer'),
      serialNumber: c.text('serial_number'),
      disclosureNumber: c.text('disclosure_number'),
      model: c.text('model'),
      producedOn: c.day('produced_on'),
      engineManufacturer: c.text('engine_manufacturer'),
      engineModel: c.text('engine_model'),
      engineNumber: c.text('engine_number'),
      powerW: c.int('power_w'),
      fuel: c.text('fuel'),
      emissionStage: c.text('emission_stage').notNull(),
      ownerName: c.text('owner_name'),
      ownerPhone: c.text('owner_phone'),
      createdAt: c.instant('created_at').notNull(),
      /** The word for a category `other`. */
      otherCategory: c.text('other_category'),
      use: c.text('used_for'),
      /** Null: nothing was said. */
      stageBasis: c.text('stage_basis'),
      /** When an officer last verified the stage that stands; null where none did. */
      stageVerifiedAt: c.instant('stage_verified_at'),
      afterTreatment: c.text('after_treatment'),
      holding: c.text('holding'),
      lessorName: c.text('lessor_name'),
      status: c.text('status').notNull().default('active'),
      /** Since which legal day it is not active. */
      statusOn: c.day('status_on'),
    },
    (t) => [c.index('machines_organisation').on(t.organisationId, t.id)],
  );

  /** One row per identifying number, normalised; the key makes one machine of one number. */
  const machineCodes = c.table(
    'machine_codes',
    {
      scheme: c.text('scheme').notNull(),
      code: c.text('code').notNull(),
      machineId: c.id('machine_id').notNull(),
    },
    (t) => [c.uniqueIndex('machine_codes_code').on(t.code, t.scheme), c.index('machine_codes_machine').on(t.machineId)],
  );

  /** The counties whose officers see a machine: its owner's, and any where it was filed or seen. */
  const machineCounties = c.table(
    'machine_counties',
    { machineId: c.id('machine_id').notNull(), countyCode: c.text('county_code').notNull() },
    (t) => [
      c.uniqueIndex('machine_counties_pair').on(t.machineId, t.countyCode),
      c.index('machine_counties_county').on(t.countyCode, t.machineId),
    ],
  );

  const filings = c.table(
    'filings',
    {
      id: c.id('id').primaryKey(),
      siteId: c.id('site_id').notNull(),
      machineId: c.id('machine_id').notNull(),
      organisationId: c.id('organisation_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      status: c.text('status').notNull(),
      plannedEntryOn: c.day('planned_entry_on').notNull(),
      plannedExitOn: c.day('planned_exit_on').notNull(),
      /** The submission that counts: the first, or a resubmission that came too late to keep it. */
      submittedAt: c.instant('submitted_at').notNull(),
      acceptedAt: c.instant('accepted_at'),
      returnedAt: c.instant('returned_at'),
      resubmitBy: c.day('resubmit_by'),
      closedAt: c.instant('closed_at'),
      reason: c.text('reason'),
      enteredAt: c.instant('entered_at'),
      exitedAt: c.instant('exited_at'),
      createdBy: c.id('created_by').notNull(),
      remarks: c.text('remarks'),
      /** The year and the place in it and in its county by which it is numbered; null of old ones until they get theirs. */
      year: c.int('year'),
      serial: c.int('serial'),
      number: c.text('number'),
      /** The last day for the county to review the submission, where the county sets one. */
      reviewBy: c.day('review_by'),
      /** What officers were told of that day: `due` or `overdue`. */
      reviewTold: c.text('review_told'),
      /** Accepted by a setting, and extended to days for which the setting would not have accepted it. */
      extensionUnreviewed: c.bool('extension_unreviewed').notNull().default(false),
      /** Whose site it is, where another unit of it filed; null: that of the filing. */
      siteOrganisationId: c.id('site_organisation_id'),
    },
    (t) => [
      c.index('filings_machine').on(t.machineId, t.siteId),
      c.index('filings_organisation').on(t.organisationId, t.id),
      c.index('filings_county').on(t.countyCode, t.status, t.id),
      c.index('filings_returned').on(t.status, t.resubmitBy),
      c.index('filings_review').on(t.status, t.reviewBy),
      // Not unique: of two that take one number at once PostgreSQL would refuse the second, in place of trying it again.
      c.index('filings_number').on(t.number),
      c.index('filings_serial').on(t.year, t.countyCode, t.serial),
      c.index('filings_planned_exit').on(t.plannedExitOn, t.status),
      c.index('filings_site').on(t.siteId, t.id),
      c.index('filings_site_organisation').on(t.siteOrganisationId, t.id),
    ],
  );

  const filingEvents = c.table(
    'filing_events',
    {
      id: c.id('id').primaryKey(),
      filingId: c.id('filing_id').notNull(),
      at: c.instant('at').notNull(),
      action: c.text('action').notNull(),
      /** `user`, or `system` where a county's setting did it, whose id then stands for the actor's. */
      actorKind: c.text('actor_kind').notNull().default('user'),
      /** In which role somebody acted; null of old events and of the system. */
      actorRole: c.text('actor_role'),
      actorId: c.id('actor_id').notNull(),
      reason: c.text('reason'),
      /** Set on a return: the last day on which a resubmission keeps the first submission's time. */
      resubmitBy: c.day('resubmit_by'),
      /** What an amendment or extension changed: `{ before, after }`. */
      change: c.json('change'),
    },
    (t) => [c.index('filing_events_filing').on(t.filingId, t.id)],
  );

  /** A machine's report or sighting on a site; stays and flags are derived from these and from filings. */
  const siteEntries = c.table(
    'site_entries',
    {
      id: c.id('id').primaryKey(),
      siteId: c.id('site_id').notNull(),
      organisationId: c.id('organisation_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      machineId: c.id('machine_id').notNull(),
      enteredAt: c.instant('entered_at').notNull(),
      working: c.bool('working'),
      recordedAt: c.instant('recorded_at').notNull(),
      recordedBy: c.id('recorded_by').notNull(),
      /** The unit that told of it, where it is another than the site's organisation. */
      reporterOrganisationId: c.id('reporter_organisation_id'),
      /** The id that the recorder's device gave it, and the digest of all that it said. */
      clientId: c.text('client_id'),
      clientDigest: c.text('client_digest'),
    },
    (t) => [
      c.uniqueIndex('site_entries_client').on(t.recordedBy, t.clientId),
      c.index('site_entries_machine').on(t.machineId, t.siteId),
      c.index('site_entries_county').on(t.countyCode, t.id),
      c.index('site_entries_site').on(t.siteId, t.enteredAt),
    ],
  );

  const inspections = c.table(
    'inspections',
    {
      id: c.id('id').primaryKey(),
      siteId: c.id('site_id').notNull(),
      organisationId: c.id('organisation_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      machineId: c.id('machine_id').notNull(),
      inspectedAt: c.instant('inspected_at').notNull(),
      working: c.bool('working'),
      smokeClass: c.text('smoke_class'),
      /** Readings in 10⁻³ m⁻¹. */
      readings: c.json('readings'),
      /** When each reading was taken, ms. */
      readingTimes: c.json('reading_times'),
      ringelmann: c.int('ringelmann'),
      /** Temperature, humidity and pressure, the instrument with its calibration, and how it was measured. */
      ambient: c.json('ambient'),
      instrument: c.json('instrument'),
      method: c.text('method'),
      /** The departments that checked together, with their units. */
      departments: c.json('departments'),
      longitudeE6: c.int('longitude_e6'),
      latitudeE6: c.int('latitude_e6'),
      remarks: c.text('remarks'),
      result: c.text('result').notNull(),
      judgement: c.json('judgement').notNull(),
      /** Since when it counts for nothing; the reason stands with its corrections. */
      voidedAt: c.instant('voided_at'),
      recordedAt: c.instant('recorded_at').notNull(),
      recordedBy: c.id('recorded_by').notNull(),
      clientId: c.text('client_id'),
      clientDigest: c.text('client_digest'),
    },
    (t) => [
      c.uniqueIndex('inspections_client').on(t.recordedBy, t.clientId),
      c.index('inspections_machine').on(t.machineId, t.inspectedAt),
      c.index('inspections_county').on(t.countyCode, t.id),
      c.index('inspections_site').on(t.siteId, t.inspectedAt),
    ],
  );

  const prohibitions = c.table(
    'prohibitions',
    {
      id: c.id('id').primaryKey(),
      machineId: c.id('machine_id').notNull(),
      siteId: c.id('site_id').notNull(),
      organisationId: c.id('organisation_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      inspectionId: c.id('inspection_id').notNull(),
      status: c.text('status').notNull(),
      openedAt: c.instant('opened_at').notNull(),
      liftedAt: c.instant('lifted_at'),
      liftedBy: c.id('lifted_by_inspection_id'),
      /** The last day for the re-test, where an officer set one. */
      retestBy: c.day('retest_by'),
    },
    (t) => [
      c.index('prohibitions_machine').on(t.machineId),
      c.index('prohibitions_county').on(t.countyCode, t.id),
      c.index('prohibitions_status').on(t.status, t.id),
    ],
  );

  return {
    sites,
    machines,
    machineCodes,
    machineCounties,
    filings,
    filingEvents,
    siteEntries,
    inspections,
    prohibitions,
  };
};
