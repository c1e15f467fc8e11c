import { isNull } from 'drizzle-orm';
import type { Columns } from './columns.ts';
import { alertTables } from './schema/alerts.ts';
import { appealTables } from './schema/appeals.ts';
import { caseTables } from './schema/cases.ts';
import { observationTables } from './schema/observations.ts';
import { policyLifeTables } from './schema/policies.ts';
import { programmeTables } from './schema/programme.ts';
import { spotCheckTables } from './schema/spot-checks.ts';
import { tellingTables } from './schema/telling.ts';

/**
 * Every table of the registry, once. Applied to a SQLite kit and to a PostgreSQL kit (`columns.ts`); only `drizzle/`
 * turns it into SQL. `id` is a UUIDv7, `instant` a number of ms, `day` text `YYYY-MM-DD`, `json` text never filtered inside.
 */
export const defineTables = (c: Columns) => {
  const organisations = c.table(
    'organisations',
    {
      id: c.id('id').primaryKey(),
      kind: c.text('kind').notNull(),
      name: c.text('name').notNull(),
      creditCode: c.text('credit_code').notNull(),
      countyCode: c.text('county_code').notNull(),
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

  const enterpriseFacts = c.table(
    'enterprise_facts',
    {
      id: c.id('id').primaryKey(),
      enterpriseId: c.id('enterprise_id').notNull(),
      validFrom: c.day('valid_from').notNull(),
      sector: c.text('sector').notNull(),
      inPlanningArea: c.bool('in_planning_area').notNull(),
      annualFreightTonnes: c.int('annual_freight_tonnes'),
      railLineCompletedOn: c.day('rail_line_completed_on'),
      keyVehicleUser: c.bool('key_vehicle_user').notNull(),
      performanceGrade: c.text('performance_grade'),
      recordedAt: c.instant('recorded_at').notNull(),
      recordedBy: c.id('recorded_by').notNull(),
    },
    (t) => [c.index('enterprise_facts_enterprise').on(t.enterpriseId, t.validFrom)],
  );

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

  /** The columns beside the keys are the facts as resolved today, kept for lists; `vehicle_changes` is the record. */
  const vehicles = c.table(
    'vehicles',
    {
      id: c.id('id').primaryKey(),
      plate: c.text('plate').notNull(),
      plateColour: c.text('plate_colour').notNull(),
      verified: c.bool('verified').notNull(),
      status: c.text('status').notNull(),
      emissionStage: c.text('emission_stage').notNull(),
      /** As verified today; empty for none, null for not looked up yet (records of older versions). */
      vin: c.text('vin'),
      /** Place on the retirement list (淘汰名单): `listed`, `retired`, or null where it is not on it. */
      retirement: c.text('retirement'),
      retirementCounty: c.text('retirement_county'),
      retirementInferred: c.bool('retirement_inferred').notNull(),
      /** Who sold it as new, where that is known. */
      sellerId: c.id('seller_id'),
      /** What clause 2.4.3 says of its sale; null for not looked at yet (records of older versions). */
      saleOutcome: c.text('sale_outcome'),
      /** Day of the invoice of that sale. */
      soldOn: c.day('sold_on'),
      createdAt: c.instant('created_at').notNull(),
      updatedAt: c.instant('updated_at').notNull(),
    },
    (t) => [
      c.index('vehicles_plate').on(t.plate),
      c.index('vehicles_vin').on(t.vin, t.id),
      c.index('vehicles_retirement').on(t.retirement, t.retirementCounty, t.id),
      c.index('vehicles_seller').on(t.sellerId, t.id),
    ],
  );

  /** One row per write: the facts it gave, from which day (null: it was always so), and who said it. */
  const vehicleChanges = c.table(
    'vehicle_changes',
    {
      id: c.id('id').primaryKey(),
      vehicleId: c.id('vehicle_id').notNull(),
      effectiveOn: c.day('effective_on'),
      /** `officer` (verified), `enterprise` (declared), or `refusal` of what was declared, with its reason. */
      source: c.text('source').notNull(),
      facts: c.json('facts').notNull(),
      recordedAt: c.instant('recorded_at').notNull(),
      recordedBy: c.id('recorded_by').notNull(),
    },
    (t) => [c.index('vehicle_changes_vehicle').on(t.vehicleId, t.id)],
  );

  /** Which vehicle carried a plate (号牌) and colour from when until when (exclusive); null from = always. */
  const plateBindings = c.table(
    'plate_bindings',
    {
      id: c.id('id').primaryKey(),
      plate: c.text('plate').notNull(),
      plateColour: c.text('plate_colour').notNull(),
      vehicleId: c.id('vehicle_id').notNull(),
      validFrom: c.day('valid_from'),
      validUntil: c.day('valid_until'),
      /** Empty for the binding in force, else its own id: makes the open binding of a plate and colour unique. */
      closed: c.text('closed').notNull(),
    },
    (t) => [
      c.uniqueIndex('plate_bindings_open').on(t.plate, t.plateColour, t.closed),
      c.index('plate_bindings_vehicle').on(t.vehicleId),
    ],
  );

  /** Which enterprises declared a vehicle as serving them; that is what lets them see it. */
  const vehicleDeclarants = c.table(
    'vehicle_declarants',
    {
      vehicleId: c.id('vehicle_id').notNull(),
      organisationId: c.id('organisation_id').notNull(),
      createdAt: c.instant('created_at').notNull(),
    },
    (t) => [
      c.uniqueIndex('vehicle_declarants_pair').on(t.vehicleId, t.organisationId),
      c.index('vehicle_declarants_organisation').on(t.organisationId, t.vehicleId),
    ],
  );

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
    },
    (t) => [
      c.index('filings_machine').on(t.machineId, t.siteId),
      c.index('filings_organisation').on(t.organisationId, t.id),
      c.index('filings_county').on(t.countyCode, t.status, t.id),
      c.index('filings_returned').on(t.status, t.resubmitBy),
    ],
  );

  const filingEvents = c.table(
    'filing_events',
    {
      id: c.id('id').primaryKey(),
      filingId: c.id('filing_id').notNull(),
      at: c.instant('at').notNull(),
      action: c.text('action').notNull(),
      actorId: c.id('actor_id').notNull(),
      reason: c.text('reason'),
      /** Set on a return: the last day on which a resubmission keeps the first submission's time. */
      resubmitBy: c.day('resubmit_by'),
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
    },
    (t) => [
      c.index('site_entries_machine').on(t.machineId, t.siteId),
      c.index('site_entries_county').on(t.countyCode, t.id),
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
      ringelmann: c.int('ringelmann'),
      remarks: c.text('remarks'),
      result: c.text('result').notNull(),
      judgement: c.json('judgement').notNull(),
      /** Since when it counts for nothing; the reason stands with its corrections. */
      voidedAt: c.instant('voided_at'),
      recordedAt: c.instant('recorded_at').notNull(),
      recordedBy: c.id('recorded_by').notNull(),
    },
    (t) => [
      c.index('inspections_machine').on(t.machineId, t.inspectedAt),
      c.index('inspections_county').on(t.countyCode, t.id),
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
    },
    (t) => [c.index('prohibitions_machine').on(t.machineId), c.index('prohibitions_county').on(t.countyCode, t.id)],
  );

  const passages = c.table(
    'passages',
    {
      id: c.id('id').primaryKey(),
      gateId: c.id('gate_id').notNull(),
      enterpriseId: c.id('enterprise_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      eventId: c.text('event_id').notNull(),
      passedAt: c.instant('passed_at').notNull(),
      receivedAt: c.instant('received_at').notNull(),
      direction: c.text('direction').notNull(),
      plateRaw: c.text('plate_raw'),
      /** Normalised; empty where none was read. */
      plate: c.text('plate').notNull(),
      plateColour: c.text('plate_colour'),
      confidenceE4: c.int('confidence_e4'),
      lane: c.int('lane'),
      /** What the gate says of the vehicle (`AssertedVehicle`), never the registry's word. */
      asserted: c.json('asserted'),
      cargo: c.json('cargo'),
      barrier: c.text('barrier'),
      barrierReason: c.text('barrier_reason'),
      /** First reading of the access this reading belongs to (its own id where it is the first). */
      accessId: c.id('access_id').notNull(),
      /** First reading of the visit: the entry's, or an unpaired exit's own. */
      visitId: c.id('visit_id').notNull(),
      outcome: c.text('outcome').notNull(),
      basis: c.text('basis').notNull(),
      hold: c.bool('hold').notNull(),
      /** `yangquan-2021@1`, or null where no policy applied. */
      policy: c.text('policy'),
      /** The instant whose law judged it: the access's, or the paired entry's. */
      lawAt: c.instant('law_at').notNull(),
      facts: c.text('facts').notNull(),
      outcomes: c.text('outcomes').notNull(),
      judgedAt: c.instant('judged_at').notNull(),
      /** The camera that told of it; null where a gate computer did. */
      deviceId: c.id('device_id'),
      /** What a camera's own clock said, where `passed_at` may be the arrival instead. */
      deviceTime: c.instant('device_time'),
      /** Set where the camera marked the event as offline or sent again. */
      resent: c.bool('resent'),
      /** Other plates the camera thought possible, likeliest first. */
      alternatives: c.json('alternatives'),
      /** Version of the offline list by which the gate decided alone. */
      listVersion: c.int('list_version'),
      /** What reports count of it (`encodeTally`); null until a row of before there were tallies is filled. */
      tally: c.text('tally'),
      /** Mass of the access's load, kg, on its first reading. */
      loadKg: c.int('load_kg'),
    },
    (t) => [
      c.index('passages_untallied').on(t.id).where(isNull(t.tally)),
      c.index('passages_plate').on(t.plate, t.passedAt, t.id),
      c.index('passages_enterprise').on(t.enterpriseId, t.passedAt, t.id),
      c.index('passages_time').on(t.passedAt, t.id),
    ],
  );

  /** A person's correction of a plate as read (号牌更正): the trail of who put what in place of what, and why. */
  const plateCorrections = c.table(
    'plate_corrections',
    {
      id: c.id('id').primaryKey(),
      passageId: c.id('passage_id').notNull(),
      plateBefore: c.text('plate_before').notNull(),
      colourBefore: c.text('colour_before'),
      plateAfter: c.text('plate_after').notNull(),
      colourAfter: c.text('colour_after'),
      reason: c.text('reason').notNull(),
      at: c.instant('at').notNull(),
      actorId: c.id('actor_id').notNull(),
    },
    (t) => [c.index('plate_corrections_passage').on(t.passageId, t.id)],
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

  /** Vehicles (厂内车辆) and machines that work inside an enterprise: its second and third ledger. */
  const plantEquipment = c.table(
    'plant_equipment',
    {
      id: c.id('id').primaryKey(),
      enterpriseId: c.id('enterprise_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      /** `vehicle` or `machine`. */
      kind: c.text('kind').notNull(),
      environmentalCode: c.text('environmental_code'),
      plate: c.text('plate'),
      plateColour: c.text('plate_colour'),
      vin: c.text('vin'),
      category: c.text('category'),
      pin: c.text('pin'),
      mein: c.text('mein'),
      disclosureNumber: c.text('disclosure_number'),
      manufacturer: c.text('manufacturer'),
      brandModel: c.text('brand_model'),
      producedOn: c.day('produced_on'),
      registeredOn: c.day('registered_on'),
      fuel: c.text('fuel'),
      emissionStage: c.text('emission_stage').notNull(),
      networkStatus: c.text('network_status'),
      engineNumber: c.text('engine_number'),
      engineModel: c.text('engine_model'),
      engineManufacturer: c.text('engine_manufacturer'),
      powerW: c.int('power_w'),
      ownerName: c.text('owner_name'),
      enteredOn: c.day('entered_on'),
      leftOn: c.day('left_on'),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.id('created_by').notNull(),
      updatedAt: c.instant('updated_at').notNull(),
    },
    (t) => [c.index('plant_equipment_enterprise').on(t.enterpriseId, t.kind, t.id)],
  );

  /** Goods an enterprise moved in a month other than by road (清洁运输): one row per mode, direction and cargo. */
  const cleanTransport = c.table(
    'clean_transport',
    {
      id: c.id('id').primaryKey(),
      enterpriseId: c.id('enterprise_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      /** `YYYY-MM`. */
      month: c.text('month').notNull(),
      mode: c.text('mode').notNull(),
      direction: c.text('direction').notNull(),
      cargo: c.text('cargo').notNull(),
      kg: c.int('kg').notNull(),
      recordedAt: c.instant('recorded_at').notNull(),
      recordedBy: c.id('recorded_by').notNull(),
    },
    (t) => [c.uniqueIndex('clean_transport_row').on(t.enterpriseId, t.month, t.mode, t.direction, t.cargo)],
  );

  /** What retention must leave alone (证据保全) until it is released. */
  const legalHolds = c.table(
    'legal_holds',
    {
      id: c.id('id').primaryKey(),
      enterpriseId: c.id('enterprise_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      /** Null: all vehicles. */
      plate: c.text('plate'),
      from: c.instant('held_from').notNull(),
      until: c.instant('held_until').notNull(),
      reason: c.text('reason').notNull(),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.id('created_by').notNull(),
      releasedAt: c.instant('released_at'),
    },
    (t) => [c.index('legal_holds_enterprise').on(t.enterpriseId, t.id)],
  );

  const eventKeys = c.table('event_keys', {
    /** First 16 bytes of SHA-256(gate ‖ eventId). */
    key: c.bytes('key').primaryKey(),
    passageId: c.id('passage_id').notNull(),
    /** First 16 bytes of SHA-256 over the normalised message. */
    contentHash: c.bytes('content_hash').notNull(),
  });

  /** Decisions that a later judgement replaced. */
  const decisionHistory = c.table(
    'decision_history',
    {
      id: c.id('id').primaryKey(),
      passageId: c.id('passage_id').notNull(),
      outcome: c.text('outcome').notNull(),
      basis: c.text('basis').notNull(),
      policy: c.text('policy'),
      lawAt: c.instant('law_at').notNull(),
      facts: c.text('facts').notNull(),
      outcomes: c.text('outcomes').notNull(),
      judgedAt: c.instant('judged_at').notNull(),
      replacedAt: c.instant('replaced_at').notNull(),
      cause: c.text('cause').notNull(),
      hold: c.bool('hold'),
      /** Digest of the decision that took its place. */
      next: c.text('next_digest'),
    },
    (t) => [c.index('decision_history_passage').on(t.passageId, t.id)],
  );

  const violations = c.table(
    'violations',
    {
      id: c.id('id').primaryKey(),
      kind: c.text('kind').notNull(),
      /** `access:<visit>`, `vehicle:<id>`, `stay:<first sighting>`, `inspection:<id>` … unique with `kind`. */
      subjectKey: c.text('subject_key').notNull(),
      effect: c.text('effect').notNull(),
      rule: c.text('rule').notNull(),
      clause: c.text('clause').notNull(),
      alsoRules: c.json('also_rules').notNull(),
      policy: c.text('policy').notNull(),
      occurredAt: c.instant('occurred_at').notNull(),
      legalDay: c.day('legal_day').notNull(),
      beforePublication: c.bool('before_publication').notNull(),
      countyCode: c.text('county_code'),
      status: c.text('status').notNull(),
      enterpriseId: c.id('enterprise_id'),
      /** The organisation that answers for it and may see it, where it is known here. */
      organisationId: c.id('organisation_id'),
      gateId: c.id('gate_id'),
      vehicleId: c.id('vehicle_id'),
      plate: c.text('plate'),
      plateColour: c.text('plate_colour'),
      emissionStage: c.text('emission_stage'),
      machineId: c.id('machine_id'),
      siteId: c.id('site_id'),
      sellerName: c.text('seller_name'),
      sellerCreditCode: c.text('seller_credit_code'),
      evidence: c.json('evidence').notNull(),
      why: c.json('why').notNull(),
      recordedAt: c.instant('recorded_at').notNull(),
      changedAt: c.instant('changed_at').notNull(),
    },
    (t) => [
      c.uniqueIndex('violations_subject').on(t.subjectKey, t.kind),
      c.index('violations_time').on(t.occurredAt, t.id),
      c.index('violations_county').on(t.countyCode, t.occurredAt, t.id),
      c.index('violations_enterprise').on(t.enterpriseId, t.occurredAt, t.id),
      c.index('violations_organisation').on(t.organisationId, t.occurredAt, t.id),
      c.index('violations_plate').on(t.plate, t.occurredAt, t.id),
      c.index('violations_machine').on(t.machineId),
      c.index('violations_vehicle').on(t.vehicleId),
    ],
  );

  /** One row per rule a violation broke, so that a filter by rule or clause is one index range. */
  const violationRules = c.table(
    'violation_rules',
    {
      violationId: c.id('violation_id').notNull(),
      rule: c.text('rule').notNull(),
      clause: c.text('clause').notNull(),
      /** Copied from the violation; empty where it has no county. */
      countyCode: c.text('county_code').notNull(),
      occurredAt: c.instant('occurred_at').notNull(),
    },
    (t) => [
      c.uniqueIndex('violation_rules_pair').on(t.violationId, t.rule),
      c.index('violation_rules_rule').on(t.rule, t.countyCode, t.occurredAt, t.violationId),
      c.index('violation_rules_clause').on(t.clause, t.countyCode, t.occurredAt, t.violationId),
    ],
  );

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

  const evidence = c.table(
    'evidence',
    {
      id: c.id('id').primaryKey(),
      sha256: c.text('sha256').notNull(),
      bytes: c.int('bytes').notNull(),
      mediaType: c.text('media_type').notNull(),
      /** Folder under the uploads root: `<arrival month>/<aa>`. */
      folder: c.text('folder').notNull(),
      kind: c.text('kind').notNull(),
      subjectType: c.text('subject_type').notNull(),
      subjectId: c.id('subject_id').notNull(),
      fileName: c.text('file_name'),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.text('created_by').notNull(),
    },
    (t) => [c.index('evidence_subject').on(t.subjectType, t.subjectId, t.id), c.index('evidence_sha256').on(t.sha256)],
  );

  return {
    ...alertTables(c),
    ...appealTables(c),
    ...caseTables(c),
    ...spotCheckTables(c),
    ...observationTables(c),
    ...policyLifeTables(c),
    ...programmeTables(c),
    ...tellingTables(c),
    organisations,
    users,
    sessions,
    refreshTokens,
    enterpriseFacts,
    gates,
    gateTokens,
    vehicles,
    vehicleChanges,
    plateBindings,
    vehicleDeclarants,
    sites,
    machines,
    machineCodes,
    machineCounties,
    filings,
    filingEvents,
    siteEntries,
    inspections,
    prohibitions,
    passages,
    plateCorrections,
    devices,
    deadLetters,
    earlyNotes,
    gateCounts,
    gateLists,
    plantEquipment,
    cleanTransport,
    legalHolds,
    eventKeys,
    decisionHistory,
    violations,
    violationRules,
    policies,
    jobs,
    outbox,
    audit,
    auditSeals,
    idempotency,
    evidence,
  };
};

export type Tables = ReturnType<typeof defineTables>;
