import { z } from 'zod';
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  pingWebhook,
  redeliver,
  renewSecret,
  updateWebhook,
} from '../../actions/telling/webhooks.ts';
import { notFound } from '../../domain/failure.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { MOST_ATTEMPTS } from '../../domain/telling/back-off.ts';
import { TOPIC_NAMES } from '../../domain/telling/topics.ts';
import type { DeliveryRow, WebhookRow } from '../../store/webhooks.ts';
import { urlFault } from '../../webhooks/addresses.ts';
import { page } from '../cursors.ts';
import { created, ok, type Request, route } from '../route.ts';
import { idOut, idText, instant, instantOut, line, listOf, pageQuery } from '../schemas.ts';

const topics = z
  .array(z.enum(TOPIC_NAMES))
  .min(1)
  .max(TOPIC_NAMES.length)
  .transform((names) => [...new Set(names)]);
const url = line(2_000);

const webhook = {
  id: idOut,
  organisationId: idOut.nullable(),
  countyCode: z.string().nullable(),
  url: z.string(),
  topics: z.array(z.string()),
  active: z.boolean(),
  disabledReason: z.string().nullable().meta({ description: 'Why the service stopped it.' }),
  createdAt: instantOut,
  createdBy: idOut,
};
const webhookOut = z.strictObject(webhook).meta({ id: 'Webhook' });
const secretOut = z
  .strictObject({ ...webhook, secret: z.string().meta({ description: 'Shown this once.' }) })
  .meta({ id: 'NewWebhook' });
const status = z.enum(['pending', 'delivered', 'failed']);
const deliveryOut = z
  .strictObject({
    id: idOut,
    webhookId: idOut,
    topic: z.string(),
    status,
    attempts: z.int(),
    createdAt: instantOut,
    triedAt: instantOut.nullable(),
    latencyMs: z.int().nullable(),
    responseStatus: z.int().nullable(),
    responseBody: z.string().nullable().meta({ description: 'At most its first 1,000 bytes.' }),
    error: z.string().nullable(),
    redeliveryOf: idOut.nullable(),
    body: z.string().meta({ description: 'As it was signed.' }),
  })
  .meta({ id: 'WebhookDelivery' });

const EXAMPLE = `
\`\`\`js
const [, t, v1] = /^t=(\\d+),v1=([0-9a-f]{64})$/.exec(signature);
const mac = createHmac('sha256', secret).update(t + '.' + rawBody).digest();
const good = Math.abs(secondsNow - t) <= 300 && timingSafeEqual(mac, Buffer.from(v1, 'hex'));
\`\`\`
`;
const RECEIVING = [
  'Messages are POSTed as JSON `{id, createdAt, topic, summary: {en, zh}, subject, link, data}`, in order, with the headers',
  '`X-Registry-Delivery` (its id: the same message can come twice, so remember it), `X-Registry-Topic` and',
  '`X-Registry-Signature: t=<seconds>,v1=<hex>`, HMAC-SHA256 under the secret over the seconds, a dot and the raw body. Refuse',
  `what is older than 300 s. In Node:\n${EXAMPLE}\nAnswer 2xx within 10 s. Anything else, redirects too, is tried again after`,
  `10 s, 50 s and so on up to 6 h; after ${MOST_ATTEMPTS} attempts the webhook is stopped and its owner told. Only \`https\` to`,
  'public addresses, unless the operator allows others.',
].join(' ');

