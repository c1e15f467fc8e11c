import { z } from 'zod';
import type { KnownOffender } from '../actions/cases/describe-offender.ts';
import type { CaseFinding } from '../actions/cases/find-aggravating.ts';
import type { Proposal } from '../actions/cases/gather-cases.ts';
import type { CaseInFull, CaseSummary } from '../actions/cases/view-case.ts';
import { CASE_STATUSES } from '../domain/cases/case-states.ts';
import { OFFENDER_TYPES } from '../domain/cases/offender.ts';
import { OUTCOMES } from '../domain/cases/outcomes.ts';
import { VIOLATION_STATUSES } from '../domain/enforcement/violation.ts';
import { explainFlag, type FlagWhy } from '../domain/enforcement/why.ts';
import type { CaseRow } from '../store/cases.ts';
import type { Language } from './language.ts';
import { dayOut, idOut, instant, instantOut } from './schemas.ts';

const offenderOut = z
  .strictObject({
    type: z.enum(OFFENDER_TYPES),
    name: z.string().optional(),
    creditCode: z.string().optional(),
    plate: z.string().optional(),
    plateColour: z.string().optional(),
    organisationId: idOut.optional(),
  })
  .meta({ id: 'Offender', description: 'Whom a case is against, as known when it was opened.' });

const common = {
  id: idOut,
  number: z.string(),
  title: z.string(),
  countyCode: z.string().nullable().meta({ description: 'Null: a case of the city.' }),
  status: z.enum(CASE_STATUSES),
  offender: offenderOut,
  openedAt: instantOut,
  openedBy: z.string(),
  changedAt: instantOut,
  counts: z.strictObject({
    all: z.int(),
    standing: z.int().meta({ description: 'Without those that were cancelled or withdrawn.' }),
    appealed: z.int(),
  }),
  allFellAway: z.boolean().meta({ description: 'None of its violations stands any more.' }),
  deadlines: z.array(z.strictObject({ what: z.enum(['answer', 'decision']), by: dayOut, overdue: z.boolean() })),
  answerBy: dayOut.nullable(),
  decideBy: dayOut,
  noticedAt: instantOut.nullable(),
  suspendedAt: instantOut.nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  decidedAt: instantOut.nullable(),
  decisionReason: z.string().nullable(),
  transferredTo: z.string().nullable(),
};

export const caseSummaryOut = z.strictObject(common).meta({ id: 'CaseSummary' });

const findingOut = z
  .strictObject({
    finding: z.string(),
    title: z.string(),
    cite: z.string().meta({ description: 'The words of the policy.' }),
    origin: z.enum(['computed', 'officer']),
    reason: z.string(),
    violationIds: z.array(idOut),
    foundAt: instantOut.optional(),
    foundBy: z.string().optional(),
  })
  .meta({ id: 'AggravatingFinding', description: 'What speaks for severity; it sets no amount of anything.' });

/** What a step made or changed, beside the state. */
const stepDetail = z.strictObject({
  violationIds: z.array(idOut).optional(),
  add: z.array(idOut).optional(),
  remove: z.array(idOut).optional(),
  number: z.string().optional(),
  noticeId: idOut.optional(),
  method: z.string().optional(),
  answerBy: dayOut.optional(),
  notified: z.array(idOut).optional(),
  statementId: idOut.optional(),
  late: z.boolean().optional(),
  finding: z.string().optional(),
  outcome: z.enum(OUTCOMES).optional(),
  transferredTo: z.string().optional(),
});

