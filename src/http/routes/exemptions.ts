import { z } from 'zod';
import { grantExemption } from '../../actions/alerts/grant-exemption.ts';
import { getExemption, revokeExemption } from '../../actions/alerts/revoke-exemption.ts';
import { EXEMPTED, type ExemptedSubject } from '../../domain/alerts/exemption.ts';
import { EXEMPT_CATEGORIES, GRANTED_CATEGORIES } from '../../domain/alerts/order.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { plateInput } from '../../domain/codes/plate.ts';
import { PLATE_COLOURS } from '../../domain/codes/plate-colour.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { ExemptionFilter, ExemptionRow } from '../../store/exemptions.ts';
import type { Reader } from '../../store/store.ts';
import { moment } from '../alert-schema.ts';
import { page } from '../cursors.ts';
import {
  exemptionContext,
  fromFields,
  namedIn,
  oneNamed,
  publicReasonIn,
  termFields,
  termIn,
} from '../exemption-schema.ts';
import { created, ok, type Request, route } from '../route.ts';
import { fromTo, idOut, idText, instant, instantOut, line, listOf, pageBody, pageQuery, prose } from '../schemas.ts';

const colour = z.enum(PLATE_COLOURS);
const named = <N extends string, T extends (typeof EXEMPTED)[number]>(name: N, type: T) =>
  z
    .strictObject({ [name]: idText } as Record<N, typeof idText>)
    .transform((given): ExemptedSubject => ({ type, id: (given as Record<N, string>)[name] }));

const subject = z
  .union([
    z.strictObject({ type: z.enum(EXEMPTED), id: idText }),
    z
      .strictObject({ type: z.literal('vehicle').optional(), plate: plateInput, plateColour: colour })
      .transform(({ plate, plateColour }): ExemptedSubject => ({ type: 'vehicle', plate, plateColour })),
    named('vehicleId', 'vehicle'),
    named('enterpriseId', 'enterprise'),
    named('machineId', 'machine'),
    named('siteId', 'site'),
  ])
  .meta({ description: 'A vehicle not on the register is named by plate and colour.' });

const exemptionOut = z
  .strictObject({
    id: idOut,
    subject: z.strictObject({
      type: z.enum(EXEMPTED),
      id: idOut.optional(),
      plate: z.string().optional(),
      plateColour: z.string().optional(),
    }),
    clauseOrOrder: z.string().nullable().meta({ description: 'The clause, or the id of the order; null: of a zone.' }),
    clause: z.string().nullable(),
    orderId: idOut.nullable(),
    zoneId: idOut.nullable().meta({ description: 'The low-emission zone, by the version that was in force.' }),
    category: z.enum(EXEMPT_CATEGORIES).nullable(),
    from: instantOut,
    until: instantOut.meta({ description: 'Exclusive, as it was granted; `revokedFrom` may end it before.' }),
    reason: z.string(),
    publicReason: z.string().nullable().meta({ description: 'What `/public/exemptions` tells of why.' }),
    countyCode: z.string().nullable().meta({ description: 'Where it counts; null: in every county.' }),
    grantedAt: instantOut,
    grantedBy: idOut,
    revokedFrom: instantOut.nullable(),
    revocationReason: z.string().nullable(),
    revokedAt: instantOut.nullable(),
    revokedBy: idOut.nullable(),
  })
  .meta({ id: 'Exemption' });

const filters = {
  subjectType: z.enum(EXEMPTED).optional(),
  subjectId: idText.optional(),
  orderId: idText.optional(),
  clause: line(20).optional(),
  zoneId: idText.optional(),
  countyCode: countyInput.optional(),
};

