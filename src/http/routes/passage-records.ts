import { z } from 'zod';
import { countyInput } from '../../domain/codes/county.ts';
import { plateInput } from '../../domain/codes/plate.ts';
import { notFound } from '../../domain/failure.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { PassageFilter } from '../../store/passages.ts';
import { page } from '../cursors.ts';
import { detailOf, passageOut, summarise, summaryOut, verdict } from '../passage-answer.ts';
import { barrier, direction, plateColour } from '../passage-schema.ts';
import { ok, route } from '../route.ts';
import { fromTo, idText, listOf, pageBody, pageQuery, periodOf } from '../schemas.ts';
import { narrowsTally, TALLY_NAMES, tallyFilters } from '../tally-schema.ts';

const searchFilters = {
  ...fromTo,
  enterpriseId: idText.optional(),
  gateId: idText.optional(),
  countyCode: countyInput.optional(),
  outcome: verdict.outcome.optional(),
  direction: direction.optional(),
  barrier: barrier.optional(),
};
const filters = { ...searchFilters, ...tallyFilters };

/** How passages (过车记录) are listed and looked up. */
export const passageRecordRoutes = [
  route({
    method: 'GET',
    path: '/passages',
    id: 'listPassages',
    tag: 'passages',
    summary: 'List passages, newest first',
    who: 'passage.read',
    query: z.strictObject({ ...pageQuery, ...filters }),
    replies: { 200: { description: 'A page of passages.', schema: listOf(summaryOut) } },
    raw: async (req) => {
      const filter = filterOf(req.query);
      // Looking for what few passages are may go over many.
      const reader = narrowsTally(req.query) ? req.env.store.bulk : req.env.store.read;
      const fetch = (request: Parameters<typeof reader.passages.page>[2]) =>
        reader.passages.page(scopeOf(req.actor, 'passage.read'), filter, request);
      const { rows, next } = await page(req, req.query, fetch, ({ id, passedAt }) => ({ id, at: passedAt }));
      return ok({ items: rows.map(summarise), next });
    },
  }),
  route({
    method: 'POST',
    path: '/passages/search',
    id: 'searchPassages',
    tag: 'passages',
    summary: 'Look passages up by plate',
    who: 'passage.read',
    body: z.strictObject({
      ...pageBody,
      ...searchFilters,
      plate: plateInput.optional(),
      plateColour: plateColour.optional(),
    }),
    replies: { 200: { description: 'A page of passages.', schema: listOf(summaryOut) } },
    idempotent: false,
    read: async (reader, req) => {
      const { plate, plateColour: colour } = req.body;
      const filter = { ...filterOf(req.body), ...(plate ? { plate } : {}), ...(colour ? { plateColour: colour } : {}) };
      const fetch = (request: Parameters<typeof reader.passages.page>[2]) =>
        reader.passages.page(scopeOf(req.actor, 'passage.read'), filter, request);
      const { rows, next } = await page(req, req.body, fetch, ({ id, passedAt }) => ({ id, at: passedAt }));
      return ok({ items: rows.map(summarise), next });
    },
  }),
  route({
    method: 'GET',
    path: '/passages/{id}',
    id: 'getPassage',
    tag: 'passages',
    summary: 'One passage with its decisions and why',
    who: 'passage.read',
    replies: { 200: { description: 'The passage.', schema: passageOut } },
    etag: true,
    read: async (reader, req) => {
      const row = await reader.passages.find(req.params.id);
      const owners = row && { countyCode: row.countyCode, organisationId: row.enterpriseId, gateId: row.gateId };
      if (!row || !owners || !covers(scopeOf(req.actor, 'passage.read'), owners)) throw notFound();
      return ok(await detailOf(reader, req, row));
    },
  }),
];

function filterOf(
  query: { from?: number | undefined; to?: number | undefined } & Record<string, unknown>,
): PassageFilter {
  const { enterpriseId, gateId, countyCode, outcome, direction: way, barrier: result } = query;
  const named = { enterpriseId, gateId, countyCode, outcome, direction: way, barrier: result };
  const ofTally = TALLY_NAMES.map((name) => [name, query[name]] as const).filter(([, value]) => value !== undefined);
  return {
    ...periodOf(query),
    ...Object.fromEntries(ofTally),
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
  };
}
