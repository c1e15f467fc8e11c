import { isNotNull } from 'drizzle-orm';
import type { Columns } from '../columns.ts';

/** Violations, the evidence of things, and what is to be kept. */
export const violationTables = (c: Columns) => {
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
      policy: c.terse('policy').notNull(),
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
      evidence: c.terseJson('evidence').notNull(),
      /** Its JSON, or the key of that among the explanations. */
      why: c.text('why').notNull(),
      recordedAt: c.instant('recorded_at').notNull(),
      changedAt: c.instant('changed_at').notNull(),
    },
    (t) => [
      c.uniqueIndex('violations_subject').on(t.subjectKey, t.kind),
      c.index('violations_time').on(t.occurredAt),
      c.index('violations_county').on(t.countyCode, t.occurredAt),
      c.index('violations_enterprise').on(t.enterpriseId, t.occurredAt),
      c.index('violations_organisation').on(t.organisationId, t.occurredAt),
      c.index('violations_plate').on(t.plate, t.occurredAt),
      c.index('violations_machine').on(t.machineId).where(isNotNull(t.machineId)),
      c.index('violations_vehicle').on(t.vehicleId).where(isNotNull(t.vehicleId)),
    ],
  );

  /** Decisions with their facts as JSON, each once for all violations on which was decided alike; never changed or dropped. */
  const explanations = c.table('explanations', {
    /** First 16 bytes of SHA-256 of the text, base64url. */
    key: c.text('key').primaryKey(),
    text: c.text('text').notNull(),
  });

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

  return { violations, explanations, violationRules, evidence, legalHolds };
};
