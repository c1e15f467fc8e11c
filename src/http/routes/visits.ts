import { z } from 'zod';
import { getEnterprise } from '../../actions/fleet/get-enterprise.ts';
import { policyAt } from '../../actions/gates/gate-parameters.ts';
import {
  horizonOf,
  overstayMs,
  type VisitDetail,
  type VisitSide,
  type VisitSight,
  viewVisit,
  viewVisits,
} from '../../actions/gates/visits.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { forbidden } from '../../domain/failure.ts';
import { OUTCOMES } from '../../domain/gates/passage.ts';
import { VISIT_STATES } from '../../domain/gates/stay.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import { DAY_MS } from '../../domain/time.ts';
import type { VisitRow } from '../../store/visits.ts';
import { page } from '../cursors.ts';
import { judgedStage, stageThatJudged, summarise, summaryOut } from '../passage-answer.ts';
import { plateColour } from '../passage-schema.ts';
import { ok, route } from '../route.ts';
import { fromTo, idOut, idText, instant, instantOut, listOf, pageQuery, periodOf } from '../schemas.ts';

const sideOut = z.strictObject({
  passageId: idOut,
  gateId: idOut,
  lane: z.int().nullable(),
  at: instantOut,
  tonnes: z
    .number()
    .nullable()
    .meta({ description: 'As told with the cargo: 0 for an empty truck, null where it was not told.' }),
});

const summary = {
  id: idOut.meta({ description: 'The first passage of the visit.' }),
  enterpriseId: idOut,
  countyCode: z.string(),
  plate: z.string().nullable(),
  plateColour: plateColour.nullable(),
  trailer: z.boolean(),
  state: z.enum(VISIT_STATES).meta({
    description:
      '`inside`; `overstayed`: inside for longer than the policy’s limit; `closed`: it left; `exit_only`: no entry is known; ' +
      '`entry_only`: its exit was missed, or cannot be told since no plate was read; `refused`: turned away at the barrier.',
  }),
  entry: sideOut.nullable(),
  exit: sideOut.nullable(),
  dwellSeconds: z
    .number()
    .nullable()
    .meta({ description: 'From the first reading of the entry to the first of the exit.' }),
  netTonnes: z.number().nullable().meta({ description: 'In less out; null unless both were told.' }),
  outcome: z.enum(OUTCOMES),
  emissionStage: judgedStage,
};
const visitOut = z.strictObject(summary).meta({ id: 'VisitSummary' });
const visitDetailOut = z
  .strictObject({
    ...summary,
    passages: z
      .array(z.strictObject({ part: z.enum(['entry', 'exit', 'repeat', 'refused', 'trailer']), passage: summaryOut }))
      .meta({ description: 'Every passage that belongs to it, in order of time.' }),
    more: z.boolean().meta({ description: 'Whether the vehicle was read more often than is listed here.' }),
    drawnBy: z
      .strictObject({ passageId: idOut, visitId: idOut, plate: z.string().nullable() })
      .nullable()
      .meta({ description: 'Of a trailer: what drew it.' }),
  })
  .meta({ id: 'Visit' });

