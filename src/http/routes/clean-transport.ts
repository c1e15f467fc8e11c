import { z } from 'zod';
import { correctCleanTransport, getCleanTransport, recordCleanTransport } from '../../actions/fleet/clean-transport.ts';
import { getEnterprise } from '../../actions/fleet/get-enterprise.ts';
import { transportShare } from '../../actions/fleet/transport-share.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { invalid } from '../../domain/failure.ts';
import { CLEAN_MODES } from '../../domain/fleet/clean-share.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { CleanTransportRow } from '../../store/clean-transport.ts';
import { CLEAN_MONTH_AHEAD, cleanMonth, cleanTransportFields } from '../clean-transport-schema.ts';
import { page } from '../cursors.ts';
import { direction } from '../passage-schema.ts';
import { created, ok, route } from '../route.ts';
import { idOut, idText, instant, instantOut, listOf, pageQuery } from '../schemas.ts';

const rowOut = z
  .strictObject({
    id: idOut,
    enterpriseId: idOut,
    countyCode: z.string(),
    month: z.string(),
    mode: z.enum(CLEAN_MODES),
    direction,
    cargo: z.string(),
    tonnes: z.number(),
    recordedAt: instantOut,
    recordedBy: idOut,
  })
  .meta({ id: 'CleanTransport' });

const shareOut = z
  .strictObject({
    enterpriseId: idOut,
    month: z.string(),
    share: z
      .number()
      .nullable()
      .meta({ description: 'Per cent by mass, one decimal; null where nothing was weighed.' }),
    cleanTonnes: z.number(),
    totalTonnes: z.number(),
    byMode: z.array(z.strictObject({ mode: z.enum(CLEAN_MODES), direction, tonnes: z.number() })),
    road: z.strictObject({
      inTonnes: z.number(),
      outTonnes: z.number(),
      loads: z.int(),
      unweighed: z.int().meta({ description: 'Loaded accesses without a weight; they are in no sum.' }),
    }),
    numerator: z
      .strictObject({ modes: z.array(z.string()), newEnergyTrucks: z.boolean(), policy: z.string().nullable() })
      .meta({ description: 'What the policy of that month counts as clean.' }),
  })
  .meta({ id: 'TransportShare' });

/** Goods moved other than by road (清洁运输), told by the enterprise with evidence, and its share. Clause 2.4.2c. */
export const cleanTransportRoutes = [
  route({
    method: 'POST',
    path: '/clean-transport',
    id: 'recordCleanTransport',
    tag: 'enterprises',
    summary: 'Record what an enterprise moved in a month by rail, water, pipe or belt',
    description: 'Waybills and meter readings go with it as evidence (`subjectType` `clean_transport`).',
    who: 'clean-transport.write',
    body: z.strictObject({ enterpriseId: idText, ...cleanTransportFields }),
    replies: { 201: { description: 'The record.', schema: rowOut } },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      const { tonnes: kg, ...told } = req.body;
      if (told.month > legalDayOf(req.now).slice(0, 7)) throw invalid('#/month', CLEAN_MONTH_AHEAD);
      const row = await recordCleanTransport(tx, req.actor, { ...told, kg }, req.at);
      return created(`/clean-transport/${row.id}`, present(row));
    },
  }),
  route({
    method: 'GET',
    path: '/clean-transport',
    id: 'listCleanTransport',
    tag: 'enterprises',
    summary: 'List what was moved other than by road, last recorded first',
    who: 'clean-transport.read',
    query: z.strictObject({
      ...pageQuery,
      enterpriseId: idText.optional(),
      countyCode: countyInput.optional(),
      month: cleanMonth.optional(),
      fromMonth: cleanMonth.optional(),
      toMonth: cleanMonth.optional(),
      mode: z.enum(CLEAN_MODES).optional(),
    }),
    replies: { 200: { description: 'A page of records.', schema: listOf(rowOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'clean-transport.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.cleanTransport.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/clean-transport/{id}',
    id: 'getCleanTransport',
    tag: 'enterprises',
    summary: 'One such record',
    who: 'clean-transport.read',
    replies: { 200: { description: 'The record.', schema: rowOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getCleanTransport(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/clean-transport/{id}',
    id: 'correctCleanTransport',
    tag: 'enterprises',
    summary: 'Correct the tonnes of a record; 0 takes it out of the share',
    who: 'clean-transport.write',
    body: z.strictObject({ tonnes: cleanTransportFields.tonnes }),
    replies: { 200: { description: 'The record.', schema: rowOut } },
    problems: ['precondition-failed', 'precondition-required'],
    etag: true,
    current: async (tx, req) => present(await getCleanTransport(tx, req.actor, req.params.id, 'clean-transport.write')),
    write: async (tx, req) =>
      ok(present(await correctCleanTransport(tx, req.actor, req.params.id, req.body.tonnes, req.at))),
  }),
  route({
    method: 'GET',
    path: '/enterprises/{organisationId}/transport-share',
    id: 'getTransportShare',
    tag: 'enterprises',
    summary: 'How much of what an enterprise moved in a month went by clean modes',
    who: 'facts.read',
    query: z.strictObject({ month: cleanMonth }),
    replies: { 200: { description: 'The share with its parts.', schema: shareOut } },
    raw: async ({ env, actor, params, query }) => {
      const enterprise = await getEnterprise(env.store.read, actor, params.organisationId);
      const found = await transportShare(env.store.bulk, env.policies.current(), enterprise.id, query.month);
      return ok({
        enterpriseId: enterprise.id,
        month: query.month,
        share: found.permille === null ? null : found.permille / 10,
        cleanTonnes: found.cleanKg / 1000,
        totalTonnes: found.totalKg / 1000,
        byMode: found.clean.map((row) => ({ mode: row.mode, direction: row.direction, tonnes: row.kg / 1000 })),
        road: {
          inTonnes: found.road.inKg / 1000,
          outTonnes: found.road.outKg / 1000,
          loads: found.road.loads,
          unweighed: found.unweighed,
        },
        numerator: { ...found.rule, policy: found.policy },
      });
    },
  }),
];

const present = (row: CleanTransportRow) => ({
  id: row.id,
  enterpriseId: row.enterpriseId,
  countyCode: row.countyCode,
  month: row.month,
  mode: row.mode,
  direction: row.direction,
  cargo: row.cargo,
  tonnes: row.kg / 1000,
  recordedAt: instant(row.recordedAt),
  recordedBy: row.recordedBy,
});
