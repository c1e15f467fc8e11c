import { z } from 'zod';
import { getEnterprise } from '../../actions/fleet/get-enterprise.ts';
import { noteRefillExport } from '../../actions/urea/export-refills.ts';
import { type UreaFigures, type UreaRow, ureaFigures } from '../../actions/urea/figures.ts';
import type { UreaTally } from '../../domain/fleet/urea-figures.ts';
import { startOfDay } from '../../domain/time.ts';
import { TABLE_FORMATS, TABLE_TYPES } from '../../exports/table.ts';
import { cleanMonth } from '../clean-transport-schema.ts';
import { page } from '../cursors.ts';
import { exported } from '../exported.ts';
import { ok, type Request, route } from '../route.ts';
import { dayOut, idOut, pageQuery } from '../schemas.ts';

const figures = {
  litres: z.number(),
  refills: z.int(),
  passages: z.int().meta({ description: 'Accesses: repeats of a reading are no further ones, refused ones none.' }),
  tonnes: z.number().nullable().meta({ description: 'Hauled in and out; null where no tonnes were told.' }),
  unweighed: z.int().meta({ description: 'Loads that nobody weighed; they are in no sum.' }),
  litresPerThousandTonnes: z
    .number()
    .nullable()
    .meta({ description: 'Null where no tonnes were told. No norm stands behind it.' }),
  litresPerPassage: z.number().nullable(),
};
const rowOut = z
  .strictObject({
    plate: z.string(),
    plateColour: z.string().nullable(),
    vehicleId: idOut.nullable(),
    ...figures,
    check: z
      .enum(['shortfall', 'refilled', 'unverified'])
      .nullable()
      .meta({
        description:
          'What the urea rule says once the month is over; null where it does not apply. `unverified`: too little is verified ' +
          'of the vehicle to say.',
      }),
  })
  .meta({ id: 'UreaFigure' });
const sumOut = z
  .strictObject({
    enterpriseId: idOut,
    month: z.string(),
    vehicles: z.int(),
    ...figures,
    reportsSince: dayOut
      .nullable()
      .meta({ description: 'Since when the enterprise counts as reporting refills here.' }),
    checks: z.strictObject({ shortfall: z.int(), refilled: z.int(), unverified: z.int() }),
    window: z
      .strictObject({ from: dayOut, to: dayOut })
      .nullable()
      .meta({ description: 'The days over which the check looks, both included.' }),
    policy: z.string().nullable(),
  })
  .meta({ id: 'UreaSum' });

const month = { month: cleanMonth };

/** Urea against what was hauled (尿素用量与运量对照), by enterprise and month. Clause 2.4.5. */
export const ureaFigureRoutes = [
  route({
    method: 'GET',
    path: '/enterprises/{organisationId}/urea',
    id: 'sumUrea',
    tag: 'urea',
    summary: 'What an enterprise’s trucks refilled and hauled in a month',
    who: 'urea.read',
    query: z.strictObject(month),
    replies: { 200: { description: 'The month.', schema: sumOut } },
    raw: async (req) => {
      const found = await figuresOf(req);
      const { rows, total, ratios, window, policy, reportsSince } = found;
      const checks = { shortfall: 0, refilled: 0, unverified: 0 };
      for (const { check } of rows) if (check) checks[check] += 1;
      const { organisationId: enterpriseId } = req.params;
      const told = { enterpriseId, month: req.query.month, vehicles: rows.length };
      return ok({ ...told, ...presentTally(total, ratios), reportsSince, checks, window, policy });
    },
  }),
  route({
    method: 'GET',
    path: '/enterprises/{organisationId}/urea/vehicles',
    id: 'listUreaFigures',
    tag: 'urea',
    summary: 'The same by vehicle, who passed most first',
    who: 'urea.read',
    query: z.strictObject({ ...pageQuery, ...month }),
    replies: {
      200: {
        description: 'A page of vehicles.',
        schema: z.strictObject({ items: z.array(rowOut), next: z.string().optional() }),
      },
    },
    raw: async (req) => {
      const { rows: all } = await figuresOf(req);
      const { rows, next } = await page(
        req,
        req.query,
        ({ limit, after }) => Promise.resolve(all.filter((row) => !after || isBeyond(row, after)).slice(0, limit)),
        ({ id, tally }) => ({ id, at: tally.passages }),
      );
      return ok({ items: rows.map(presentRow), next });
    },
  }),
  route({
    method: 'GET',
    path: '/enterprises/{organisationId}/urea/export',
    id: 'exportUreaFigures',
    tag: 'urea',
    summary: 'The same by vehicle as CSV or XLSX; it is recorded who took it',
    description: 'In Chinese unless English is asked for.',
    who: 'urea.read',
    query: z.strictObject({ ...month, format: z.enum(TABLE_FORMATS) }),
    replies: { 200: { description: 'The file.' } },
    mediaType: ['text/csv', TABLE_TYPES.xlsx],
    raw: async (req) => {
      const { format, month } = req.query;
      const { id: enterpriseId } = await getEnterprise(req.env.store.read, req.actor, req.params.organisationId);
      const told = { as: format, enterpriseId, from: startOfDay(`${month}-01`) };
      const asked = { format, language: req.preferred ?? 'zh', enterpriseId, month, now: req.now } as const;
      return exported(req, {
        name: `urea-${month}.${format}`,
        contentType: TABLE_TYPES[format],
        note: (tx) => noteRefillExport(tx, req.actor, told, req.at),
        make: () => req.env.papers.write('urea-figures', asked),
      });
    },
  }),
];

type Asked = Pick<Request, 'actor' | 'env' | 'now'> & {
  readonly params: { readonly organisationId: string };
  readonly query: { readonly month: string };
};

async function figuresOf({ env, actor, now, params, query }: Asked): Promise<UreaFigures> {
  const { id } = await getEnterprise(env.store.read, actor, params.organisationId);
  return ureaFigures(env.store.bulk, env.policies.current(), { enterpriseId: id, month: query.month, now });
}

/** Rows stand by most passages, then the newest id. */
function isBeyond({ id, tally }: UreaRow, after: { readonly id: string; readonly at?: number }): boolean {
  const at = after.at ?? 0;
  return tally.passages < at || (tally.passages === at && id < after.id);
}

const presentTally = (tally: UreaTally, ratios: UreaRow['ratios']) => ({
  litres: tally.millilitres / 1_000,
  refills: tally.refills,
  passages: tally.passages,
  tonnes: tally.kg === 0 ? null : tally.kg / 1_000,
  unweighed: tally.unweighed,
  litresPerThousandTonnes: thousandth(ratios.mlPerThousandTonnes),
  litresPerPassage: thousandth(ratios.mlPerPassage),
});

const thousandth = (value: number | null): number | null => (value === null ? null : value / 1_000);

const presentRow = ({ plate, plateColour, vehicleId, tally, ratios, check }: UreaRow) => ({
  ...{ plate, plateColour, vehicleId, check },
  ...presentTally(tally, ratios),
});
