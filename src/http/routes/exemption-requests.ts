import { z } from 'zod';
import { grantRequest, refuseRequest, withdrawRequest } from '../../actions/alerts/decide-exemption-request.ts';
import { getExemptionRequest } from '../../actions/alerts/get-exemption-request.ts';
import { requestExemption } from '../../actions/alerts/request-exemption.ts';
import { EXEMPTED } from '../../domain/alerts/exemption.ts';
import { REQUEST_STATES } from '../../domain/alerts/exemption-request.ts';
import { EXEMPT_CATEGORIES, GRANTED_CATEGORIES } from '../../domain/alerts/order.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { ExemptionRequestRow } from '../../store/exemption-requests.ts';
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
import { created, ok, route } from '../route.ts';
import { fromTo, idOut, idText, instant, instantOut, known, listOf, pageQuery, periodOf, prose } from '../schemas.ts';

const requestOut = z
  .strictObject({
    id: idOut,
    organisationId: idOut,
    countyCode: z.string().optional().meta({ description: 'Whose officers decide; the city’s may always.' }),
    subject: z.strictObject({ type: z.enum(EXEMPTED), id: idOut }),
    clause: z.string().optional(),
    orderId: idOut.optional(),
    zoneId: idOut.optional(),
    category: z.enum(EXEMPT_CATEGORIES).optional(),
    from: instantOut,
    until: instantOut.meta({ description: 'Exclusive.' }),
    grounds: z.string(),
    status: z.enum(REQUEST_STATES),
    submittedAt: instantOut,
    submittedBy: idOut,
    closedAt: instantOut.optional(),
    closedBy: idOut.optional(),
    reason: z.string().optional().meta({ description: 'Why it was granted or refused.' }),
    exemptionId: idOut.optional().meta({ description: 'The exemption that was made of it.' }),
  })
  .meta({ id: 'ExemptionRequest' });

const newRequest = z
  .strictObject({
    subject: z
      .strictObject({ type: z.enum(EXEMPTED), id: idText })
      .meta({ description: 'Of a contractor its machine or site; of an enterprise itself or a vehicle it declared.' }),
    ...fromFields,
    ...termFields,
    grounds: prose(2_000).meta({ description: 'Why; what shows it is added as evidence about the request.' }),
    category: z.enum(GRANTED_CATEGORIES).nullish(),
    countyCode: countyInput.optional().meta({
      description:
        'Of a machine, where it is to be exempted: a county where it is kept, filed or seen; that of the own account unless given.',
    }),
  })
  .superRefine(oneNamed)
  .meta({ id: 'NewExemptionRequest' });

const grant = z.strictObject({
  reason: prose(500),
  publicReason: publicReasonIn.nullish(),
  from: fromTo.from.meta({ description: 'The term may be shorter than asked, never longer.' }),
  to: fromTo.to,
  category: z.enum(GRANTED_CATEGORIES).nullish(),
});

const answers = { 200: { description: 'The request.', schema: requestOut } };

/** Requests to be exempted (豁免申请). */
export const exemptionRequestRoutes = [
  route({
    method: 'POST',
    path: '/exemption-requests',
    id: 'requestExemption',
    tag: 'exemptions',
    summary: 'Ask to be exempted from a clause, an order or a low-emission zone for a time',
    who: 'exemption-request.create',
    body: newRequest,
    replies: { 201: { description: 'The request.', schema: requestOut } },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      const { subject, grounds, category = null, countyCode } = req.body;
      const asked = { ...namedIn(req.body), subject, ...termIn(req.body), grounds, category, countyCode };
      const row = await requestExemption(tx, req.actor, asked, exemptionContext(req));
      return created(`/exemption-requests/${row.id}`, present(row));
    },
  }),
  route({
    method: 'GET',
    path: '/exemption-requests',
    id: 'listExemptionRequests',
    tag: 'exemptions',
    summary: 'List requests, newest first',
    who: 'exemption-request.read',
    query: z.strictObject({
      ...pageQuery,
      status: z.enum(REQUEST_STATES).optional(),
      countyCode: countyInput.optional(),
      organisationId: idText.optional(),
      subjectType: z.enum(EXEMPTED).optional(),
      subjectId: idText.optional(),
      zoneId: idText.optional(),
    }),
    replies: { 200: { description: 'A page of requests.', schema: listOf(requestOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'exemption-request.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.exemptionRequests.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/exemption-requests/{id}',
    id: 'getExemptionRequest',
    tag: 'exemptions',
    summary: 'One request',
    who: 'exemption-request.read',
    replies: answers,
    etag: true,
    read: async (reader, req) => ok(present(await getExemptionRequest(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'POST',
    path: '/exemption-requests/{id}/grant',
    id: 'grantExemptionRequest',
    tag: 'exemptions',
    summary: 'Grant a request, for the term asked or a shorter one',
    description: 'The exemption is made with it, and what it touches is judged again.',
    who: 'exemption-request.decide',
    body: grant,
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) => {
      const { reason, publicReason = null, category } = req.body;
      const given = { reason, publicReason, category, ...periodOf(req.body) };
      return ok(present(await grantRequest(tx, req.actor, req.params.id, given, exemptionContext(req))));
    },
  }),
  route({
    method: 'POST',
    path: '/exemption-requests/{id}/refuse',
    id: 'refuseExemptionRequest',
    tag: 'exemptions',
    summary: 'Refuse a request, with the reason',
    who: 'exemption-request.decide',
    body: z.strictObject({ reason: prose(500) }),
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) =>
      ok(present(await refuseRequest(tx, req.actor, req.params.id, req.body.reason, exemptionContext(req)))),
  }),
  route({
    method: 'POST',
    path: '/exemption-requests/{id}/withdraw',
    id: 'withdrawExemptionRequest',
    tag: 'exemptions',
    summary: 'Take a request back before it is decided',
    who: 'exemption-request.create',
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) => ok(present(await withdrawRequest(tx, req.actor, req.params.id, exemptionContext(req)))),
  }),
];

function present(row: ExemptionRequestRow) {
  return {
    id: row.id,
    organisationId: row.organisationId,
    ...known({ countyCode: row.countyCode }),
    subject: { type: row.subjectType, id: row.subjectId },
    ...known({ clause: row.clause, orderId: row.orderId, zoneId: row.zoneId, category: row.category }),
    from: instant(row.from),
    until: instant(row.until),
    grounds: row.grounds,
    status: row.status,
    submittedAt: instant(row.submittedAt),
    submittedBy: row.submittedBy,
    ...known({
      closedAt: instant(row.closedAt),
      closedBy: row.closedBy,
      reason: row.reason,
      exemptionId: row.exemptionId,
    }),
  };
}
