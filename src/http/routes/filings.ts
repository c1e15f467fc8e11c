import { z } from 'zod';
import { getFiling } from '../../actions/machinery/get-filing.ts';
import { reportEntry, reportExit, resubmitFiling, withdrawFiling } from '../../actions/machinery/report-filing.ts';
import { type Review, reviewFiling } from '../../actions/machinery/review-filing.ts';
import { submitFiling } from '../../actions/machinery/submit-filing.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { FILING_ENTRIES, FILING_STATES } from '../../domain/machinery/filing.ts';
import { legalDayOf } from '../../domain/time.ts';
import { page } from '../cursors.ts';
import {
  type FilingAsked,
  filingOut,
  filingSummaryOut,
  presentFilingInFull,
  presentFilings,
} from '../filing-answers.ts';
import { newFiling } from '../filing-schema.ts';
import { machineryAt } from '../machinery-answers.ts';
import { created, ok, route } from '../route.ts';
import {
  dayText,
  flagQuery,
  fromTo,
  idText,
  instantText,
  line,
  listOf,
  pageQuery,
  periodOf,
  prose,
  requireEventTime,
} from '../schemas.ts';

const answers = { 200: { description: 'The filing.', schema: filingOut } };
const reasoned = z.strictObject({ reason: prose(500) });

/** Filings (进场申报): machines registered with the county before they enter a site. Clause 2.4.6a. */
export const filingRoutes = [
  route({
    method: 'POST',
    path: '/filings',
    id: 'submitFiling',
    tag: 'filings',
    summary: 'File a machine for a site of the own organisation, or one that it is a unit of',
    description: 'Submitted by the clock of this service. It counts for entries strictly later.',
    who: 'filing.create',
    body: newFiling,
    replies: { 201: { description: 'The filing.', schema: filingOut } },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      const row = await submitFiling(tx, req.actor, req.body, machineryAt(req));
      return created(`/filings/${row.id}`, await presentFilingInFull(tx, row, req));
    },
  }),
  route({
    method: 'GET',
    path: '/filings',
    id: 'listFilings',
    tag: 'filings',
    summary: 'List filings, newest first unless asked otherwise',
    description: '`from` and `to` are of the submission that counts.',
    who: 'filing.read',
    query: z.strictObject({
      ...pageQuery,
      siteId: idText.optional(),
      machineId: idText.optional(),
      status: z.enum(FILING_STATES).optional(),
      number: line(60).optional().meta({ description: 'As its receipt has it.' }),
      countyCode: countyInput.optional(),
      organisationId: idText.optional(),
      ...fromTo,
      overdue: flagQuery
        .optional()
        .meta({ description: 'Whether it waits for its review longer than the county set.' }),
      entryDue: flagQuery
        .optional()
        .meta({ description: 'Whether it was accepted, and its planned day of entry is past without an entry.' }),
      exitDue: flagQuery
        .optional()
        .meta({ description: 'Whether the machine entered, and its planned day of exit is past without an exit.' }),
      extensionUnreviewed: flagQuery.optional().meta({
        description:
          'Whether it was accepted by the county’s setting and then extended to days for which it would not have been.',
      }),
      accepted: flagQuery.optional().meta({ description: 'Whether it was ever accepted.' }),
      entry: z
        .enum([...FILING_ENTRIES, 'reported'])
        .optional()
        .meta({ description: '`late`: the reported entry is not strictly later than the submission that counts.' }),
      order: z.enum(['newest', 'oldest']).optional().meta({
        description:
          '`oldest`: in the order of the submission that counts, as a review takes them; else the newest first.',
      }),
    }),
    replies: { 200: { description: 'A page of filings.', schema: listOf(filingSummaryOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'filing.read');
      const { overdue, entryDue, exitDue, order, ...query } = req.query;
      const today = legalDayOf(req.now);
      const asOf = (is: boolean | undefined) => (is === undefined ? undefined : { today, is });
      const due = { overdue: asOf(overdue), entryDue: asOf(entryDue), exitDue: asOf(exitDue) };
      const filter = { ...query, ...periodOf(query), ...due };
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.filings.page(scope, filter, { ...request, order }),
        ({ id, submittedAt }) => (order === 'oldest' ? { id, at: submittedAt } : { id }),
      );
      return ok({ items: await presentFilings(reader, rows, req.now), next });
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
    read: async (reader, req) =>
      ok(await presentFilingInFull(reader, await getFiling(reader, req.actor, req.params.id), req)),
  }),
  route({
    method: 'POST',
    path: '/filings/{id}/accept',
    id: 'acceptFiling',
    tag: 'filings',
    summary: 'Accept a submitted filing, or the extension of one that no officer accepted',
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
      return ok(await presentFilingInFull(tx, row, req));
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
      return ok(await presentFilingInFull(tx, row, req));
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
      return ok(await presentFilingInFull(tx, row, req));
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
      return ok(await presentFilingInFull(tx, row, req));
    },
  }),
];

async function review(
  tx: Parameters<typeof reviewFiling>[0],
  req: FilingAsked & { readonly params: { readonly id: string } },
  what: Review,
) {
  const row = await reviewFiling(tx, req.actor, req.params.id, what, machineryAt(req));
  return ok(await presentFilingInFull(tx, row, req));
}
