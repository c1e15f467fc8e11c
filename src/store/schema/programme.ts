import type { Columns } from '../columns.ts';

/** The retirement programme (淘汰, clause 2.4.4) and who sells vehicles (clause 2.4.3). */
export const programmeTables = (c: Columns) => {
  /** How many vehicles a county is to retire in a year; the last decided of a county and year counts. */
  const retirementQuotas = c.table(
    'retirement_quotas',
    {
      id: c.id('id').primaryKey(),
      countyCode: c.text('county_code').notNull(),
      year: c.int('year').notNull(),
      vehicles: c.int('vehicles').notNull(),
      /** The document that sets it, and its number (文号). */
      source: c.text('source').notNull(),
      decidedOn: c.day('decided_on').notNull(),
      recordedAt: c.instant('recorded_at').notNull(),
      recordedBy: c.id('recorded_by').notNull(),
    },
    (t) => [
      c.index('retirement_quotas_year').on(t.year, t.countyCode, t.decidedOn, t.id),
      c.index('retirement_quotas_county').on(t.countyCode, t.id),
    ],
  );

  /** That a listed vehicle was scrapped (报废) or deregistered (注销). Only a verified one counts. */
  const retirementProofs = c.table(
    'retirement_proofs',
    {
      id: c.id('id').primaryKey(),
      vehicleId: c.id('vehicle_id').notNull(),
      /** Where the vehicle was listed when it was recorded; null where the register did not tell. */
      countyCode: c.text('county_code'),
      /** The enterprise that recorded it; null for officers. */
      organisationId: c.id('organisation_id'),
      /** `scrapped` or `deregistered`. */
      kind: c.text('kind').notNull(),
      certificateNumber: c.text('certificate_number').notNull(),
      retiredOn: c.day('retired_on').notNull(),
      /** Who took it (报废机动车回收企业): name and credit code. */
      recycler: c.json('recycler'),
      remarks: c.text('remarks'),
      /** `recorded`, `verified` or `refused`. */
      status: c.text('status').notNull(),
      /** `certificate` or `platform`: what the officer saw. */
      seenIn: c.text('seen_in'),
      reason: c.text('reason'),
      /** The vehicle and the certificate while it is not refused, null afterwards: of each there is one. */
      standsFor: c.id('stands_for'),
      standsBy: c.text('stands_by'),
      recordedAt: c.instant('recorded_at').notNull(),
      recordedBy: c.id('recorded_by').notNull(),
      decidedAt: c.instant('decided_at'),
      decidedBy: c.id('decided_by'),
    },
    (t) => [
      c.uniqueIndex('retirement_proofs_vehicle').on(t.standsFor),
      c.uniqueIndex('retirement_proofs_certificate').on(t.standsBy),
      c.index('retirement_proofs_county').on(t.countyCode, t.id),
      c.index('retirement_proofs_organisation').on(t.organisationId, t.id),
      c.index('retirement_proofs_day').on(t.status, t.retiredOn),
    ],
  );

  /** Letters (移送函) that tell a vehicle's home of what was met at our gates. Their PDF is evidence about the letter. */
  const retirementLetters = c.table(
    'retirement_letters',
    {
      id: c.id('id').primaryKey(),
      year: c.int('year').notNull(),
      serial: c.int('serial').notNull(),
      number: c.text('number').notNull(),
      /** The first four digits of a division (1401), or the beginning of a plate (冀A) where no division is known. */
      home: c.text('home').notNull(),
      addressee: c.text('addressee').notNull(),
      /** The sightings told of: [from, until). */
      from: c.instant('seen_from').notNull(),
      until: c.instant('seen_until').notNull(),
      /** All that is printed. */
      content: c.json('content').notNull(),
      /** The check value at the foot of its pages. */
      digest: c.text('digest').notNull(),
      evidenceId: c.id('evidence_id').notNull(),
      /** `made`, `sent`, `answered` or `withdrawn`. */
      status: c.text('status').notNull(),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.id('created_by').notNull(),
      sentOn: c.day('sent_on'),
      sentBy: c.text('sent_by'),
      answeredOn: c.day('answered_on'),
      answer: c.text('answer'),
      withdrawnReason: c.text('withdrawn_reason'),
    },
    (t) => [
      c.uniqueIndex('retirement_letters_number').on(t.number),
      c.uniqueIndex('retirement_letters_serial').on(t.year, t.serial),
      c.index('retirement_letters_home').on(t.home, t.id),
    ],
  );

  const retirementLetterVehicles = c.table(
    'retirement_letter_vehicles',
    { letterId: c.id('letter_id').notNull(), vehicleId: c.id('vehicle_id').notNull() },
    (t) => [
      c.uniqueIndex('retirement_letter_vehicles_pair').on(t.letterId, t.vehicleId),
      c.index('retirement_letter_vehicles_vehicle').on(t.vehicleId),
    ],
  );

  /** Who sells vehicles (经销商): from dealers' lists, and from the sales themselves. */
  const sellers = c.table(
    'sellers',
    {
      id: c.id('id').primaryKey(),
      /** The credit code, else the name: what tells one from another. */
      key: c.text('key').notNull(),
      name: c.text('name').notNull(),
      creditCode: c.text('credit_code'),
      countyCode: c.text('county_code'),
      address: c.text('address'),
      /** When an officer listed it; null for one that is known from sales alone. */
      listedAt: c.instant('listed_at'),
      createdAt: c.instant('created_at').notNull(),
    },
    (t) => [c.uniqueIndex('sellers_key').on(t.key), c.index('sellers_county').on(t.countyCode, t.id)],
  );

  return { retirementQuotas, retirementProofs, retirementLetters, retirementLetterVehicles, sellers };
};
