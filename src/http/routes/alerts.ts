import { z } from 'zod';
import { getOrder, type OrderInFull } from '../../actions/alerts/get-order.ts';
import { issueOrder, requireWriter } from '../../actions/alerts/issue-order.ts';
import type { Rejudging } from '../../actions/alerts/rejudge-order.ts';
import { reviseOrder } from '../../actions/alerts/revise-order.ts';
import { policyAt } from '../../actions/gates/gate-parameters.ts';
import { ALERT_LEVELS } from '../../domain/alerts/order.ts';
import { countyInput } from '../../domain/codes/county.ts';
import type { Writer } from '../../store/store.ts';
import {
  issuedOut,
  listedOrderOut,
  moment,
  orderBody,
  orderChange,
  orderOut,
  presentListed,
  presentOrder,
  termsOut,
} from '../alert-schema.ts';
import { page } from '../cursors.ts';
import { etagOf } from '../etag.ts';
import { created, ok, type Reply, type Request, route } from '../route.ts';
import { fromTo, listOf, pageQuery, periodOf, requireEventTime } from '../schemas.ts';

const templatesOut = z
  .strictObject({
    policy: z.string(),
    templates: z.array(
      z.strictObject({ ...termsOut, title: z.string(), cite: z.string().meta({ description: 'Where it was read.' }) }),
    ),
  })
  .meta({ id: 'AlertTemplates' });

/** Heavy-pollution orders (重污染天气应急管控令). */
export const alertRoutes = [
  route({
    method: 'POST',
    path: '/alerts',
    id: 'issueAlert',
    tag: 'alerts',
    summary: 'Issue a heavy-pollution order',
    description:
      'Whoever it binds is told; what it covers already is judged again. An order number that another order has is stored with a warning.',
    who: 'alert.write',
    body: orderBody,
    replies: { 201: { description: 'The order, and the job that judges again.', schema: issuedOut } },
    write: async (tx, req) => {
      const { issuedAt = req.now, orderNumber, issuer, endsAt, note, ...terms } = req.body;
      requireEventTime(issuedAt, req.now, '#/issuedAt');
      const order = {
        ...terms,
        ...{ issuedAt, orderNumber: orderNumber ?? null, issuer: issuer ?? null },
        ...{ endsAt: endsAt ?? null, note: note ?? null },
      };
      const made = await issueOrder(tx, req.actor, order, contextOf(req));
      const warnings = await warningsOf(tx, made.alert.orderNumber);
      return answered(created(`/alerts/${made.alert.id}`, {}), made, warnings);
    },
  }),
  route({
    method: 'GET',
    path: '/alerts',
    id: 'listAlerts',
    tag: 'alerts',
    summary: 'List orders, newest first, each with the revision issued last, or with that in force at `inForceAt`',
    description: '`from` and `to` narrow to orders whose window has an instant of the period.',
    who: 'alert.read',
    query: z.strictObject({
      ...pageQuery,
      ...fromTo,
      countyCode: countyInput.optional(),
      level: z.enum(ALERT_LEVELS).optional(),
      inForceAt: z
        .string()
        // In a query an unescaped `+08:00` arrives as a blank.
        .transform((text) => text.replace(/ (?=\d{2}:\d{2}$)/, '+'))
        .pipe(moment)
        .optional(),
    }),
    replies: { 200: { description: 'A page of orders.', schema: listOf(listedOrderOut) } },
    read: async (reader, req) => {
      const { countyCode, level, inForceAt } = req.query;
      const filter = { countyCode, level, inForceAt, ...periodOf(req.query) };
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.alerts.page(filter, request),
        ({ alert }) => ({ id: alert.id }),
      );
      return ok({ items: rows.map(({ alert, revision }) => presentListed(alert, revision)), next });
    },
  }),
  route({
    method: 'GET',
    path: '/alerts/templates',
    id: 'getAlertTemplates',
    tag: 'alerts',
    summary: 'What an order of each level can begin with, by today’s policy',
    description: 'Only what notices and guides were found to say; each names its source.',
    who: 'alert.read',
    replies: { 200: { description: 'Templates.', schema: templatesOut } },
    read: (_reader, req) => {
      const policy = policyAt(req.env.policies.current(), req.now);
      const templates = policy
        .parameter('alertTemplates')
        .map(({ title, ...template }) => ({ title: title[req.language], ...template }));
      return Promise.resolve(ok({ policy: policy.ref, templates }));
    },
  }),
  route({
    method: 'GET',
    path: '/alerts/{id}',
    id: 'getAlert',
    tag: 'alerts',
    summary: 'One order: what it says now, and every revision',
    who: 'alert.read',
    replies: { 200: { description: 'The order.', schema: orderOut } },
    etag: true,
    read: async (reader, req) => ok(presentOrder(await getOrder(reader, req.params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/alerts/{id}',
    id: 'reviseAlert',
    tag: 'alerts',
    summary: 'Extend an order, change its level, lift it by `endsAt`, or amend it: a new revision',
    description:
      'Judges what happens from its issuing on; before that the older revisions do. What it touches is judged again.',
    who: 'alert.write',
    body: orderChange,
    replies: { 200: { description: 'The order, and the job that judges again.', schema: issuedOut } },
    problems: ['precondition-failed', 'precondition-required'],
    current: async (tx, req) => {
      const order = await getOrder(tx, req.params.id);
      requireWriter(req.actor);
      return presentOrder(order);
    },
    write: async (tx, req) => {
      const { issuedAt, ...change } = req.body;
      if (issuedAt !== undefined) requireEventTime(issuedAt, req.now, '#/issuedAt');
      const told = Object.fromEntries(Object.entries(req.body).filter(([, value]) => value !== undefined));
      const revised = await reviseOrder(tx, req.actor, req.params.id, told, contextOf(req));
      const warnings = change.orderNumber ? await warningsOf(tx, change.orderNumber) : [];
      return answered(ok({}), revised, warnings);
    },
  }),
];

type Asked = Pick<Request, 'env' | 'at'>;

/** The tag is that of the order as GET gives it. */
function answered(
  reply: Reply,
  { rejudging, ...order }: OrderInFull & { readonly rejudging: Rejudging | undefined },
  warnings: readonly unknown[],
): Reply {
  const told = presentOrder(order);
  const body = { ...told, warnings, ...(rejudging ? { rejudging } : {}) };
  return { ...reply, headers: { ...reply.headers, ETag: etagOf(JSON.stringify(told)) }, body };
}

const contextOf = ({ env, at }: Asked) => ({ at, policies: env.policies.current(), wakeJobs: env.jobs.wake });

async function warningsOf(tx: Writer, orderNumber: string | null) {
  const alike = orderNumber === null ? [] : await tx.alerts.ofNumber(orderNumber);
  return alike.length > 1 ? [{ code: 'order_number_repeated', pointer: '#/orderNumber' }] : [];
}
