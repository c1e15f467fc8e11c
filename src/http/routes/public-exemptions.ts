import { z } from 'zod';
import { EXEMPTED } from '../../domain/alerts/exemption.ts';
import { EXEMPT_CATEGORIES } from '../../domain/alerts/order.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { EMISSION_STAGES } from '../../domain/codes/emission-stage.ts';
import { MACHINE_CATEGORIES } from '../../domain/codes/machine-category.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { PublicExemption } from '../../store/public-exemptions.ts';
import { requireTurn } from '../address-limits.ts';
import { page } from '../cursors.ts';
import { route } from '../route.ts';
import { dayOut, flagQuery, idOut, instant, instantOut, known, listOf, pageQuery } from '../schemas.ts';

const publicOut = z
  .strictObject({
    id: idOut,
    subject: z.strictObject({
      type: z.enum(EXEMPTED),
      machineCategory: z.enum(MACHINE_CATEGORIES).optional(),
      emissionStage: z.enum(EMISSION_STAGES).optional(),
      siteName: z.string().optional(),
      enterpriseName: z.string().optional(),
    }),
    countyCode: z.string().optional().meta({ description: 'Where it counts; absent: in every county.' }),
    exemptedFrom: z.strictObject({
      clause: z.string().optional(),
      orderId: idOut.optional(),
      orderNumber: z.string().optional(),
      zoneId: idOut.optional(),
      zoneName: z.string().optional(),
    }),
    category: z.enum(EXEMPT_CATEGORIES).optional(),
    reason: z.string().optional().meta({ description: 'As it was written to be published.' }),
    from: instantOut,
    until: instantOut.meta({ description: 'Exclusive, as it was granted.' }),
    grantedOn: dayOut,
    revoked: z.boolean(),
    revokedFrom: instantOut.optional(),
  })
  .meta({ id: 'PublicExemption' });

/** Exemptions as they are published (豁免公示): for anybody, and without anything that tells of a person. */
export const publicExemptionRoutes = [
  route({
    method: 'GET',
    path: '/public/exemptions',
    id: 'listPublicExemptions',
    tag: 'exemptions',
    summary: 'The exemptions that were granted, newest first, for anybody',
    description:
      'No plates, no numbers, no names of people: a machine is told by its category and stage, a site or enterprise by its name. Revoked ones stay, marked. May be kept for five minutes.',
    who: 'anyone',
    query: z.strictObject({
      ...pageQuery,
      subjectType: z.enum(EXEMPTED).optional(),
      countyCode: countyInput.optional(),
      current: flagQuery.optional().meta({ description: '`true`: only those that hold now.' }),
    }),
    replies: { 200: { description: 'A page of exemptions.', schema: listOf(publicOut) } },
    problems: ['too-many-requests'],
    read: async (reader, req) => {
      requireTurn(req.env.publicLimits, req);
      const { subjectType, countyCode, current } = req.query;
      const filter = { subjectType, countyCode, at: current === true ? req.now : undefined };
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.publicExemptions.page(filter, request),
        ({ id }) => ({ id }),
      );
      return {
        status: 200,
        headers: { 'Cache-Control': 'public, max-age=300' },
        body: { items: rows.map(present), next },
      };
    },
  }),
];

function present(row: PublicExemption) {
  const { machineCategory, emissionStage, siteName, enterpriseName } = row;
  const { clause, orderId, orderNumber, zoneId, zoneName } = row;
  return {
    id: row.id,
    subject: { type: row.subjectType, ...known({ machineCategory, emissionStage, siteName, enterpriseName }) },
    ...known({ countyCode: row.countyCode }),
    exemptedFrom: known({ clause, orderId, orderNumber, zoneId, zoneName }),
    ...known({ category: row.category, reason: row.publicReason }),
    from: instant(row.from),
    until: instant(row.plannedUntil),
    grantedOn: legalDayOf(row.grantedAt),
    revoked: row.revokedFrom !== null,
    ...known({ revokedFrom: instant(row.revokedFrom) }),
  };
}
