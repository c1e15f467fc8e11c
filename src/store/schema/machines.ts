import type { Columns } from '../columns.ts';

/** What became of machines on record: looks at their stage, retrofits, their life, who held them, and trucks that brought them. */
export const machineRecordTables = (c: Columns) => {
  const machineVerifications = c.table(
    'machine_verifications',
    {
      id: c.id('id').primaryKey(),
      machineId: c.id('machine_id').notNull(),
      emissionStage: c.text('emission_stage').notNull(),
      basis: c.text('basis').notNull(),
      /** What the record said before. */
      stageBefore: c.text('stage_before').notNull(),
      remarks: c.text('remarks'),
      evidenceIds: c.json('evidence_ids').notNull(),
      at: c.instant('at').notNull(),
      verifiedBy: c.id('verified_by').notNull(),
    },
    (t) => [c.index('machine_verifications_machine').on(t.machineId, t.id)],
  );

  const machineRetrofits = c.table(
    'machine_retrofits',
    {
      id: c.id('id').primaryKey(),
      machineId: c.id('machine_id').notNull(),
      what: c.text('what').notNull(),
      retrofittedOn: c.day('retrofitted_on').notNull(),
      workshop: c.text('workshop').notNull(),
      certificateNumber: c.text('certificate_number'),
      /** The after-treatment since then; null where it stayed or nobody said. */
      afterTreatment: c.text('after_treatment'),
      evidenceIds: c.json('evidence_ids').notNull(),
      recordedAt: c.instant('recorded_at').notNull(),
      recordedBy: c.id('recorded_by').notNull(),
    },
    (t) => [c.index('machine_retrofits_machine').on(t.machineId, t.id)],
  );

  const machineLifeEvents = c.table(
    'machine_life_events',
    {
      id: c.id('id').primaryKey(),
      machineId: c.id('machine_id').notNull(),
      status: c.text('status').notNull(),
      day: c.day('day').notNull(),
      reason: c.text('reason'),
      at: c.instant('at').notNull(),
      recordedBy: c.id('recorded_by').notNull(),
    },
    (t) => [c.index('machine_life_events_machine').on(t.machineId, t.id)],
  );

  /** From when until when an organisation held a machine; a machine that never changed hands has no row. */
  const machineHoldings = c.table(
    'machine_holdings',
    {
      id: c.id('id').primaryKey(),
      machineId: c.id('machine_id').notNull(),
      organisationId: c.id('organisation_id').notNull(),
      since: c.instant('since').notNull(),
      /** Null: still. */
      until: c.instant('until'),
      claimId: c.id('claim_id'),
    },
    (t) => [
      c.index('machine_holdings_machine').on(t.machineId, t.since),
      c.index('machine_holdings_organisation').on(t.organisationId, t.machineId),
    ],
  );

  /** Cases about who holds a machine: claimed from its holder, or offered by it. */
  const machineClaims = c.table(
    'machine_claims',
    {
      id: c.id('id').primaryKey(),
      kind: c.text('kind').notNull(),
      machineId: c.id('machine_id').notNull(),
      /** Who is to have it. */
      claimantId: c.id('claimant_id').notNull(),
      claimantCounty: c.text('claimant_county').notNull(),
      holderId: c.id('holder_id').notNull(),
      holderCounty: c.text('holder_county').notNull(),
      grounds: c.text('grounds').notNull(),
      statement: c.text('statement'),
      status: c.text('status').notNull(),
      openedAt: c.instant('opened_at').notNull(),
      openedBy: c.id('opened_by').notNull(),
      answerBy: c.day('answer_by').notNull(),
      contestedAt: c.instant('contested_at'),
      contestedBy: c.id('contested_by'),
      objection: c.text('objection'),
      endedAt: c.instant('ended_at'),
      endedBy: c.id('ended_by'),
      reason: c.text('reason'),
    },
    (t) => [
      c.index('machine_claims_machine').on(t.machineId, t.id),
      c.index('machine_claims_claimant').on(t.claimantId, t.id),
      c.index('machine_claims_holder').on(t.holderId, t.id),
    ],
  );

  /** Machines that came through a gate on a truck. What is copied of the passage outlives it; no plate is. */
  const machineArrivals = c.table(
    'machine_arrivals',
    {
      id: c.id('id').primaryKey(),
      passageId: c.id('passage_id').notNull(),
      machineId: c.id('machine_id').notNull(),
      filingId: c.id('filing_id'),
      enterpriseId: c.id('enterprise_id').notNull(),
      gateId: c.id('gate_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      passedAt: c.instant('passed_at').notNull(),
      linkedAt: c.instant('linked_at').notNull(),
      linkedBy: c.id('linked_by').notNull(),
      /** Of the enterprise's people that linked it; null where an officer did. */
      linkedFor: c.id('linked_for'),
      unlinkedAt: c.instant('unlinked_at'),
      unlinkedBy: c.id('unlinked_by'),
    },
    (t) => [
      c.index('machine_arrivals_passage').on(t.passageId, t.id),
      c.index('machine_arrivals_machine').on(t.machineId, t.id),
    ],
  );

  return {
    machineVerifications,
    machineRetrofits,
    machineLifeEvents,
    machineHoldings,
    machineClaims,
    machineArrivals,
  };
};
