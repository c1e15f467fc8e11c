import type { Columns } from '../columns.ts';

/** Enterprises as dated facts, vehicles as changes, and what works or moves at a plant. */
export const fleetTables = (c: Columns) => {
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

  return {
    enterpriseFacts,
    vehicles,
    vehicleChanges,
    plateBindings,
    vehicleDeclarants,
    plantEquipment,
    cleanTransport,
  };
};
