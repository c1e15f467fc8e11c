import { z } from 'zod';
import { filingWarnings } from '../../actions/machinery/filing-checks.ts';
import { getFiling } from '../../actions/machinery/get-filing.ts';
import { judgementOf } from '../../actions/machinery/machine-event.ts';
import { reportEntry, reportExit, resubmitFiling, withdrawFiling } from '../../actions/machinery/report-filing.ts';
import { type Review, reviewFiling } from '../../actions/machinery/review-filing.ts';
import { submitFiling } from '../../actions/machinery/submit-filing.ts';
import { COUNTY_CODES, countyInput } from '../../domain/codes/county.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { FILING_ENTRIES, FILING_STATES } from '../../domain/machinery/filing.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { Reader } from '../../store/store.ts';
import { page } from '../cursors.ts';
import { known, warningOut } from '../machine-schema.ts';
import { judgementOut, machineryAt, presentJudgement } from '../machinery-answers.ts';
import { created, ok, type Request, route } from '../route.ts';
import {
  dayOut,
  dayText,
  flagQuery,
  fromTo,
  idOut,
  idText,
  instant,
  instantOut,
  instantText,
  listOf,
  pageQuery,
  periodOf,
  prose,
  requireEventTime,
} from '../schemas.ts';

const filing = {
  id: idOut,
  siteId: idOut,
  machineId: idOut,
  organisationId: idOut,
  countyCode: z.enum(COUNTY_CODES),
  status: z.enum(FILING_STATES),
  plannedEntryOn: dayOut,
  plannedExitOn: dayOut,
  submittedAt: instantOut.meta({
    description: 'The submission that counts: the first, or a resubmission that came too late to keep it.',
  }),
  acceptedAt: instantOut.optional(),
  returnedAt: instantOut.optional(),
  resubmitBy: dayOut
    .optional()
    .meta({ description: 'The last day on which a resubmission keeps the date of submission.' }),
  closedAt: instantOut
    .optional()
    .meta({ description: 'When it was rejected or withdrawn, or its time to come back ran out.' }),
  reason: z.string().optional(),
  enteredAt: instantOut.optional(),
  exitedAt: instantOut.optional(),
  createdBy: idOut,
  warnings: z.array(warningOut),
};
const summaryOut = z.strictObject(filing).meta({ id: 'FilingSummary' });
const filingOut = z
  .strictObject({
    ...filing,
    events: z
      .array(
        z.strictObject({
          action: z.string(),
          at: instantOut,
          by: idOut,
          reason: z.string().optional(),
          resubmitBy: dayOut.optional(),
        }),
      )
      .meta({ description: 'What happened to it, oldest first.' }),
    ...judgementOut,
  })
  .meta({ id: 'Filing' });

const answers = { 200: { description: 'The filing.', schema: filingOut } };
const reasoned = z.strictObject({ reason: prose(500) });