/** Exemptions (豁免) from clauses and orders. */
export const exemptionRoutes = [
  route({
    method: 'POST',
    path: '/exemptions',
    id: 'grantExemption',
    tag: 'exemptions',
    summary: 'Exempt a vehicle, enterprise, machine or site from a clause, an order or a low-emission zone for a time',
    description:
      'A county officer’s counts in the own county. One that names a category frees from restrictions that exempt it. What it touches is judged again.',
    who: 'exemption.write',
    body: z
      .strictObject({
        subject,
        ...fromFields,
        ...termFields,
        reason: prose(500),
        category: z.enum(GRANTED_CATEGORIES).nullish(),
        publicReason: publicReasonIn.nullish(),
      })
      .superRefine(oneNamed),
    replies: { 201: { description: 'The exemption.', schema: exemptionOut } },
    problems: ['not-found'],
    write: async (tx, req) => {
      const { category = null, publicReason = null, reason, subject: of } = req.body;
      const granted = { ...namedIn(req.body), subject: of, ...termIn(req.body), reason, category, publicReason };
      const row = await grantExemption(tx, req.actor, granted, exemptionContext(req));
      return created(`/exemptions/${row.id}`, present(row));
    },
  }),
  route({
    method: 'GET',
    path: '/exemptions',
    id: 'listExemptions',
    tag: 'exemptions',
    summary: 'List exemptions, newest first',
    who: 'exemption.read',
    query: z.strictObject({ ...pageQuery, ...filters }),
    replies: { 200: { description: 'A page of exemptions.', schema: listOf(exemptionOut) } },
    read: async (reader, req) => ok(await list(reader, req, req.query, req.query)),
  }),
  route({
    method: 'POST',
    path: '/exemptions/search',
    id: 'searchExemptions',
    tag: 'exemptions',
    summary: 'Look exemptions up by plate, or by when they hold',
    who: 'exemption.read',
    body: z.strictObject({
      ...pageBody,
      ...filters,
      plate: plateInput.optional(),
      plateColour: colour.optional(),
      validAt: moment.optional(),
    }),
    replies: { 200: { description: 'A page of exemptions.', schema: listOf(exemptionOut) } },
    idempotent: false,
    read: async (reader, req) => ok(await list(reader, req, req.body, req.body)),
  }),
  route({
    method: 'GET',
    path: '/exemptions/{id}',
    id: 'getExemption',
    tag: 'exemptions',
    summary: 'One exemption',
    who: 'exemption.read',
    replies: { 200: { description: 'The exemption.', schema: exemptionOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getExemption(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'POST',
    path: '/exemptions/{id}/revoke',
    id: 'revokeExemption',
    tag: 'exemptions',
    summary: 'End an exemption, from now or from a given moment on; what came after it is judged again',
    who: 'exemption.write',
    body: z.strictObject({ reason: prose(500), from: fromTo.from }),
    replies: { 200: { description: 'The exemption as it ended.', schema: exemptionOut } },
    problems: ['conflict'],
    write: async (tx, req) => {
      const { from = req.now, reason } = req.body;
      return ok(present(await revokeExemption(tx, req.actor, req.params.id, { from, reason }, exemptionContext(req))));
    },
  }),
];

async function list(
  reader: Reader,
  req: Request<unknown, unknown, unknown>,
  input: { readonly limit: number; readonly cursor?: string | undefined },
  filter: ExemptionFilter,
) {
  const scope = scopeOf(req.actor, 'exemption.read');
  const { rows, next } = await page(
    req,
    input,
    (request) => reader.exemptions.page(scope, filter, request),
    ({ id }) => ({ id }),
  );
  return { items: rows.map(present), next };
}

function present(row: ExemptionRow) {
  const { subjectId, plate, plateColour } = row;
  return {
    id: row.id,
    subject: { type: row.subjectType, ...(subjectId === null ? { plate, plateColour } : { id: subjectId }) },
    clauseOrOrder: row.clause ?? row.orderId,
    clause: row.clause,
    orderId: row.orderId,
    zoneId: row.zoneId,
    category: row.category,
    from: instant(row.from),
    until: instant(row.plannedUntil),
    reason: row.reason,
    publicReason: row.publicReason,
    countyCode: row.countyCode,
    grantedAt: instant(row.grantedAt),
    grantedBy: row.grantedBy,
    revokedFrom: instant(row.revokedFrom),
    revocationReason: row.revocationReason,
    revokedAt: instant(row.revokedAt),
    revokedBy: row.revokedBy,
  };
}
