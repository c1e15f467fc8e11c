import { z } from 'zod';
import { COUNTY_CODES, countyInput } from '../domain/codes/county.ts';
import { creditCodeInput } from '../domain/codes/credit-code.ts';
import type { Warning } from '../domain/codes/warning.ts';
import { boundaryOf, siteWarnings } from '../domain/machinery/site.ts';
import { UNIT_ROLES } from '../domain/machinery/site-unit.ts';
import type { SiteRow } from '../store/sites.ts';
import { outlineInput, polygonOut, presentOutline, WGS84 } from './geojson.ts';
import { warningOut } from './machine-answers.ts';
import { dayOut, dayText, idOut, instant, instantOut, known, line, scaled } from './schemas.ts';

const location = z
  .strictObject({
    longitude: scaled(6, { min: -180, max: 180 }),
    latitude: scaled(6, { min: -90, max: 90 }),
  })
  .meta({ description: `A pin. ${WGS84}` });

/** No building site is larger: coordinates that make it so are wrong. */
const outline = outlineInput({ points: 500, squareMetres: 100e6 });

const optional = {
  location: location.nullish(),
  boundary: outline.nullish(),
  permitNumber: line(100).nullish().meta({ description: 'The construction permit (施工许可证号).' }),
  permitIssuer: line(200).nullish().meta({ description: 'Who issued it (发证机关).' }),
  permitIssuedOn: dayText.nullish(),
  organisationRole: z
    .enum(UNIT_ROLES)
    .nullish()
    .meta({ description: 'What the own organisation is on the site (建设、施工、分包单位).' }),
  enterpriseCreditCode: creditCodeInput
    .nullish()
    .meta({ description: 'The enterprise on whose ground it lies, by its credit code.' }),
};

export const newSite = z
  .strictObject({
    name: line(200),
    countyCode: countyInput.meta({ description: 'The county where the site lies.' }),
    address: line(300),
    ...optional,
    startsOn: dayText,
    endsOn: dayText,
  })
  .meta({ id: 'NewSite' });

export const siteChange = z.strictObject({
  name: line(200).optional(),
  address: line(300).optional(),
  ...optional,
  startsOn: dayText.optional(),
  endsOn: dayText.optional(),
});

export const siteOut = z
  .strictObject({
    id: idOut,
    organisationId: idOut,
    organisationRole: z.enum(UNIT_ROLES).optional(),
    name: z.string(),
    countyCode: z.enum(COUNTY_CODES),
    address: z.string(),
    location: z.strictObject({ longitude: z.number(), latitude: z.number() }).optional(),
    boundary: polygonOut.optional(),
    permitNumber: z.string().optional(),
    permitIssuer: z.string().optional(),
    permitIssuedOn: dayOut.optional(),
    enterpriseId: idOut.optional().meta({ description: 'The enterprise on whose ground it lies.' }),
    startsOn: dayOut,
    endsOn: dayOut,
    status: z.enum(['open', 'closed']),
    closedOn: dayOut.optional().meta({ description: 'The last day of work.' }),
    closedAt: instantOut.optional(),
    createdAt: instantOut,
    warnings: z.array(warningOut).meta({
      description:
        '`pin_outside_boundary`; `filings_outside_schedule`: open filings plan days that the schedule no longer holds.',
    }),
  })
  .meta({ id: 'Site' });

type Given = z.output<typeof siteChange>;

/** The columns that a body speaks of, but for the enterprise, which is looked up. */
export function siteColumns({ location: place, enterpriseCreditCode: _, ...rest }: Given) {
  const pin = place === undefined ? {} : { longitudeE6: place?.longitude ?? null, latitudeE6: place?.latitude ?? null };
  return { ...rest, ...pin };
}

/** The columns of a new site. */
export function newSiteOf(body: z.output<typeof newSite>) {
  const { name, countyCode, address, startsOn, endsOn } = body;
  const { countyCode: _, ...rest } = body;
  return { ...siteColumns(rest), name, countyCode, address, startsOn, endsOn };
}

/** A site as answers show it; `outside` tells that open filings plan days outside its schedule. */
export function presentSite(row: SiteRow, outside: boolean) {
  const { longitudeE6, latitudeE6 } = row;
  const boundary = boundaryOf(row);
  const warnings: Warning[] = [
    ...siteWarnings(row),
    ...(outside ? [{ code: 'filings_outside_schedule', pointer: '#/endsOn' } as const] : []),
  ];
  return {
    id: row.id,
    organisationId: row.organisationId,
    ...known({ organisationRole: row.organisationRole }),
    name: row.name,
    countyCode: row.countyCode,
    address: row.address,
    ...known({
      location:
        longitudeE6 === null || latitudeE6 === null
          ? null
          : { longitude: longitudeE6 / 1_000_000, latitude: latitudeE6 / 1_000_000 },
      boundary: boundary && presentOutline(boundary),
      permitNumber: row.permitNumber,
      permitIssuer: row.permitIssuer,
      permitIssuedOn: row.permitIssuedOn,
      enterpriseId: row.enterpriseId,
    }),
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    status: row.closedAt === null ? 'open' : 'closed',
    ...known({ closedOn: row.closedOn, closedAt: instant(row.closedAt) }),
    createdAt: instant(row.createdAt),
    warnings,
  };
}
