import { z } from 'zod';
import { getQuota, recordQuota } from '../../actions/retirement/quotas.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { RetirementQuotaRow } from '../../store/retirement-quotas.ts';
import { page } from '../cursors.ts';
import { created, ok, route } from '../route.ts';
import { dayOut, dayText, idOut, instant, instantOut, line, listOf, pageQuery, yearQuery } from '../schemas.ts';

const quotaOut = z
  .strictObject({
    id: idOut,
    countyCode: z.string(),
    year: z.int(),
    vehicles: z.int(),
    source: z.string(),
    decidedOn: dayOut,
    recordedAt: instantOut,
    recordedBy: idOut,
  })
  .meta({ id: 'RetirementQuota' });

/** How many vehicles each county is to retire in a year (淘汰任务), clause 2.4.4. */
export const retirementQuotaRoutes = [
  route({
    method: 'POST',
    path: '/retirement-quotas',
    id: 'recordRetirementQuota',
    tag: 'retirement',
    summary: 'Record how many vehicles a county is to retire in a year',
    description: 'Append-only: of one county and year the last decided counts, from its day on.',
    who: 'retirement-quota.write',
    body: z.strictObject({
      countyCode: countyInput,
      year: z.int().min(2015).max(2199),
      vehicles: z.int().min(0).max(1_000_000),
      source: line(200).meta({ description: 'The document that sets it, with its number (文号).' }),
      decidedOn: dayText,
    }),
    replies: { 201: { description: 'The quota.', schema: quotaOut } },
    write: async (tx, req) => {
      const row = await recordQuota(tx, req.actor, req.body, req.at);
      return created(`/retirement-quotas/${row.id}`, present(row));
    },
  }),
  route({
    method: 'GET',
    path: '/retirement-quotas',
    id: 'listRetirementQuotas',
    tag: 'retirement',
    summary: 'List quotas and their revisions, newest first',
    who: 'retirement.read',
    query: z.strictObject({ ...pageQuery, year: yearQuery.optional(), countyCode: countyInput.optional() }),
    replies: { 200: { description: 'A page of quotas.', schema: listOf(quotaOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'retirement.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.retirementQuotas.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/retirement-quotas/{id}',
    id: 'getRetirementQuota',
    tag: 'retirement',
    summary: 'One quota',
    who: 'retirement.read',
    replies: { 200: { description: 'The quota.', schema: quotaOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getQuota(reader, req.actor, req.params.id))),
  }),
];

const present = ({ recordedAt, ...row }: RetirementQuotaRow) => ({ ...row, recordedAt: instant(recordedAt) });