/** Visits (进出厂): entry and exit of one vehicle at one enterprise, paired from its passages. */
export const visitRoutes = [
  route({
    method: 'GET',
    path: '/visits',
    id: 'listVisits',
    tag: 'visits',
    summary: 'List visits by when they began, newest first',
    description:
      'A truck that was turned away made no visit and is only listed where that state is asked for. A gate is that of the entry, ' +
      'or of an exit without one.',
    who: 'visit.read',
    query: z.strictObject({
      ...pageQuery,
      ...fromTo,
      enterpriseId: idText.optional(),
      gateId: idText.optional(),
      countyCode: countyInput.optional(),
      state: z.enum(VISIT_STATES).optional(),
    }),
    replies: { 200: { description: 'A page of visits.', schema: listOf(visitOut) } },
    raw: async (req) => {
      const { enterpriseId, gateId, countyCode, state } = req.query;
      const { bulk } = req.env.store;
      const context = { policies: req.env.policies.current(), now: req.now };
      const filter = {
        ...periodOf(req.query),
        ...(enterpriseId ? { enterpriseId } : {}),
        ...(gateId ? { gateId } : {}),
        ...(countyCode ? { countyCode } : {}),
      };
      const overstayedBefore = req.now - overstayMs(context.policies, req.now);
      const moment = { at: horizonOf(req.now), overstayedBefore, ...(state ? { state } : {}) };
      const { rows, next } = await page(
        req,
        req.query,
        (request) => bulk.visits.page(scopeOf(req.actor, 'visit.read'), filter, moment, request),
        keyOf,
      );
      return ok({ items: (await viewVisits(bulk, rows, context)).map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/visits/{id}',
    id: 'getVisit',
    tag: 'visits',
    summary: 'One visit with every passage that belongs to it',
    who: 'visit.read',
    replies: { 200: { description: 'The visit.', schema: visitDetailOut } },
    etag: true,
    read: async (reader, req) => {
      const context = { policies: req.env.policies.current(), now: req.now };
      return ok(presentDetail(await viewVisit(reader, req.actor, req.params.id, context)));
    },
  }),
  route({
    method: 'GET',
    path: '/enterprises/{organisationId}/inside',
    id: 'listInside',
    tag: 'visits',
    summary: 'Vehicles inside an enterprise, who came in last first',
    description:
      'Now, or as it was at an instant by what was read until then. What came in longer ago than the policy looks back ' +
      '(`insideLookBackDays`) is left out, and so are passages without a plate.',
    who: 'visit.read',
    query: z.strictObject({ ...pageQuery, at: fromTo.from }),
    replies: { 200: { description: 'A page of visits.', schema: listOf(visitOut) } },
    raw: async (req) => {
      const { bulk, read } = req.env.store;
      const enterprise = await getEnterprise(read, req.actor, req.params.organisationId);
      const owners = { countyCode: enterprise.countyCode, organisationId: enterprise.id };
      if (!covers(scopeOf(req.actor, 'visit.read'), owners)) throw forbidden();
      const { at } = periodAt(req.query.at);
      const policies = req.env.policies.current();
      const now = at ?? req.now;
      const days = policyAt(policies, now).parameter('insideLookBackDays');
      const moment = { at: at ?? horizonOf(req.now), since: now - days * DAY_MS };
      const { rows, next } = await page(
        { ...req, operation: `${req.operation} ${enterprise.id}` },
        req.query,
        (request) => bulk.visits.inside(enterprise.id, moment, request),
        keyOf,
      );
      return ok({ items: (await viewVisits(bulk, rows, { policies, now })).map(present), next });
    },
  }),
];

const keyOf = ({ first }: VisitRow) => ({ id: first.id, at: first.passedAt });

/** The instant asked for, within what databases can write. */
function periodAt(at: number | undefined): { readonly at?: number } {
  const { from } = periodOf({ from: at });
  return from === undefined ? {} : { at: from };
}

function present({ first, trailer, state, entry, exit, dwellMs, netKg }: VisitSight) {
  return {
    id: first.id,
    enterpriseId: first.enterpriseId,
    countyCode: first.countyCode,
    plate: first.plate || null,
    plateColour: first.plateColour ?? exit?.reading.plateColour ?? null,
    trailer,
    state,
    entry: side(entry),
    exit: side(exit),
    dwellSeconds: dwellMs === null ? null : dwellMs / 1_000,
    netTonnes: netKg === null ? null : netKg / 1_000,
    outcome: first.outcome,
    emissionStage: stageThatJudged(first),
  };
}

function presentDetail(visit: VisitDetail) {
  const { parts, more, drawnBy } = visit;
  return {
    ...present(visit),
    passages: parts.map(({ part, reading }) => ({ part, passage: summarise(reading) })),
    more,
    drawnBy: drawnBy ? { passageId: drawnBy.id, visitId: drawnBy.visitId, plate: drawnBy.plate || null } : null,
  };
}

const side = (of: VisitSide | null) =>
  of && {
    passageId: of.reading.id,
    gateId: of.reading.gateId,
    lane: of.reading.lane,
    at: instant(of.reading.passedAt),
    tonnes: of.kg === null ? null : of.kg / 1_000,
  };
