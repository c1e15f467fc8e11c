import { z } from 'zod';
import { changeCaseViolations, MOST_VIOLATIONS } from '../../actions/cases/change-violations.ts';
import { closeCase, decideCase, resumeCase, suspendCase } from '../../actions/cases/decide-case.ts';
import { addFinding } from '../../actions/cases/find-aggravating.ts';
import { openProposed, proposeCases } from '../../actions/cases/gather-cases.ts';
import { getCase } from '../../actions/cases/get-case.ts';
import { openCase } from '../../actions/cases/open-case.ts';
import { takeStatement } from '../../actions/cases/take-statement.ts';
import { summarise, viewCase } from '../../actions/cases/view-case.ts';
import { CASE_STATUSES } from '../../domain/cases/case-states.ts';
import { OFFENDER_TYPES } from '../../domain/cases/offender.ts';
import { OUTCOMES } from '../../domain/cases/outcomes.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { plateInput } from '../../domain/codes/plate.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { CaseFilter, CaseRow } from '../../store/cases.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { caseOut, caseSummaryOut, presentCase, presentProposal, presentSummary, proposalOut } from '../case-answers.ts';
import { page } from '../cursors.ts';
import { plateColour } from '../passage-schema.ts';
import { created, ok, type Request, route } from '../route.ts';
import { flagQuery, idText, line, listOf, pageBody, pageQuery, prose } from '../schemas.ts';

const violationIds = z.array(idText).max(MOST_VIOLATIONS);
const filters = {
  status: z.enum(CASE_STATUSES).optional(),
  countyCode: countyInput.optional(),
  offenderType: z.enum(OFFENDER_TYPES).optional(),
  organisationId: idText.optional().meta({ description: 'Of the offender.' }),
  outcome: z.enum(OUTCOMES).optional(),
  violationId: idText.optional(),
};
const changed = { 200: { description: 'The case.', schema: caseOut } };

