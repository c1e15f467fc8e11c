import { z } from 'zod';
import { emissionStageInput } from '../domain/codes/emission-stage.ts';
import { FUELS } from '../domain/codes/fuel.ts';
import { MACHINE_CATEGORIES } from '../domain/codes/machine-category.ts';
import { SMOKE_CLASSES } from '../domain/machinery/smoke.ts';
import { ZONE_STATES } from '../domain/machinery/zone.ts';
import type { ZoneRow } from '../store/zones.ts';
import { areaInput, areaOut, presentArea } from './geojson.ts';
import { dayOut, dayText, idOut, idText, instant, instantOut, known, line, prose, refuse } from './schemas.ts';

const STAGE = {
  en: 'A minimum is one of the stages 0 to 7 (China 0–VII).',
  zh: '最低排放阶段须为国零至国七之一。',
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

/** A zone as its act has it. */
export const newZone = z
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

/** What is changed of a draft. */
export const zoneChange = z.strictObject({
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
/** A version of a zone. */
export const zoneOut = z
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
    replacedById: idOut.optional().meta({ description: 'The version that ended it, where one did.' }),
  })
  .meta({ id: 'Zone' });

/** Zones as GeoJSON. */
export const zoneMapOut = z
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

/** What a zone's act says. */
export function zoneProperties(row: ZoneRow) {
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

/** A version of a zone with its outline and history. */
export function presentZone(row: ZoneRow) {
  return {
    ...zoneProperties(row),
    area: presentArea(row.polygons),
    createdAt: instant(row.createdAt),
    createdBy: row.createdBy,
    ...known({
      publishedAt: instant(row.publishedAt),
      publishedBy: row.publishedBy,
      endedAt: instant(row.endedAt),
      endedBy: row.endedBy,
      endReason: row.endReason,
      replacedById: row.replacedById,
    }),
  };
}
