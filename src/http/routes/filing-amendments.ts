import { z } from 'zod';
import { amendFiling, extendFiling } from '../../actions/machinery/amend-filing.ts';
import { getFiling } from '../../actions/machinery/get-filing.ts';
import { filingOut, presentFilingInFull } from '../filing-answers.ts';
import { machineryAt } from '../machinery-answers.ts';
import { ok, route } from '../route.ts';
import { dayText, prose } from '../schemas.ts';

const answers = { 200: { description: 'The filing.', schema: filingOut } };

/** Filings that change on their way (变更、延期): the planned days bind nobody, so neither is asked for. Clause 2.4.6a. */
export const filingAmendmentRoutes = [
  route({
    method: 'PATCH',
    path: '/filings/{id}',
    id: 'amendFiling',
    tag: 'filings',
    summary: 'Change planned days or remarks of a submitted or returned filing',
    description: 'What is left out stays; null erases the remarks. When it was submitted does not change.',
    who: 'filing.report',
    body: z.strictObject({
      plannedEntryOn: dayText.optional(),
      plannedExitOn: dayText.optional(),
      remarks: prose(500).nullish(),
    }),
    replies: answers,
    problems: ['conflict', 'precondition-failed', 'precondition-required'],
    etag: true,
    current: async (tx, req) =>
      presentFilingInFull(tx, await getFiling(tx, req.actor, req.params.id, 'filing.report'), req),
    write: async (tx, req) => {
      const row = await amendFiling(tx, req.actor, req.params.id, req.body, machineryAt(req));
      return ok(await presentFilingInFull(tx, row, req));
    },
  }),
  route({
    method: 'POST',
    path: '/filings/{id}/extend',
    id: 'extendFiling',
    tag: 'filings',
    summary: 'Extend the stay of an accepted filing whose machine has not left',
    description:
      'Taken at once and told to the county; the days before and after stand in the history. Within the schedule of the site. Where the county’s setting accepted the filing and would not have for the days added, the history and the message say why.',
    who: 'filing.report',
    body: z.strictObject({ plannedExitOn: dayText, reason: prose(500) }),
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) => {
      const row = await extendFiling(tx, req.actor, req.params.id, req.body, machineryAt(req));
      return ok(await presentFilingInFull(tx, row, req));
    },
  }),
];