/** Webhooks: messages sent on to a system of the organisation, the county or the city. */
export const webhookRoutes = [
  route({
    method: 'POST',
    path: '/webhooks',
    id: 'createWebhook',
    tag: 'webhooks',
    summary: 'Have messages sent to an address: of the own organisation, of the own county, or of the city',
    description: RECEIVING,
    who: 'webhook.write',
    body: z.strictObject({ url, topics }),
    replies: { 201: { description: 'The webhook with its secret.', schema: secretOut } },
    problems: ['conflict'],
    write: async (tx, req) => {
      const row = await createWebhook(tx, req.actor, req.body, checkOf(req), req.at);
      return created(`/webhooks/${row.id}`, withSecret(row, req), { secret: true });
    },
  }),
  route({
    method: 'GET',
    path: '/webhooks',
    id: 'listWebhooks',
    tag: 'webhooks',
    summary: 'List webhooks, newest first',
    who: 'webhook.write',
    query: z.strictObject(pageQuery),
    replies: { 200: { description: 'A page of webhooks.', schema: listOf(webhookOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'webhook.write');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.webhooks.page(scope, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/webhooks/{id}',
    id: 'getWebhook',
    tag: 'webhooks',
    summary: 'One webhook',
    who: 'webhook.write',
    replies: { 200: { description: 'The webhook.', schema: webhookOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getWebhook(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/webhooks/{id}',
    id: 'updateWebhook',
    tag: 'webhooks',
    summary: 'Change where a webhook goes and what it carries, stop it, or have it go on',
    description: 'While it is stopped nothing new is queued; what waited goes out first once it is active again.',
    who: 'webhook.write',
    body: z.strictObject({ url: url.optional(), topics: topics.optional(), active: z.boolean().optional() }),
    replies: { 200: { description: 'The webhook.', schema: webhookOut } },
    etag: true,
    current: async (tx, req) => present(await getWebhook(tx, req.actor, req.params.id)),
    write: async (tx, req) =>
      ok(present(await updateWebhook(tx, req.actor, req.params.id, req.body, checkOf(req), req.at))),
  }),
  route({
    method: 'DELETE',
    path: '/webhooks/{id}',
    id: 'deleteWebhook',
    tag: 'webhooks',
    summary: 'Remove a webhook with its log',
    who: 'webhook.write',
    replies: { 204: { description: 'Removed.' } },
    write: async (tx, req) => {
      await deleteWebhook(tx, req.actor, req.params.id, req.at);
      return { status: 204 };
    },
  }),
  route({
    method: 'POST',
    path: '/webhooks/{id}/secret',
    id: 'renewWebhookSecret',
    tag: 'webhooks',
    summary: 'Make another secret; the one before is good for nothing from then on',
    who: 'webhook.write',
    replies: { 200: { description: 'The webhook with its new secret.', schema: secretOut } },
    write: async (tx, req) => {
      const row = await renewSecret(tx, req.actor, req.params.id, req.at);
      return { ...ok(withSecret(row, req)), secret: true };
    },
  }),
  route({
    method: 'POST',
    path: '/webhooks/{id}/ping',
    id: 'pingWebhook',
    tag: 'webhooks',
    summary: 'Queue a message that says nothing, to try the receiver',
    who: 'webhook.write',
    replies: { 200: { description: 'The delivery, as it waits.', schema: deliveryOut } },
    write: async (tx, req) => ok(presentDelivery(await pingWebhook(tx, req.actor, req.params.id, req.at))),
  }),
  route({
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    id: 'listWebhookDeliveries',
    tag: 'webhooks',
    summary: 'What was sent, newest first; kept for 30 days',
    who: 'webhook.write',
    query: z.strictObject({ ...pageQuery, status: status.optional() }),
    replies: { 200: { description: 'A page of deliveries.', schema: listOf(deliveryOut) } },
    read: async (reader, req) => {
      const { id: webhookId } = await getWebhook(reader, req.actor, req.params.id);
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.webhooks.pageDeliveries(webhookId, req.query.status, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(presentDelivery), next });
    },
  }),
  route({
    method: 'GET',
    path: '/webhooks/{id}/deliveries/{deliveryId}',
    id: 'getWebhookDelivery',
    tag: 'webhooks',
    summary: 'One delivery',
    who: 'webhook.write',
    params: z.object({ id: idText, deliveryId: idText }),
    replies: { 200: { description: 'The delivery.', schema: deliveryOut } },
    etag: true,
    read: async (reader, req) => {
      const { id } = await getWebhook(reader, req.actor, req.params.id);
      const row = await reader.webhooks.findDelivery(id, req.params.deliveryId);
      if (!row) throw notFound('#/deliveryId');
      return ok(presentDelivery(row));
    },
  }),
  route({
    method: 'POST',
    path: '/webhooks/{id}/deliveries/{deliveryId}/redeliver',
    id: 'redeliverWebhook',
    tag: 'webhooks',
    summary: 'Send once more what a delivery said',
    who: 'webhook.write',
    params: z.object({ id: idText, deliveryId: idText }),
    replies: { 200: { description: 'The new delivery, as it waits.', schema: deliveryOut } },
    write: async (tx, req) =>
      ok(presentDelivery(await redeliver(tx, req.actor, req.params.id, req.params.deliveryId, req.at))),
  }),
];

const checkOf =
  ({ env }: Pick<Request, 'env'>) =>
  (text: string) =>
    urlFault(text, env.config.webhookAllow);

const withSecret = (row: WebhookRow, { env }: Pick<Request, 'env'>) => ({
  ...present(row),
  secret: env.webhookSecret(row),
});

const present = (row: WebhookRow) => ({
  id: row.id,
  organisationId: row.organisationId,
  countyCode: row.countyCode,
  url: row.url,
  topics: row.topics,
  active: row.active,
  disabledReason: row.disabledReason,
  createdAt: instant(row.createdAt),
  createdBy: row.createdBy,
});

const presentDelivery = (row: DeliveryRow) => ({
  id: row.id,
  webhookId: row.webhookId,
  topic: row.topic,
  status: row.status,
  attempts: row.attempts,
  createdAt: instant(row.createdAt),
  triedAt: instant(row.triedAt),
  latencyMs: row.latencyMs,
  responseStatus: row.responseStatus,
  responseBody: row.responseBody,
  error: row.error,
  redeliveryOf: row.redeliveryOf,
  body: row.body,
});
