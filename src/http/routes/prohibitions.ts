import { z } from 'zod';
import { COUNTY_CODES, countyInput } from '../../domain/codes/county.ts';
import { notFound } from '../../domain/failure.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { ProhibitionRow } from '../../store/prohibitions.ts';
import { page } from '../cursors.ts';
import { known } from '../machine-schema.ts';
import { ok, route } from '../route.ts';
import { idOut, idText, instant, instantOut, listOf, pageQuery } from '../schemas.ts';

const status = z.enum(['open', 'lifted']);

const prohibitionOut = z
  .strictObject({
    id: idOut,
    machineId: idOut,
    siteId: idOut.meta({ description: 'Where it was inspected; the prohibition holds on every site.' }),
    organisationId: idOut,
    countyCode: z.enum(COUNTY_CODES),
    inspectionId: idOut.meta({ description: 'The failed inspection that opened it.' }),
    status,
    openedAt: instantOut,
    liftedAt: instantOut.optional(),
    liftedByInspectionId: idOut.optional(),
  })
  .meta({ id: 'Prohibition' });

/** Prohibitions of use (禁止使用): opened by a failed inspection, lifted by a later passed one. Clause 2.4.6b. */
export const prohibitionRoutes = [
  route({
    method: 'GET',
    path: '/prohibitions',
    id: 'listProhibitions',
    tag: 'prohibitions',
    summary: 'List prohibitions, newest first',
    who: 'prohibition.read',
    query: z.strictObject({
      ...pageQuery,
      status: status.optional(),
      siteId: idText.optional(),
      machineId: idText.optional(),
      countyCode: countyInput.optional(),
    }),
    replies: { 200: { description: 'A page of prohibitions.', schema: listOf(prohibitionOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'prohibition.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.prohibitions.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/prohibitions/{id}',
    id: 'getProhibition',
    tag: 'prohibitions',
    summary: 'One prohibition',
    who: 'prohibition.read',
    replies: { 200: { description: 'The prohibition.', schema: prohibitionOut } },
    etag: true,
    read: async (reader, req) => {
      const row = await reader.prohibitions.find(req.params.id);
      if (!row || !covers(scopeOf(req.actor, 'prohibition.read'), row)) throw notFound();
      return ok(present(row));
    },
  }),
];

function present(row: ProhibitionRow) {
  return {
    id: row.id,
    machineId: row.machineId,
    siteId: row.siteId,
    organisationId: row.organisationId,
    countyCode: row.countyCode,
    inspectionId: row.inspectionId,
    status: row.status,
    openedAt: instant(row.openedAt),
    ...known({ liftedAt: instant(row.liftedAt), liftedByInspectionId: row.liftedBy }),
  };
}
