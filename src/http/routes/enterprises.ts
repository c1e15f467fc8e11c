import { z } from 'zod';
import { getEnterprise } from '../../actions/fleet/get-enterprise.ts';
import { recordFacts } from '../../actions/fleet/record-facts.ts';
import { notFound } from '../../domain/failure.ts';
import type { EnterpriseFactsRow } from '../../store/enterprise-facts.ts';
import { page } from '../cursors.ts';
import { factsIn, performanceGrade, sector } from '../enterprise-schema.ts';
import { created, ok, route } from '../route.ts';
import { dayOut, idOut, instant, instantOut, listOf, pageQuery } from '../schemas.ts';

const facts = {
  id: idOut,
  enterpriseId: idOut,
  validFrom: dayOut,
  sector,
  inPlanningArea: z.boolean(),
  annualFreightTonnes: z.int().nullable(),
  railLineCompletedOn: dayOut.nullable(),
  keyVehicleUser: z.boolean(),
  performanceGrade: performanceGrade.nullable(),
  recordedAt: instantOut,
  recordedBy: idOut,
};
const factsOut = z.strictObject(facts).meta({ id: 'EnterpriseFacts' });
const recordedOut = z
  .strictObject({
    ...facts,
    rejudging: z
      .strictObject({ jobId: idOut })
      .meta({ description: 'The job that judges the passages from that day again.' }),
  })
  .meta({ id: 'RecordedEnterpriseFacts' });

/** What is on record of enterprises (企业), dated: each row holds from its day until the next one's. */
export const enterpriseRoutes = [
  route({
    method: 'POST',
    path: '/enterprises/{organisationId}/facts',
    id: 'recordEnterpriseFacts',
    tag: 'enterprises',
    summary: 'Record what is true of an enterprise from a day on',
    description: 'Nothing is overwritten: of two rows for the same day the one posted last counts.',
    who: 'facts.create',
    body: factsIn,
    replies: { 201: { description: 'The facts, and the job that judges again.', schema: recordedOut } },
    write: async (tx, req) => {
      const { organisationId } = req.params;
      const { row, jobId } = await recordFacts(tx, req.actor, organisationId, req.body, req.at);
      tx.afterCommit(() => req.env.jobs.wake());
      const location = `/enterprises/${organisationId}/facts/${row.id}`;
      return created(location, { ...present(row), rejudging: { jobId } });
    },
  }),
  route({
    method: 'GET',
    path: '/enterprises/{organisationId}/facts',
    id: 'listEnterpriseFacts',
    tag: 'enterprises',
    summary: 'List the facts of an enterprise, last posted first',
    who: 'facts.read',
    query: z.strictObject(pageQuery),
    replies: { 200: { description: 'A page of facts.', schema: listOf(factsOut) } },
    read: async (reader, req) => {
      const enterprise = await getEnterprise(reader, req.actor, req.params.organisationId);
      const { rows, next } = await page(
        // The enterprise is part of what a cursor goes on with.
        { ...req, operation: `${req.operation} ${enterprise.id}` },
        req.query,
        (request) => reader.enterpriseFacts.page(enterprise.id, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/enterprises/{organisationId}/facts/{id}',
    id: 'getEnterpriseFacts',
    tag: 'enterprises',
    summary: 'One row of facts of an enterprise',
    who: 'facts.read',
    replies: { 200: { description: 'The facts.', schema: factsOut } },
    etag: true,
    read: async (reader, req) => {
      const enterprise = await getEnterprise(reader, req.actor, req.params.organisationId);
      const row = await reader.enterpriseFacts.find(req.params.id);
      if (row?.enterpriseId !== enterprise.id) throw notFound();
      return ok(present(row));
    },
  }),
];

const present = (row: EnterpriseFactsRow) => ({
  id: row.id,
  enterpriseId: row.enterpriseId,
  validFrom: row.validFrom,
  sector: row.sector,
  inPlanningArea: row.inPlanningArea,
  annualFreightTonnes: row.annualFreightTonnes,
  railLineCompletedOn: row.railLineCompletedOn,
  keyVehicleUser: row.keyVehicleUser,
  performanceGrade: row.performanceGrade,
  recordedAt: instant(row.recordedAt),
  recordedBy: row.recordedBy,
});
