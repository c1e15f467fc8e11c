import type { Columns } from '../columns.ts';

/** Appeals (申诉) against violations, and what was put right in the records they hung on. */
export const appealTables = (c: Columns) => {
  const appeals = c.table(
    'appeals',
    {
      id: c.id('id').primaryKey(),
      /** `submitted`, `granted`, `refused`, or `withdrawn` by the appellant. */
      status: c.text('status').notNull(),
      /** Whose violations they are; null where no organisation of the registry answers for them. */
      organisationId: c.id('organisation_id'),
      countyCode: c.text('county_code'),
      grounds: c.text('grounds').notNull(),
      statement: c.text('statement').notNull(),
      /** What the appellant holds to be true, as fact names with their values. */
      claimed: c.json('claimed'),
      /** Of an appeal that an officer put on record: who made it. */
      appellantName: c.text('appellant_name'),
      /** Whether it came after its time. */
      late: c.bool('late').notNull(),
      submittedAt: c.instant('submitted_at').notNull(),
      submittedBy: c.id('submitted_by').notNull(),
      /** The last day on which it should be decided. */
      decideBy: c.day('decide_by').notNull(),
      endedAt: c.instant('ended_at'),
      endedBy: c.id('ended_by'),
      reason: c.text('reason'),
      /** How a granted one put the fact right. */
      remedy: c.json('remedy'),
      /** The jobs that judge again what else depended on it. */
      jobIds: c.json('job_ids').notNull(),
    },
    (t) => [
      c.index('appeals_county').on(t.countyCode, t.id),
      c.index('appeals_organisation').on(t.organisationId, t.id),
      c.index('appeals_status').on(t.status, t.decideBy, t.id),
    ],
  );

  /** The violations that an appeal is against. */
  const appealViolations = c.table(
    'appeal_violations',
    {
      appealId: c.id('appeal_id').notNull(),
      violationId: c.id('violation_id').notNull(),
      /** The state that a refusal or withdrawal puts it back to. */
      statusBefore: c.text('status_before').notNull(),
    },
    (t) => [
      c.uniqueIndex('appeal_violations_pair').on(t.appealId, t.violationId),
      c.index('appeal_violations_violation').on(t.violationId, t.appealId),
    ],
  );

  /** One row per fact of an event that an officer put right, with what stood there before; never changed or removed by people. */
  const factCorrections = c.table(
    'fact_corrections',
    {
      id: c.id('id').primaryKey(),
      /** `passage`, `filing`, `site_entry`, `inspection`. */
      subjectType: c.text('subject_type').notNull(),
      subjectId: c.id('subject_id').notNull(),
      /** Which fact: `cargo`, `barrier`, `submittedAt`, `enteredAt`, `exitedAt`, `machineId`, `void`, `judgement`. */
      fact: c.text('fact').notNull(),
      before: c.json('before').notNull(),
      after: c.json('after').notNull(),
      reason: c.text('reason').notNull(),
      /** What caused it, such as `appeal:<id>`. */
      cause: c.text('cause'),
      at: c.instant('at').notNull(),
      actorId: c.id('actor_id').notNull(),
    },
    (t) => [c.index('fact_corrections_subject').on(t.subjectId, t.id)],
  );

  return { appeals, appealViolations, factCorrections };
};
