import { conflict, forbidden, invalid, type Message, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, type Owners, type Scope, scopeOf } from '../../domain/identity/permissions.ts';
import type { Topic } from '../../domain/telling/topics.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { DeliveryRow, WebhookRow } from '../../store/webhooks.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { queueDelivery, type Sent } from './queue-webhooks.ts';

/** Says what is wrong with an address, if anything; see `webhooks/addresses.ts`. */
export type CheckUrl = (url: string) => Message | undefined;

export type NewWebhook = { readonly url: string; readonly topics: readonly Topic[] };
export type WebhookChanges = {
  readonly url?: string | undefined;
  readonly topics?: readonly Topic[] | undefined;
  readonly active?: boolean | undefined;
};

/** Webhooks one owner may have. */
const AT_MOST = 20;

/** Whose webhooks an actor's own are; undefined where it can have none. */
export function webhookScope(actor: Actor): Scope | undefined {
  const scope = scopeOf(actor, 'webhook.write');
  return scope.to === 'none' ? undefined : scope;
}

/** Makes a webhook of the actor's organisation or county; an officer of the city makes the city's, which hears everything. */
export async function createWebhook(
  tx: Writer,
  actor: Actor,
  { url, topics }: NewWebhook,
  check: CheckUrl,
  at: At,
): Promise<WebhookRow> {
  const scope = webhookScope(actor);
  if (!scope) throw forbidden();
  requireUrl(url, check);
  const owner = {
    organisationId: scope.to === 'organisation' ? scope.organisationId : null,
    countyCode: scope.to === 'county' ? scope.countyCode : null,
  };
  if ((await tx.webhooks.page(scope, { limit: AT_MOST })).filter((row) => isOf(row, owner)).length >= AT_MOST)
    throw conflict(TOO_MANY);
  const row: WebhookRow = {
    id: at.newId(),
    ...owner,
    url,
    topics,
    secretVersion: 1,
    active: true,
    disabledReason: null,
    createdAt: at.now,
    createdBy: actor.id,
    dueAt: null,
    claimedUntil: null,
  };
  await tx.webhooks.insert(row);
  await record(tx, actor, at, 'webhook.create', { type: 'webhook', id: row.id }, { host: hostOf(url), topics });
  return row;
}

/** Changes where a webhook goes and what it hears; made active again, it goes on with what waited. */
export async function updateWebhook(
  tx: Writer,
  actor: Actor,
  id: string,
  { url, topics, active }: WebhookChanges,
  check: CheckUrl,
  at: At,
): Promise<WebhookRow> {
  const row = await getWebhook(tx, actor, id);
  if (url !== undefined) requireUrl(url, check);
  const resumed = active === true && !row.active ? { disabledReason: null, dueAt: at.now } : {};
  const change = {
    ...(url === undefined ? {} : { url }),
    ...(topics === undefined ? {} : { topics }),
    ...(active === undefined ? {} : { active }),
    ...resumed,
  };
  if (Object.keys(change).length === 0) return row;
  await tx.webhooks.update(id, change);
  const told = {
    ...(url === undefined ? {} : { host: hostOf(url) }),
    ...(topics ? { topics } : {}),
    active: active ?? row.active,
  };
  await record(tx, actor, at, 'webhook.update', { type: 'webhook', id }, told);
  return { ...row, ...change };
}

/** Makes another secret; the one before is good for nothing from then on. */
export async function renewSecret(tx: Writer, actor: Actor, id: string, at: At): Promise<WebhookRow> {
  const row = await getWebhook(tx, actor, id);
  const secretVersion = row.secretVersion + 1;
  await tx.webhooks.update(id, { secretVersion });
  await record(tx, actor, at, 'webhook.renew-secret', { type: 'webhook', id }, { secretVersion });
  return { ...row, secretVersion };
}

export async function deleteWebhook(tx: Writer, actor: Actor, id: string, at: At): Promise<void> {
  const row = await getWebhook(tx, actor, id);
  await tx.webhooks.remove(id);
  await record(tx, actor, at, 'webhook.delete', { type: 'webhook', id }, { host: hostOf(row.url) });
}

/** Queues a message that says nothing, to try a webhook; conflict where that is stopped. */
export async function pingWebhook(tx: Writer, actor: Actor, id: string, at: At): Promise<DeliveryRow> {
  const row = await getWebhook(tx, actor, id);
  if (!row.active) throw conflict(STOPPED);
  const ping: Sent = { topic: 'ping', summary: { en: 'A test', zh: '测试' }, subject: null, link: null, data: {} };
  const delivery = await queueDelivery(tx, row, ping, at);
  await record(tx, actor, at, 'webhook.ping', { type: 'webhook', id }, { deliveryId: delivery.id });
  return delivery;
}

/** Queues once more, at the end, what a delivery said; conflict while it is still waiting itself. */
export async function redeliver(
  tx: Writer,
  actor: Actor,
  id: string,
  deliveryId: string,
  at: At,
): Promise<DeliveryRow> {
  const row = await getWebhook(tx, actor, id);
  const before = await tx.webhooks.findDelivery(id, deliveryId);
  if (!before) throw notFound('#/deliveryId');
  if (!row.active) throw conflict(STOPPED);
  if (before.status === 'pending') throw conflict(WAITING);
  const { id: _id, createdAt: _createdAt, ...message } = JSON.parse(before.body) as Sent & Record<string, unknown>;
  const delivery = await queueDelivery(tx, row, message, at, deliveryId);
  await record(tx, actor, at, 'webhook.redeliver', { type: 'webhook', id }, { deliveryId: delivery.id });
  return delivery;
}

export async function getWebhook(
  { webhooks }: Pick<Reader, 'webhooks'>,
  actor: Actor,
  id: string,
): Promise<WebhookRow> {
  const row = await webhooks.find(id);
  if (!row || !covers(scopeOf(actor, 'webhook.write'), ownersOf(row))) throw notFound();
  return row;
}

const ownersOf = ({ countyCode, organisationId }: WebhookRow): Owners => ({ countyCode, organisationId });
const isOf = (row: WebhookRow, owner: Pick<WebhookRow, 'organisationId' | 'countyCode'>): boolean =>
  row.organisationId === owner.organisationId && row.countyCode === owner.countyCode;

function requireUrl(url: string, check: CheckUrl): void {
  const fault = check(url);
  if (fault) throw invalid('#/url', fault);
}

/** A path may hold a key of the receiver's. */
const hostOf = (url: string): string => new URL(url).host;

const TOO_MANY = { en: `There are ${AT_MOST} webhooks already.`, zh: `Webhook 数量已达上限（${AT_MOST} 个）。` };
const STOPPED = { en: 'This webhook is stopped.', zh: '该 Webhook 已停用。' };
const WAITING = { en: 'This delivery is still waiting.', zh: '该投递仍在等待中。' };
