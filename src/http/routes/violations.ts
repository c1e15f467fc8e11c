import { z } from 'zod';
import { noteViolationExport } from '../../actions/enforcement/export-violations.ts';
import { getViolation } from '../../actions/enforcement/get-violation.ts';
import { plateInput } from '../../domain/codes/plate.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { TABLE_FORMATS, TABLE_TYPES } from '../../exports/table.ts';
import type { Reader } from '../../store/store.ts';
import type { ViolationFilter } from '../../store/violation-conditions.ts';
import { page } from '../cursors.ts';
import { exported } from '../exported.ts';
import { withMember } from '../json-member.ts';
import { plateColour } from '../passage-schema.ts';
import { ok, type Request, route, written } from '../route.ts';
import { known, listOf, pageBody, pageQuery } from '../schemas.ts';
import { violationDetail, violationOut, violationSummaryOut, writeSummaries } from '../violation-answers.ts';
import { violationFilterOf, violationFilters } from '../violation-filters.ts';

/** Violations (违规线索). */
export const violationRoutes = [
  route({
    method: 'GET',
    path: '/violations',
    id: 'listViolations',
    tag: 'violations',
    summary: 'List violations, newest first',
    description:
      'Breaches unless `kind` or `effect` is given; cancelled and withdrawn ones only where `status` names them.',
    who: 'violation.read',
    query: z.strictObject({ ...pageQuery, ...violationFilters }),
    replies: { 200: { description: 'A page of violations.', schema: listOf(violationSummaryOut) } },
    read: async (reader, req) => written(await list(reader, req, req.query, violationFilterOf(req.query))),
  }),
  route({
    method: 'POST',
    path: '/violations/search',
    id: 'searchViolations',
    tag: 'violations',
    summary: 'Look violations up by plate',
    who: 'violation.read',
    body: z.strictObject({
      ...pageBody,
      ...violationFilters,
      plate: plateInput.optional(),
      plateColour: plateColour.optional(),
    }),
    replies: { 200: { description: 'A page of violations.', schema: listOf(violationSummaryOut) } },
    idempotent: false,
    read: async (reader, req) => {
      const { plate, plateColour: colour } = req.body;
      const filter = {
        ...violationFilterOf(req.body),
        ...(plate ? { plate } : {}),
        ...(colour ? { plateColour: colour } : {}),
      };
      return written(await list(reader, req, req.body, filter));
    },
  }),
  route({
    method: 'GET',
    path: '/violations/export',
    id: 'exportViolations',
    tag: 'violations',
    summary: 'Violations as CSV or XLSX, newest first; it is recorded who took it',
    description: 'Those that the list shows for the same filters. In Chinese unless English is asked for.',
    who: 'violation.read',
    query: z.strictObject({ ...violationFilters, format: z.enum(TABLE_FORMATS) }),
    replies: { 200: { description: 'The file.' } },
    mediaType: ['text/csv', TABLE_TYPES.xlsx],
    raw: async (req) => {
      const { format, ...query } = req.query;
      const filter = violationFilterOf(query);
      const scope = scopeOf(req.actor, 'violation.read');
      return exported(req, {
        name: `violations.${format}`,
        contentType: TABLE_TYPES[format],
        note: (tx) => noteViolationExport(tx, req.actor, { ...filter, as: format }, req.at),
        make: () => req.env.papers.write('violations', { format, language: req.preferred ?? 'zh', scope, filter }),
      });
    },
  }),
  route({
    method: 'GET',
    path: '/violations/{id}',
    id: 'getViolation',
    tag: 'violations',
    summary: 'One violation with why',
    who: 'violation.read',
    replies: { 200: { description: 'The violation.', schema: violationOut } },
    etag: true,
    read: async (reader, req) =>
      ok(await violationDetail(reader, await getViolation(reader, req.actor, req.params.id), req)),
  }),
];

async function list(
  reader: Reader,
  req: Request<unknown, unknown, unknown>,
  input: { readonly limit: number; readonly cursor?: string | undefined },
  filter: ViolationFilter,
): Promise<Buffer> {
  const scope = scopeOf(req.actor, 'violation.read');
  const { rows, next } = await page(
    req,
    input,
    (request) => reader.violations.listed(scope, filter, request),
    ({ id, occurredAt }) => ({ id, at: occurredAt }),
  );
  return withMember(known({ next }), 'items', await writeSummaries(reader, rows, req));
}
