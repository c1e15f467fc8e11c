import { z } from 'zod';
import type { OrderContext } from '../../actions/alerts/issue-order.ts';
import { changeDraft, draftZone } from '../../actions/sites/draft-zone.ts';
import { getZone, seesDrafts } from '../../actions/sites/get-zone.ts';
import { endZone, publishZone, withdrawZone } from '../../actions/sites/publish-zone.ts';
import { ZONE_STATES } from '../../domain/machinery/zone.ts';
import { legalDayOf } from '../../domain/time.ts';
import { page } from '../cursors.ts';
import { presentArea } from '../geojson.ts';
import { created, ok, type Request, route } from '../route.ts';
import { dayText, idText, listOf, pageQuery, prose } from '../schemas.ts';
import { newZone, presentZone, zoneChange, zoneMapOut, zoneOut, zoneProperties } from '../zone-schema.ts';

const answers = { 200: { description: 'The zone.', schema: zoneOut } };

/** Low-emission zones (低排放区、禁止使用高排放非道路移动机械区域): what their acts say, and nothing that no act says. */
export const zoneRoutes = [
  route({
    method: 'POST',
    path: '/zones',
    id: 'draftZone',
    tag: 'zones',
    summary: 'Draft a low-emission zone from its act, or a version that replaces one',
    description: 'None is shipped. A draft counts for nothing until it is published.',
    who: 'zone.write',
    body: newZone,
    replies: { 201: { description: 'The draft.', schema: zoneOut } },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      const { area: polygons, ...given } = req.body;
      const { until = null, smokeClass = null, categories = null, fuels = null, exempted: words = [] } = given;
      const demands = { until, minStage: given.minStage ?? null, smokeClass, categories, fuels, exempted: words };
      const row = await draftZone(tx, req.actor, { ...given, ...demands, polygons }, req.at);
      return created(`/zones/${row.id}`, presentZone(row));
    },
  }),
  route({
    method: 'GET',
    path: '/zones',
    id: 'listZones',
    tag: 'zones',
    summary: 'List zones, newest first',
    description: 'Drafts and what was withdrawn are shown to those who draw zones.',
    who: 'zone.read',
    query: z.strictObject({
      ...pageQuery,
      status: z.enum(ZONE_STATES).optional(),
      seriesId: idText.optional(),
      on: dayText.optional().meta({ description: 'Those in force on this day.' }),
    }),
    replies: { 200: { description: 'A page of zones.', schema: listOf(zoneOut) } },
    read: async (reader, req) => {
      const filter = { ...req.query, drafts: seesDrafts(req.actor) };
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.zones.page(filter, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(presentZone), next });
    },
  }),
  route({
    method: 'GET',
    path: '/zones/map',
    id: 'mapZones',
    tag: 'zones',
    summary: 'The zones in force on a day, as GeoJSON',
    who: 'zone.read',
    query: z.strictObject({ on: dayText.optional().meta({ description: 'Today unless given.' }) }),
    replies: { 200: { description: 'A GeoJSON FeatureCollection, WGS 84.', schema: zoneMapOut } },
    etag: true,
    read: async (reader, req) => {
      const day = req.query.on ?? legalDayOf(req.now);
      const rows = await reader.zones.inForce({ from: day, until: day });
      const features = rows.map((row) => ({
        type: 'Feature' as const,
        id: row.id,
        geometry: presentArea(row.polygons),
        properties: zoneProperties(row),
      }));
      return ok({ type: 'FeatureCollection', features });
    },
  }),
  route({
    method: 'GET',
    path: '/zones/{id}',
    id: 'getZone',
    tag: 'zones',
    summary: 'One zone',
    who: 'zone.read',
    replies: answers,
    etag: true,
    read: async (reader, req) => ok(presentZone(await getZone(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/zones/{id}',
    id: 'changeZone',
    tag: 'zones',
    summary: 'Change a draft',
    who: 'zone.write',
    body: zoneChange,
    replies: answers,
    problems: ['conflict', 'precondition-failed', 'precondition-required'],
    etag: true,
    current: async (tx, req) => presentZone(await getZone(tx, req.actor, req.params.id)),
    write: async (tx, req) => {
      const { area: polygons, ...given } = req.body;
      return ok(presentZone(await changeDraft(tx, req.actor, req.params.id, { ...given, polygons }, req.at)));
    },
  }),
  route({
    method: 'POST',
    path: '/zones/{id}/publish',
    id: 'publishZone',
    tag: 'zones',
    summary: 'Publish a draft',
    description: 'From then on it is not changed. A version that it replaces ends on the day before its first.',
    who: 'zone.write',
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) => ok(presentZone(await publishZone(tx, req.actor, req.params.id, contextOf(req)))),
  }),
  route({
    method: 'POST',
    path: '/zones/{id}/end',
    id: 'endZone',
    tag: 'zones',
    summary: 'Set the last day of a published zone',
    who: 'zone.write',
    body: z.strictObject({ until: dayText, reason: prose(500) }),
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) => ok(presentZone(await endZone(tx, req.actor, req.params.id, req.body, contextOf(req)))),
  }),
  route({
    method: 'POST',
    path: '/zones/{id}/withdraw',
    id: 'withdrawZone',
    tag: 'zones',
    summary: 'Take back a draft, or a zone that has not begun',
    who: 'zone.write',
    body: z.strictObject({ reason: prose(500) }),
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) =>
      ok(presentZone(await withdrawZone(tx, req.actor, req.params.id, req.body.reason, req.at))),
  }),
];

const contextOf = ({ at, env }: Pick<Request, 'at' | 'env'>): OrderContext => ({
  at,
  policies: env.policies.current(),
  wakeJobs: env.jobs.wake,
});
