import { z } from 'zod';
import { noteRefillExport } from '../../actions/urea/export-refills.ts';
import { correctRefill, getRefill, recordRefill, voidRefill } from '../../actions/urea/refills.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { plateInput } from '../../domain/codes/plate.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { TABLE_FORMATS, TABLE_TYPES } from '../../exports/table.ts';
import type { Reader } from '../../store/store.ts';
import type { UreaRefillFilter } from '../../store/urea-refills.ts';
import { page } from '../cursors.ts';
import { exported } from '../exported.ts';
import { plateColour } from '../passage-schema.ts';
import { batchOut, recordBatch, timeRefusal } from '../record-batch.ts';
import { created, ok, type Request, route } from '../route.ts';
import {
  eventTimeProblem,
  fromTo,
  idText,
  listOf,
  pageBody,
  pageQuery,
  periodOf,
  prose,
  requireEventTime,
} from '../schemas.ts';
import {
  namesVehicle,
  newRefill,
  presentRefill,
  REFILL_STATUSES,
  refillFields,
  refillOf,
  refillOut,
} from '../urea-schema.ts';

const answerOut = z.strictObject({ ...refillOut.shape, duplicate: z.boolean() }).meta({ id: 'UreaRefillAnswer' });
const filters = {
  ...fromTo,
  enterpriseId: idText.optional(),
  countyCode: countyInput.optional(),
  pointId: idText.optional(),
  status: z.enum(REFILL_STATUSES).optional(),
};
const reason = prose(500);

