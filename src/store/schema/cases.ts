import type { Columns } from '../columns.ts';

/** Cases (案件) and what became of the violations in them. */
export const caseTables = (c: Columns) => {
  /** One row per change of a violation's state by a person, or by judging again: who, when and why. */
  const violationEvents = c.table(
    'violation_events',
    {
      id: c.id('id').primaryKey(),
      violationId: c.id('violation_id').notNull(),
      at: c.instant('at').notNull(),
      /** `none` where judging again raised it. */
      from: c.text('from_status').notNull(),
      to: c.text('to_status').notNull(),
      /** `user`, `gate` or `system`. */
      actorKind: c.text('actor_kind').notNull(),
      actorId: c.text('actor_id').notNull(),
      reason: c.text('reason'),
      /** What caused it, such as `appeal:<id>` or `notice:<id>`. */
      cause: c.text('cause'),
    },
    (t) => [
      c.index('violation_events_violation').on(t.violationId, t.id),
      c.index('violation_events_cause').on(t.cause, t.id),
    ],
  );

  const cases = c.table(
    'cases',
    {
      id: c.id('id').primaryKey(),
      /** Null: of the city. */
      countyCode: c.text('county_code'),
      /** The year and the place in it by which it is numbered. */
      year: c.int('year').notNull(),
      serial: c.int('serial').notNull(),
      number: c.text('number').notNull(),
      title: c.text('title').notNull(),
      /** `vehicle`, `enterprise`, `contractor` or `seller`, and what tells one from another. */
      offenderType: c.text('offender_type').notNull(),
      offenderKey: c.text('offender_key').notNull(),
      /** Name, credit code, plate and colour, as they were when it was opened. */
      offender: c.json('offender').notNull(),
      /** The offender's organisation, where it has an account here. */
      organisationId: c.id('organisation_id'),
      plate: c.text('plate'),
      plateColour: c.text('plate_colour'),
      /** `open`, `noticed`, `heard`, `decided`, `closed` or `suspended`. */
      status: c.text('status').notNull(),
      openedAt: c.instant('opened_at').notNull(),
      openedBy: c.text('opened_by').notNull(),
      changedAt: c.instant('changed_at').notNull(),
      /** The last days for the decision, and for the offender's statement. */
      decideBy: c.day('decide_by').notNull(),
      answerBy: c.day('answer_by'),
      /** When a notice was first served; before that the offender does not see it. */
      noticedAt: c.instant('noticed_at'),
      outcome: c.text('outcome'),
      decidedAt: c.instant('decided_at'),
      decisionReason: c.text('decision_reason'),
      transferredTo: c.text('transferred_to'),
      /** Of a suspended one: the state it goes back to, and since when it stands still. */
      resumesTo: c.text('resumes_to'),
      suspendedAt: c.instant('suspended_at'),
      /** The deadlines whose passing was told of: `answer:<day> decision:<day>`. */
      told: c.text('told'),
    },
    (t) => [
      c.uniqueIndex('cases_number').on(t.number),
      c.index('cases_serial').on(t.year, t.countyCode, t.serial),
      c.index('cases_county').on(t.countyCode, t.id),
      c.index('cases_organisation').on(t.organisationId, t.id),
      c.index('cases_offender').on(t.offenderKey, t.id),
      c.index('cases_plate').on(t.plate, t.id),
      c.index('cases_status').on(t.status, t.decideBy, t.id),
    ],
  );

  const caseViolations = c.table(
    'case_violations',
    {
      caseId: c.id('case_id').notNull(),
      violationId: c.id('violation_id').notNull(),
      addedAt: c.instant('added_at').notNull(),
      addedBy: c.text('added_by').notNull(),
    },
    (t) => [
      c.uniqueIndex('case_violations_pair').on(t.caseId, t.violationId),
      c.index('case_violations_violation').on(t.violationId, t.caseId),
    ],
  );

  /** One row per step of a case: who, when and why; never changed. */
  const caseEvents = c.table(
    'case_events',
    {
      id: c.id('id').primaryKey(),
      caseId: c.id('case_id').notNull(),
      at: c.instant('at').notNull(),
      actorKind: c.text('actor_kind').notNull(),
      actorId: c.text('actor_id').notNull(),
      step: c.text('step').notNull(),
      from: c.text('from_status').notNull(),
      to: c.text('to_status').notNull(),
      reason: c.text('reason'),
      detail: c.json('detail').notNull(),
    },
    (t) => [c.index('case_events_case').on(t.caseId, t.id)],
  );

  /** What the offender said (陈述申辩). */
  const caseStatements = c.table(
    'case_statements',
    {
      id: c.id('id').primaryKey(),
      caseId: c.id('case_id').notNull(),
      at: c.instant('at').notNull(),
      by: c.text('made_by').notNull(),
      /** Of one that an officer took down: whose it is. */
      saidBy: c.text('said_by'),
      text: c.text('text').notNull(),
      /** Whether it came after the day that the notice set. */
      late: c.bool('late').notNull(),
    },
    (t) => [c.index('case_statements_case').on(t.caseId, t.id)],
  );

  /** Aggravating findings that an officer made; what follows from the flags alone is worked out anew each time. */
  const caseFindings = c.table(
    'case_findings',
    {
      id: c.id('id').primaryKey(),
      caseId: c.id('case_id').notNull(),
      finding: c.text('finding').notNull(),
      reason: c.text('reason').notNull(),
      violationIds: c.json('violation_ids').notNull(),
      at: c.instant('at').notNull(),
      by: c.text('made_by').notNull(),
    },
    (t) => [c.index('case_findings_case').on(t.caseId, t.id)],
  );

  /** Notices (告知书) to offenders. Their PDF is a piece of evidence about the notice. */
  const notices = c.table(
    'notices',
    {
      id: c.id('id').primaryKey(),
      caseId: c.id('case_id').notNull(),
      /** Copied from the case. */
      countyCode: c.text('county_code'),
      organisationId: c.id('organisation_id'),
      year: c.int('year').notNull(),
      serial: c.int('serial').notNull(),
      number: c.text('number').notNull(),
      /** `made`, `served` or `withdrawn`. */
      status: c.text('status').notNull(),
      template: c.text('template').notNull(),
      /** All that is printed, pictures by their hashes. */
      content: c.json('content').notNull(),
      /** The check value at the foot of its pages. */
      digest: c.text('digest').notNull(),
      evidenceId: c.id('evidence_id').notNull(),
      createdAt: c.instant('created_at').notNull(),
      createdBy: c.text('created_by').notNull(),
      servedAt: c.instant('served_at'),
      /** Of a served one: how, by whom, to whom (送达回证). */
      service: c.json('service'),
      withdrawnAt: c.instant('withdrawn_at'),
      withdrawnReason: c.text('withdrawn_reason'),
    },
    (t) => [
      c.uniqueIndex('notices_number').on(t.number),
      c.index('notices_serial').on(t.year, t.countyCode, t.serial),
      c.index('notices_case').on(t.caseId, t.id),
      c.index('notices_county').on(t.countyCode, t.id),
      c.index('notices_organisation').on(t.organisationId, t.id),
    ],
  );

  return { violationEvents, cases, caseViolations, caseEvents, caseStatements, caseFindings, notices };
};