/** Cases (案件): violations of one offender, from the first notice to the decision that a person gives. */
export const caseRoutes = [
  route({
    method: 'POST',
    path: '/cases',
    id: 'openCase',
    tag: 'cases',
    summary: 'Gather violations of one offender into a case',
    description:
      'Of breaches that are `open`, `notified` or `appealed` and in no undecided case. Without `offenderType` they are ' +
      'pursued as the seller’s, the contractor’s, the enterprise’s or the vehicle owner’s, the first that the first one has. ' +
      '409 names the one that is not like the others.',
    who: 'case.write',
    body: z.strictObject({
      violationIds: violationIds.min(1),
      offenderType: z.enum(OFFENDER_TYPES).optional(),
      countyCode: countyInput.optional(),
      title: line(200).optional(),
    }),
    replies: { 201: { description: 'The case.', schema: caseOut } },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      const row = await openCase(tx, req.actor, req.body, contextOf(req));
      return created(`/cases/${row.id}`, await present(tx, req, row));
    },
  }),
  route({
    method: 'POST',
    path: '/cases/gather',
    id: 'gatherCases',
    tag: 'cases',
    summary: 'Propose or open cases by policy, repeat offenders first',
    description:
      'Who is a repeat offender is a parameter of the policy (`repeatOffender`). With `dryRun`, the default, nothing is opened.',
    who: 'case.write',
    body: z.strictObject({
      by: z.enum(OFFENDER_TYPES),
      countyCode: countyInput.optional(),
      limit: z.int().min(1).max(20).default(10),
      dryRun: z.boolean().default(true),
    }),
    replies: {
      200: {
        description: 'What was proposed, and the cases opened.',
        schema: z.strictObject({ proposals: z.array(proposalOut) }),
      },
    },
    prepare: (req) =>
      proposeCases(req.env.store.bulk, req.actor, req.body, {
        policies: req.env.policies.current(),
        now: req.now,
      }),
    write: async (tx, req, proposals) => {
      const opened = req.body.dryRun ? [] : await openProposed(tx, req.actor, proposals, contextOf(req));
      return ok({ proposals: proposals.map((proposal, index) => presentProposal(proposal, opened[index])) });
    },
  }),
  route({
    method: 'GET',
    path: '/cases',
    id: 'listCases',
    tag: 'cases',
    summary: 'List cases, newest first',
    description:
      'An offender’s organisation sees its own once a notice was served. `overdue`: past a deadline, and neither suspended ' +
      'nor under an appeal.',
    who: 'case.read',
    query: z.strictObject({ ...pageQuery, ...filters, overdue: flagQuery.optional() }),
    replies: { 200: { description: 'A page of cases.', schema: listOf(caseSummaryOut) } },
    read: (reader, req) => list(reader, req, req.query, filterOf(req.query, req.now)),
  }),
  route({
    method: 'POST',
    path: '/cases/search',
    id: 'searchCases',
    tag: 'cases',
    summary: 'Look cases up by the plate of the vehicle they are against',
    who: 'case.read',
    body: z.strictObject({
      ...pageBody,
      ...filters,
      overdue: z.boolean().optional(),
      plate: plateInput.optional(),
      plateColour: plateColour.optional(),
    }),
    replies: { 200: { description: 'A page of cases.', schema: listOf(caseSummaryOut) } },
    idempotent: false,
    read: (reader, req) => {
      const { plate, plateColour: colour } = req.body;
      return list(reader, req, req.body, { ...filterOf(req.body, req.now), plate, plateColour: colour ?? undefined });
    },
  }),
  route({
    method: 'GET',
    path: '/cases/{id}',
    id: 'getCase',
    tag: 'cases',
    summary: 'One case with its violations, findings, statements, notices and history',
    who: 'case.read',
    replies: { 200: { description: 'The case.', schema: caseOut } },
    etag: true,
    read: async (reader, req) => ok(await present(reader, req, await getCase(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'POST',
    path: '/cases/{id}/violations',
    id: 'changeCaseViolations',
    tag: 'cases',
    summary: 'Add violations to an open case, or remove them',
    who: 'case.write',
    body: z.strictObject({ add: violationIds.default([]), remove: violationIds.default([]) }),
    replies: changed,
    problems: ['conflict'],
    write: async (tx, req) =>
      answer(tx, req, await changeCaseViolations(tx, req.actor, req.params.id, req.body, contextOf(req))),
  }),
  route({
    method: 'POST',
    path: '/cases/{id}/findings',
    id: 'addCaseFinding',
    tag: 'cases',
    summary: 'Put an aggravating finding of the policy’s list into a case, with its reason',
    who: 'case.write',
    body: z.strictObject({ finding: line(60), reason: prose(2000), violationIds: violationIds.default([]) }),
    replies: changed,
    problems: ['conflict'],
    write: async (tx, req) => answer(tx, req, await addFinding(tx, req.actor, req.params.id, req.body, contextOf(req))),
  }),
  route({
    method: 'POST',
    path: '/cases/{id}/statements',
    id: 'addCaseStatement',
    tag: 'cases',
    summary: 'Make a statement and defence (陈述申辩), or take one down',
    description: 'Evidence for it is added to the case by `POST /evidence`. One that comes late is taken and marked.',
    who: 'case.answer',
    body: z.strictObject({
      text: prose(4000),
      saidBy: line(100)
        .optional()
        .meta({ description: 'Whose statement an officer takes down; not given by the offender itself.' }),
    }),
    replies: changed,
    problems: ['conflict'],
    write: async (tx, req) =>
      answer(tx, req, await takeStatement(tx, req.actor, req.params.id, req.body, contextOf(req))),
  }),
  route({
    method: 'POST',
    path: '/cases/{id}/decide',
    id: 'decideCase',
    tag: 'cases',
    summary: 'Put the outcome on record that a person decided',
    description:
      '`confirmed` and `rectified` need that the offender was given notice and has been heard or let its time pass. The ' +
      'violations become `confirmed`, `rectified` or, where dismissed, `cancelled`; of a transferred case they stay.',
    who: 'case.write',
    body: z.strictObject({ outcome: z.enum(OUTCOMES), reason: prose(2000), transferredTo: line(200).optional() }),
    replies: changed,
    problems: ['conflict'],
    write: async (tx, req) => answer(tx, req, await decideCase(tx, req.actor, req.params.id, req.body, contextOf(req))),
  }),
  route({
    method: 'POST',
    path: '/cases/{id}/close',
    id: 'closeCase',
    tag: 'cases',
    summary: 'Close a decided case',
    who: 'case.write',
    body: z.strictObject({ reason: prose(2000).optional() }),
    replies: changed,
    problems: ['conflict'],
    write: async (tx, req) =>
      answer(tx, req, await closeCase(tx, req.actor, req.params.id, req.body.reason, contextOf(req))),
  }),
  route({
    method: 'POST',
    path: '/cases/{id}/suspend',
    id: 'suspendCase',
    tag: 'cases',
    summary: 'Let an undecided case stand still; its deadlines wait',
    who: 'case.write',
    body: z.strictObject({ reason: prose(2000) }),
    replies: changed,
    problems: ['conflict'],
    write: async (tx, req) =>
      answer(tx, req, await suspendCase(tx, req.actor, req.params.id, req.body.reason, contextOf(req))),
  }),
  route({
    method: 'POST',
    path: '/cases/{id}/resume',
    id: 'resumeCase',
    tag: 'cases',
    summary: 'Take a suspended case up again where it was',
    who: 'case.write',
    body: z.strictObject({ reason: prose(2000).optional() }),
    replies: changed,
    problems: ['conflict'],
    write: async (tx, req) =>
      answer(tx, req, await resumeCase(tx, req.actor, req.params.id, req.body.reason, contextOf(req))),
  }),
];

type Asked = Pick<Request, 'actor' | 'env' | 'now' | 'at' | 'language'>;

const contextOf = ({ at, env }: Asked) => ({ at, policies: env.policies.current() });

async function present(reader: Reader, req: Asked, row: CaseRow) {
  const context = { policies: req.env.policies.current(), now: req.now };
  return presentCase(await viewCase(reader, req.actor, row, context), req.language);
}

const answer = async (tx: Writer, req: Asked, row: CaseRow) => ok(await present(tx, req, row));

type Filters = { readonly [N in keyof typeof filters]?: string | undefined } & {
  readonly overdue?: boolean | undefined;
};

function filterOf(query: Filters, now: number): CaseFilter {
  const { status, countyCode, offenderType, organisationId, outcome, violationId, overdue } = query;
  return {
    ...{ status, countyCode, offenderType, organisationId, outcome, violationId },
    ...(overdue === undefined ? {} : { overdue: { today: legalDayOf(now), is: overdue } }),
  };
}

async function list(
  reader: Reader,
  req: Request<unknown, unknown, unknown>,
  input: { readonly limit: number; readonly cursor?: string | undefined },
  filter: CaseFilter,
) {
  const scope = scopeOf(req.actor, 'case.read');
  const { rows, next } = await page(
    req,
    input,
    (request) => reader.cases.page(scope, filter, request),
    ({ id }) => ({ id }),
  );
  return ok({ items: (await summarise(reader, rows, req.now)).map(presentSummary), next });
}
