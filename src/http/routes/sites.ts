import { z } from 'zod';
import { createSite } from '../../actions/machinery/create-site.ts';
import { getSite } from '../../actions/machinery/get-site.ts';
import { updateSite } from '../../actions/machinery/update-site.ts';
import { COUNTY_CODES, countyInput } from '../../domain/codes/county.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { SiteChange, SiteRow } from '../../store/sites.ts';
import { page } from '../cursors.ts';
import { known } from '../machine-schema.ts';
import { created, ok, route } from '../route.ts';
import { dayOut, dayText, idOut, instant, instantOut, line, listOf, pageQuery, scaled } from '../schemas.ts';

const location = z
  .strictObject({
    longitude: scaled(6, { min: -180, max: 180 }),
    latitude: scaled(6, { min: -90, max: 90 }),
  })
  .meta({ description: 'Decimal degrees, at most six decimals.' });

const newSite = z
  .strictObject({
    name: line(200),
    countyCode: countyInput.meta({ description: 'The county where the site lies.' }),
    address: line(300),
    location: location.nullish(),
    permitNumber: line(100).nullish().meta({ description: 'The construction permit (施工许可证号).' }),
    startsOn: dayText,
    endsOn: dayText,
  })
  .meta({ id: 'NewSite' });

const siteChange = z.strictObject({
  name: line(200).optional(),
  address: line(300).optional(),
  location: location.nullish(),
  permitNumber: line(100).nullish(),
  startsOn: dayText.optional(),
  endsOn: dayText.optional(),
});

const siteOut = z
  .strictObject({
    id: idOut,
    organisationId: idOut,
    name: z.string(),
    countyCode: z.enum(COUNTY_CODES),
    address: z.string(),
    location: z.strictObject({ longitude: z.number(), latitude: z.number() }).optional(),
    permitNumber: z.string().optional(),
    startsOn: dayOut,
    endsOn: dayOut,
    createdAt: instantOut,
  })
  .meta({ id: 'Site' });

/** Building sites (施工工地). */
export const siteRoutes = [
  route({
    method: 'POST',
    path: '/sites',
    id: 'createSite',
    tag: 'sites',
    summary: 'Put a building site of the own organisation on record',
    who: 'site.create',
    body: newSite,
    replies: { 201: { description: 'The site.', schema: siteOut } },
    write: async (tx, req) => {
      const { location: place, permitNumber = null, ...rest } = req.body;
      const input = { ...rest, permitNumber, ...coordinates(place ?? null) };
      const row = await createSite(tx, req.actor, input, req.at);
      return created(`/sites/${row.id}`, present(row));
    },
  }),
  route({
    method: 'GET',
    path: '/sites',
    id: 'listSites',
    tag: 'sites',
    summary: 'List sites, newest first',
    who: 'site.read',
    query: z.strictObject({ ...pageQuery, countyCode: countyInput.optional() }),
    replies: { 200: { description: 'A page of sites.', schema: listOf(siteOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'site.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.sites.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/sites/{id}',
    id: 'getSite',
    tag: 'sites',
    summary: 'One site',
    who: 'site.read',
    replies: { 200: { description: 'The site.', schema: siteOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getSite(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/sites/{id}',
    id: 'updateSite',
    tag: 'sites',
    summary: 'Change a site of the own organisation',
    description: 'What is left out stays; null erases. The county of a site does not change.',
    who: 'site.update',
    body: siteChange,
    replies: { 200: { description: 'The site.', schema: siteOut } },
    problems: ['precondition-failed', 'precondition-required'],
    etag: true,
    current: async (tx, req) => present(await getSite(tx, req.actor, req.params.id, 'site.update')),
    write: async (tx, req) => {
      const { location: place, ...rest } = req.body;
      const change: SiteChange = { ...rest, ...(place === undefined ? {} : coordinates(place)) };
      return ok(present(await updateSite(tx, req.actor, req.params.id, change, req.at)));
    },
  }),
];

function coordinates(place: z.output<typeof location> | null) {
  return { longitudeE6: place?.longitude ?? null, latitudeE6: place?.latitude ?? null };
}

function present(row: SiteRow) {
  const { longitudeE6, latitudeE6 } = row;
  return {
    id: row.id,
    organisationId: row.organisationId,
    name: row.name,
    countyCode: row.countyCode,
    address: row.address,
    ...known({
      location:
        longitudeE6 === null || latitudeE6 === null
          ? null
          : { longitude: longitudeE6 / 1_000_000, latitude: latitudeE6 / 1_000_000 },
      permitNumber: row.permitNumber,
    }),
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    createdAt: instant(row.createdAt),
  };
}
