import { z } from 'zod';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { ViolatorRow } from '../../store/violators.ts';
import { page } from '../cursors.ts';
import { ok, route } from '../route.ts';
import { idOut, instant, instantOut, listOf, pageQuery } from '../schemas.ts';
import { violationFilterOf, violationFilters } from '../violation-filters.ts';

const vehicleGroup = { plate: z.string(), plateColour: z.string().nullable() };
const counts = {
  violations: z.int(),
  firstAt: instantOut,
  lastAt: instantOut,
  kinds: z.array(z.string()),
};
const violatorOut = z.union([
  z.strictObject({ ...vehicleGroup, ...counts }),
  z.strictObject({ enterpriseId: idOut, name: z.string().nullable(), ...counts }),
  z.strictObject({ organisationId: idOut, name: z.string().nullable(), ...counts }),
  z.strictObject({ seller: z.strictObject({ name: z.string(), creditCode: z.string().nullable() }), ...counts }),
]);

/** Who violates (违规主体排行). */
export const violatorRoutes = [
  route({
    method: 'GET',
    path: '/violators',
    id: 'listViolators',
    tag: 'violations',
    summary: 'Who violates, worst first',
    description: 'Counts breaches that stand, over all time unless `from` and `to` say otherwise.',
    who: 'violator.read',
    query: z.strictObject({
      ...pageQuery,
      ...violationFilters,
      by: z.enum(['vehicle', 'enterprise', 'contractor', 'seller']).default('vehicle'),
      atLeast: z
        .string()
        .regex(/^[1-9]\d{0,5}$/)
        .transform(Number)
        .optional()
        .meta({ description: 'Only those with so many violations or more.' }),
    }),
    replies: { 200: { description: 'A page of violators.', schema: listOf(violatorOut) } },
    raw: async (req) => {
      const { by, atLeast } = req.query;
      const { bulk } = req.env.store;
      const filter = violationFilterOf(req.query);
      const scope = scopeOf(req.actor, 'violator.read');
      const { rows, next } = await page(
        req,
        req.query,
        ({ limit, after }) =>
          bulk.violations.violators(scope, by, filter, {
            limit,
            ...(after ? { after: reached(after) } : {}),
            ...(atLeast === undefined ? {} : { atLeast }),
          }),
        (row) => ({ at: row.lastAt, id: JSON.stringify([row.violations, row.key, row.second]) }),
      );
      const ids = by === 'enterprise' || by === 'contractor' ? rows.flatMap(({ key }) => key ?? []) : [];
      const names = await bulk.organisations.namesOf(ids);
      return ok({ items: rows.map((row) => violator(row, by, names)), next });
    },
  }),
];

function reached(after: { readonly id: string; readonly at?: number }) {
  const [violations, key, second] = JSON.parse(after.id) as [number, string | null, string];
  return { violations, key, second, lastAt: after.at ?? 0 };
}

function violator(row: ViolatorRow, by: string, names: ReadonlyMap<string, string>) {
  const counted = {
    violations: row.violations,
    firstAt: instant(row.firstAt),
    lastAt: instant(row.lastAt),
    kinds: row.kinds.split(',').sort(),
  };
  const key = row.key ?? '';
  switch (by) {
    case 'enterprise':
      return { enterpriseId: key, name: names.get(key) ?? null, ...counted };
    case 'contractor':
      return { organisationId: key, name: names.get(key) ?? null, ...counted };
    case 'seller':
      return { seller: { name: key, creditCode: row.second || null }, ...counted };
    default:
      return { plate: key, plateColour: row.second || null, ...counted };
  }
}
