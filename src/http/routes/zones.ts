import { z } from 'zod';
import { changeDraft, draftZone } from '../../actions/sites/draft-zone.ts';
import { getZone, seesDrafts } from '../../actions/sites/get-zone.ts';
import { endZone, publishZone, withdrawZone } from '../../actions/sites/publish-zone.ts';
import { emissionStageInput } from '../../domain/codes/emission-stage.ts';
import { FUELS } from '../../domain/codes/fuel.ts';
import { MACHINE_CATEGORIES } from '../../domain/codes/machine-category.ts';
import { SMOKE_CLASSES } from '../../domain/machinery/smoke.ts';
import { ZONE_STATES } from '../../domain/machinery/zone.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { ZoneRow } from '../../store/zones.ts';
import { page } from '../cursors.ts';
import { areaInput, areaOut, presentArea } from '../geojson.ts';
import { created, ok, route } from '../route.ts';
import {
  dayOut,
  dayText,
  idOut,
  idText,
  instant,
  instantOut,
  known,
  line,
  listOf,
  pageQuery,
  prose,
  refuse,
} from '../schemas.ts';

const STAGE = {
  en: 'A minimum is one of the stages 0 to 7 (China 0–VII).',
  zh: '最低排放阶段须为国〇至国七之一。',
};
const minStage = emissionStageInput.transform(({ stage, substage }, context) => {
  if (substage === undefined && /^\d$/.test(stage)) return stage;
  refuse(context, STAGE);
  return z.NEVER;
});

const area = areaInput({ points: 2_000, holes: 20, polygons: 20, squareMetres: 10_000e6 });
const optional = {
  until: dayText.nullish().meta({ description: 'The last day; left out where the act names none.' }),
  minStage: minStage.nullish().meta({ description: 'The oldest stage that may be used inside.' }),
  smokeClass: z.enum(SMOKE_CLASSES).nullish().meta({ description: 'The class of GB 36886 required inside.' }),
  categories: z.array(z.enum(MACHINE_CATEGORIES)).min(1).max(30).nullish().meta({ description: 'All unless given.' }),
  fuels: z.array(z.enum(FUELS)).min(1).max(20).nullish().meta({ description: 'All unless given.' }),
};
const exempted = z
  .array(prose(200))
  .max(20)
  .meta({ description: 'What the act itself exempts, in its words, such as 应急抢险.' });

const newZone = z
  .strictObject({
    name: line(200),
    document: line(300).meta({ description: 'The act, with its number (文件名称及文号).' }),
    citation: prose(1_000).meta({ description: 'Its words that draw the zone and say what it asks.' }),
    area,
    from: dayText,
    ...optional,
    exempted: exempted.optional(),
    replaces: idText.optional().meta({ description: 'The version that this one takes the place of.' }),
  })
  .meta({ id: 'NewZone' });

const zoneChange = z.strictObject({
  name: line(200).optional(),
  document: line(300).optional(),
  citation: prose(1_000).optional(),
  area: area.optional(),
  from: dayText.optional(),
  ...optional,
  exempted: exempted.optional(),
});

const properties = {
  id: idOut,
  seriesId: idOut.meta({ description: 'Common to the versions of one zone.' }),
  version: z.int(),
  replacesId: idOut.optional(),
  status: z.enum(ZONE_STATES),
  name: z.string(),
  document: z.string(),
  citation: z.string(),
  from: dayOut,
  until: dayOut.optional(),
  minStage: z.string().optional(),
  smokeClass: z.enum(SMOKE_CLASSES).optional(),
  categories: z.array(z.enum(MACHINE_CATEGORIES)).optional(),
  fuels: z.array(z.enum(FUELS)).optional(),
  exempted: z.array(z.string()),
};
const zoneOut = z
  .strictObject({
    ...properties,
    area: areaOut,
    createdAt: instantOut,
    createdBy: idOut,
    publishedAt: instantOut.optional(),
    publishedBy: idOut.optional(),
    endedAt: instantOut.optional().meta({ description: 'When its end was set, or it was withdrawn.' }),
    endedBy: idOut.optional(),
    endReason: z.string().optional(),
  })
  .meta({ id: 'Zone' });

const mapOut = z
  .strictObject({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.strictObject({
        type: z.literal('Feature'),
        id: idOut,
        geometry: areaOut,
        properties: z.strictObject(properties),
      }),
    ),
  })
  .meta({ id: 'ZoneMap' });

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
      return created(`/zones/${row.id}`, present(row));
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
      return ok({ items: rows.map(present), next });
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
    replies: { 200: { description: 'A GeoJSON FeatureCollection, WGS 84.', schema: mapOut } },
    etag: true,
    read: async (reader, req) => {
      const day = req.query.on ?? legalDayOf(req.now);
      const rows = await reader.zones.inForce({ from: day, until: day });
      const features = rows.map((row) => ({
        type: 'Feature' as const,
        id: row.id,
        geometry: presentArea(row.polygons),
        properties: told(row),
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
    read: async (reader, req) => ok(present(await getZone(reader, req.actor, req.params.id))),
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
    current: async (tx, req) => present(await getZone(tx, req.actor, req.params.id)),
    write: async (tx, req) => {
      const { area: polygons, ...given } = req.body;
      return ok(present(await changeDraft(tx, req.actor, req.params.id, { ...given, polygons }, req.at)));
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
    write: async (tx, req) => ok(present(await publishZone(tx, req.actor, req.params.id, req.at))),
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
    write: async (tx, req) => ok(present(await endZone(tx, req.actor, req.params.id, req.body, req.at))),
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
    write: async (tx, req) => ok(present(await withdrawZone(tx, req.actor, req.params.id, req.body.reason, req.at))),
  }),
];

function told(row: ZoneRow) {
  return {
    id: row.id,
    seriesId: row.seriesId,
    version: row.version,
    ...known({ replacesId: row.replacesId }),
    status: row.status,
    name: row.name,
    document: row.document,
    citation: row.citation,
    from: row.from,
    ...known({
      until: row.until,
      minStage: row.minStage,
      smokeClass: row.smokeClass,
      categories: row.categories,
      fuels: row.fuels,
    }),
    exempted: row.exempted,
  };
}

function present(row: ZoneRow) {
  return {
    ...told(row),
    area: presentArea(row.polygons),
    createdAt: instant(row.createdAt),
    createdBy: row.createdBy,
    ...known({
      publishedAt: instant(row.publishedAt),
      publishedBy: row.publishedBy,
      endedAt: instant(row.endedAt),
      endedBy: row.endedBy,
      endReason: row.endReason,
    }),
  };
}