export const caseOut = z
  .strictObject({
    ...common,
    violations: z.array(
      z.strictObject({
        id: idOut,
        kind: z.string(),
        rule: z.string(),
        clause: z.string(),
        policy: z.string(),
        status: z.enum(VIOLATION_STATUSES),
        occurredAt: instantOut,
        stands: z.boolean(),
        beforePublication: z.boolean(),
        leftOut: z.string().nullable().meta({ description: 'Why notices leave it out, if they do.' }),
        why: z.string(),
      }),
    ),
    findings: z.array(findingOut),
    statements: z.array(
      z.strictObject({
        id: idOut,
        at: instantOut,
        by: z.string(),
        saidBy: z.string().nullable().meta({ description: 'Whose it is, where an officer took it down.' }),
        text: z.string(),
        late: z.boolean(),
      }),
    ),
    notices: z.array(
      z.strictObject({
        id: idOut,
        number: z.string(),
        status: z.string(),
        createdAt: instantOut,
        servedAt: instantOut.nullable(),
      }),
    ),
    history: z.array(
      z.strictObject({
        at: instantOut,
        by: z.string(),
        step: z.string(),
        from: z.string(),
        to: z.string(),
        reason: z.string().nullable(),
        detail: stepDetail,
      }),
    ),
  })
  .meta({ id: 'Case' });

export const proposalOut = z
  .strictObject({
    offender: offenderOut,
    repeatOffender: z.boolean(),
    openBreaches: z.int().meta({ description: 'Of it, in no case; one case takes at most 200 of them.' }),
    violationIds: z.array(idOut),
    caseId: idOut.nullable().meta({ description: 'The case that was opened.' }),
  })
  .meta({ id: 'CaseProposal' });

export function presentSummary({ row, counts, deadlines }: CaseSummary) {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    countyCode: row.countyCode,
    status: row.status,
    offender: { type: row.offenderType, ...(row.offender as KnownOffender) },
    openedAt: instant(row.openedAt),
    openedBy: row.openedBy,
    changedAt: instant(row.changedAt),
    counts,
    allFellAway: counts.standing === 0,
    deadlines,
    answerBy: row.answerBy,
    decideBy: row.decideBy,
    noticedAt: instant(row.noticedAt),
    suspendedAt: instant(row.suspendedAt),
    outcome: row.outcome,
    decidedAt: instant(row.decidedAt),
    decisionReason: row.decisionReason,
    transferredTo: row.transferredTo,
  };
}

export function presentCase(view: CaseInFull, language: Language) {
  return {
    ...presentSummary(view),
    violations: view.violations.map(({ row, stands, leftOut }) => ({
      id: row.id,
      kind: row.kind,
      rule: row.rule,
      clause: row.clause,
      policy: row.policy,
      status: row.status,
      occurredAt: instant(row.occurredAt),
      stands,
      beforePublication: row.beforePublication,
      leftOut: leftOut?.[language] ?? null,
      why: explainFlag(row.why as FlagWhy, language),
    })),
    findings: view.findings.map((one) => presentFinding(one, language)),
    statements: view.statements.map(({ id, at, by, saidBy, text, late }) => ({
      ...{ id, at: instant(at), by, saidBy, text, late },
    })),
    notices: view.notices.map(({ id, number, status, createdAt, servedAt }) => ({
      ...{ id, number, status, createdAt: instant(createdAt), servedAt: instant(servedAt) },
    })),
    history: view.history.map(({ at, actorId, step, from, to, reason, detail }) => ({
      ...{ at: instant(at), by: actorId, step, from, to, reason, detail },
    })),
  };
}

function presentFinding({ finding, computed, found }: CaseFinding, language: Language) {
  return {
    finding: finding.id,
    title: finding.title[language],
    cite: finding.cite,
    origin: computed ? 'computed' : 'officer',
    reason: computed?.reason[language] ?? found?.reason ?? '',
    violationIds: computed?.violationIds ?? found?.violationIds ?? [],
    ...(found ? { foundAt: instant(found.at), foundBy: found.by } : {}),
  };
}

export function presentProposal(proposal: Proposal, opened: CaseRow | undefined) {
  return {
    offender: { type: proposal.offender.type, ...proposal.known },
    repeatOffender: proposal.repeat,
    openBreaches: proposal.free,
    violationIds: proposal.violations.map(({ id }) => id),
    caseId: opened?.id ?? null,
  };
}