/** Filings (进场申报): machines registered with the county before they enter a site. Clause 2.4.6a. */
export const filingRoutes = [
  route({
    method: 'POST',
    path: '/filings',
    id: 'submitFiling',
    tag: 'filings',
    summary: 'File a machine for a site of the own organisation',
    description: 'Submitted by the clock of this service. It counts for entries strictly later.',
    who: 'filing.create',
    body: z
      .strictObject({ siteId: idText, machineId: idText, plannedEntryOn: dayText, plannedExitOn: dayText })
      .meta({ id: 'NewFiling' }),
    replies: { 201: { description: 'The filing.', schema: filingOut } },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      const row = await submitFiling(tx, req.actor, req.body, machineryAt(req));
      return created(`/filings/${row.id}`, await detail(tx, row, req));
    },
  }),
  route({
    method: 'GET',
    path: '/filings',
    id: 'listFilings',
    tag: 'filings',
    summary: 'List filings, newest first',
    description: '`from` and `to` are of the submission that counts.',
    who: 'filing.read',
    query: z.strictObject({
      ...pageQuery,
      siteId: idText.optional(),
      machineId: idText.optional(),
      status: z.enum(FILING_STATES).optional(),
      countyCode: countyInput.optional(),
      organisationId: idText.optional(),
      ...fromTo,
      accepted: flagQuery.optional().meta({ description: 'Whether it was ever accepted.' }),
      entry: z
        .enum([...FILING_ENTRIES, 'reported'])
        .optional()
        .meta({ description: '`late`: the reported entry is not strictly later than the submission that counts.' }),
    }),
    replies: { 200: { description: 'A page of filings.', schema: listOf(summaryOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'filing.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.filings.page(scope, { ...req.query, ...periodOf(req.query) }, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(summary), next });
    },
  }),
  route({
    method: 'GET',
    path: '/filings/{id}',
    id: 'getFiling',
    tag: 'filings',
    summary: 'One filing with its history',
    who: 'filing.read',
    replies: answers,
    etag: true,
    read: async (reader, req) => ok(await detail(reader, await getFiling(reader, req.actor, req.params.id), req)),
  }),
  route({
    method: 'POST',
    path: '/filings/{id}/accept',
    id: 'acceptFiling',
    tag: 'filings',
    summary: 'Accept a submitted filing',
    who: 'filing.review',
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) => review(tx, req, { action: 'accept' }),
  }),
  route({
    method: 'POST',
    path: '/filings/{id}/return',
    id: 'returnFiling',
    tag: 'filings',
    summary: 'Return a submitted filing for correction',
    description: 'Resubmitted in the time set it keeps its date of submission.',
    who: 'filing.review',
    body: reasoned,
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) => review(tx, req, { action: 'return', reason: req.body.reason }),
  }),
  route({
    method: 'POST',
    path: '/filings/{id}/reject',
    id: 'rejectFiling',
    tag: 'filings',
    summary: 'Reject a submitted filing',
    who: 'filing.review',
    body: reasoned,
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) => review(tx, req, { action: 'reject', reason: req.body.reason }),
  }),
  route({
    method: 'POST',
    path: '/filings/{id}/resubmit',
    id: 'resubmitFiling',
    tag: 'filings',
    summary: 'Hand a returned filing in again',
    who: 'filing.report',
    body: z.strictObject({ plannedEntryOn: dayText.optional(), plannedExitOn: dayText.optional() }),
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) => {
      const row = await resubmitFiling(tx, req.actor, req.params.id, req.body, machineryAt(req));
      return ok(await detail(tx, row, req));
    },
  }),
  route({
    method: 'POST',
    path: '/filings/{id}/withdraw',
    id: 'withdrawFiling',
    tag: 'filings',
    summary: 'Take a filing back',
    who: 'filing.report',
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) => {
      const row = await withdrawFiling(tx, req.actor, req.params.id, machineryAt(req));
      return ok(await detail(tx, row, req));
    },
  }),
  route({
    method: 'POST',
    path: '/filings/{id}/entry',
    id: 'reportEntry',
    tag: 'filings',
    summary: 'Report that the machine came on the site',
    description: 'Never refused for its date; a day that was not planned is a warning.',
    who: 'filing.report',
    body: z.strictObject({ enteredAt: instantText }),
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) => {
      const { enteredAt } = req.body;
      requireEventTime(enteredAt, req.now, '#/enteredAt');
      const row = await reportEntry(tx, req.actor, req.params.id, enteredAt, machineryAt(req));
      return ok(await detail(tx, row, req));
    },
  }),
  route({
    method: 'POST',
    path: '/filings/{id}/exit',
    id: 'reportExit',
    tag: 'filings',
    summary: 'Report that the machine left the site',
    who: 'filing.report',
    body: z.strictObject({ exitedAt: instantText }),
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) => {
      const { exitedAt } = req.body;
      requireEventTime(exitedAt, req.now, '#/exitedAt');
      const row = await reportExit(tx, req.actor, req.params.id, exitedAt, machineryAt(req));
      return ok(await detail(tx, row, req));
    },
  }),
];

type Asked = Pick<Request, 'actor' | 'at' | 'env' | 'language'>;

async function review(
  tx: Parameters<typeof reviewFiling>[0],
  req: Asked & { readonly params: { readonly id: string } },
  what: Review,
) {
  const row = await reviewFiling(tx, req.actor, req.params.id, what, machineryAt(req));
  return ok(await detail(tx, row, req));
}

function summary(row: FilingRow) {
  return {
    id: row.id,
    siteId: row.siteId,
    machineId: row.machineId,
    organisationId: row.organisationId,
    countyCode: row.countyCode,
    status: row.status,
    plannedEntryOn: row.plannedEntryOn,
    plannedExitOn: row.plannedExitOn,
    submittedAt: instant(row.submittedAt),
    ...known({
      acceptedAt: instant(row.acceptedAt),
      returnedAt: instant(row.returnedAt),
      resubmitBy: row.resubmitBy,
      closedAt: instant(row.closedAt),
      reason: row.reason,
      enteredAt: instant(row.enteredAt),
      exitedAt: instant(row.exitedAt),
    }),
    createdBy: row.createdBy,
    warnings: filingWarnings(row),
  };
}

async function detail(reader: Reader, row: FilingRow, req: Asked) {
  const { id, machineId, siteId, enteredAt } = row;
  const events = await reader.filings.eventsOf(id);
  const event = { kind: 'filing', id, machineId, siteId, at: enteredAt, working: null } as const;
  const judgement = await judgementOf(reader, event, machineryAt(req));
  return {
    ...summary(row),
    events: events.map(({ action, at, actorId, reason, resubmitBy }) => ({
      action,
      at: instant(at),
      by: actorId,
      ...known({ reason, resubmitBy }),
    })),
    ...presentJudgement(judgement, req.language),
  };
}