/** Refills of urea (尿素加注记录) as enterprises tell them. Clause 2.4.5. */
export const ureaRefillRoutes = [
  route({
    method: 'POST',
    path: '/urea-refills',
    id: 'recordUreaRefill',
    tag: 'urea',
    summary: 'Put a refill on record',
    description:
      'Of a plate and colour, or of a vehicle on record. Sent again under its `key` with the same content it answers 200 with ' +
      'what is stored. The receipt goes with it as evidence (`subjectType` `urea_refill`). Months that are over are judged again.',
    who: 'urea.write',
    body: newRefill,
    replies: {
      201: { description: 'The refill.', schema: answerOut },
      200: { description: 'Known already.', schema: answerOut },
    },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      requireEventTime(req.body.refilledAt, req.now, '#/refilledAt');
      const { row, duplicate } = await recordRefill(tx, req.actor, req.body, contextOf(req));
      const body = { ...presentRefill(row), duplicate };
      return duplicate ? ok(body) : created(`/urea-refills/${row.id}`, body);
    },
  }),
  route({
    method: 'POST',
    path: '/urea-refills/batch',
    id: 'recordUreaRefills',
    tag: 'urea',
    summary: 'Put up to 200 refills on record; the good ones are stored, each bad one is named',
    who: 'urea.write',
    body: z.strictObject({ refills: z.array(z.unknown()).min(1).max(200) }),
    replies: { 200: { description: 'One result per refill, in order.', schema: batchOut } },
    write: async (tx, req) => {
      const results = await recordBatch(tx, req, req.body.refills, {
        schema: newRefill,
        refusal: ({ refilledAt }) => timeRefusal('#/refilledAt', eventTimeProblem(refilledAt, req.now)),
        record: (told) => recordRefill(tx, req.actor, told, contextOf(req)),
      });
      return ok({ results });
    },
  }),
  route({
    method: 'GET',
    path: '/urea-refills',
    id: 'listUreaRefills',
    tag: 'urea',
    summary: 'List refills, newest first; corrected and voided ones too',
    who: 'urea.read',
    query: z.strictObject({ ...pageQuery, ...filters }),
    replies: { 200: { description: 'A page of refills.', schema: listOf(refillOut) } },
    read: async (reader, req) => ok(await list(reader, req, req.query, filterOf(req.query))),
  }),
  route({
    method: 'POST',
    path: '/urea-refills/search',
    id: 'searchUreaRefills',
    tag: 'urea',
    summary: 'Look refills up by plate',
    who: 'urea.read',
    body: z.strictObject({
      ...pageBody,
      ...filters,
      plate: plateInput.optional(),
      plateColour: plateColour.optional(),
    }),
    replies: { 200: { description: 'A page of refills.', schema: listOf(refillOut) } },
    idempotent: false,
    read: async (reader, req) => {
      const { plate, plateColour: colour } = req.body;
      return ok(await list(reader, req, req.body, { ...filterOf(req.body), plate, plateColour: colour }));
    },
  }),
  route({
    method: 'GET',
    path: '/urea-refills/export',
    id: 'exportUreaRefills',
    tag: 'urea',
    summary: 'Refills as CSV or XLSX, oldest first; it is recorded who took it',
    description: 'In Chinese unless English is asked for.',
    who: 'urea.read',
    query: z.strictObject({ ...filters, format: z.enum(TABLE_FORMATS) }),
    replies: { 200: { description: 'The file.' } },
    mediaType: ['text/csv', TABLE_TYPES.xlsx],
    raw: async (req) => {
      const { format } = req.query;
      const filter = filterOf(req.query);
      const scope = scopeOf(req.actor, 'urea.read');
      const asked = { format, language: req.preferred ?? 'zh', scope, filter };
      return exported(req, {
        name: `urea-refills.${format}`,
        contentType: TABLE_TYPES[format],
        note: (tx) => noteRefillExport(tx, req.actor, { ...filter, as: format }, req.at),
        make: () => req.env.papers.write('refills', asked),
      });
    },
  }),
  route({
    method: 'GET',
    path: '/urea-refills/{id}',
    id: 'getUreaRefill',
    tag: 'urea',
    summary: 'One refill',
    who: 'urea.read',
    replies: { 200: { description: 'The refill.', schema: refillOut } },
    etag: true,
    read: async (reader, req) => ok(presentRefill(await getRefill(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'POST',
    path: '/urea-refills/{id}/correct',
    id: 'correctUreaRefill',
    tag: 'urea',
    summary: 'Put another refill in the place of one that was told wrong',
    description: 'The old one stays on record as `corrected`. The answer is the one that now stands.',
    who: 'urea.write',
    body: z.strictObject({ ...refillFields, reason }).superRefine(namesVehicle),
    replies: { 201: { description: 'The refill that stands now.', schema: refillOut } },
    problems: ['conflict'],
    write: async (tx, req) => {
      requireEventTime(req.body.refilledAt, req.now, '#/refilledAt');
      const told = { ...refillOf(req.body), reason: req.body.reason };
      const row = await correctRefill(tx, req.actor, req.params.id, told, contextOf(req));
      return created(`/urea-refills/${row.id}`, presentRefill(row));
    },
  }),
  route({
    method: 'POST',
    path: '/urea-refills/{id}/void',
    id: 'voidUreaRefill',
    tag: 'urea',
    summary: 'Take a refill out of all counts',
    description: 'It stays on record as `voided`, with the reason.',
    who: 'urea.write',
    body: z.strictObject({ reason }),
    replies: { 200: { description: 'The refill.', schema: refillOut } },
    problems: ['conflict'],
    write: async (tx, req) =>
      ok(presentRefill(await voidRefill(tx, req.actor, req.params.id, req.body.reason, contextOf(req)))),
  }),
];

const contextOf = ({ at, env }: Pick<Request, 'at' | 'env'>) => ({
  at,
  policies: env.policies.current(),
  wakeJobs: () => env.jobs.wake(),
});

type Filters = z.output<z.ZodObject<typeof filters>>;

const filterOf = ({ from, to, enterpriseId, countyCode, pointId, status }: Filters): UreaRefillFilter => ({
  ...periodOf({ from, to }),
  ...{ enterpriseId, countyCode, pointId, status },
});

async function list(
  reader: Reader,
  req: Request<unknown, unknown, unknown>,
  input: { readonly limit: number; readonly cursor?: string | undefined },
  filter: UreaRefillFilter,
) {
  const scope = scopeOf(req.actor, 'urea.read');
  const { rows, next } = await page(
    req,
    input,
    (request) => reader.ureaRefills.page(scope, filter, request),
    ({ id, refilledAt }) => ({ id, at: refilledAt }),
  );
  return { items: rows.map(presentRefill), next };
}
