import type { At } from '../actions/at.ts';
import { record } from '../actions/audit.ts';
import { tell } from '../actions/tell.ts';
import { backOff, MOST_ATTEMPTS } from '../domain/telling/back-off.ts';
import type { Store, Writer } from '../store/store.ts';
import type { DeliveryRow, WebhookRow } from '../store/webhooks.ts';
import type { WebhookSecret } from '../webhooks/secret.ts';
import type { Send, Sending } from '../webhooks/send.ts';

export type SendingDeps = {
  readonly store: Store;
  readonly send: Send;
  readonly secretOf: WebhookSecret;
  readonly at: () => At;
  readonly ticks: () => number;
  /** Aborted when the service stops: what is under way then counts as not tried. */
  readonly signal: AbortSignal;
};

/** Longer than any attempt takes: only of a process that ended does a claim run out. */
const CLAIM_MS = 30_000;
const AT_ONCE = 8;
/** What one webhook may send before others have their turn. */
const IN_A_ROW = 10;

/** Sends what is due, to each webhook in order and to several at once; gives how many attempts were made. */
export async function sendWebhooks(deps: SendingDeps): Promise<number> {
  let attempts = 0;
  while (!deps.signal.aborted) {
    const due = await deps.store.read.webhooks.due(deps.at().now, AT_ONCE);
    const made = await Promise.all(due.map(({ id }) => sendSome(deps, id)));
    const sum = made.reduce((all, one) => all + one, 0);
    if (sum === 0) return attempts;
    attempts += sum;
  }
  return attempts;
}

async function sendSome(deps: SendingDeps, id: string): Promise<number> {
  for (let sent = 0; sent < IN_A_ROW; sent += 1) {
    if (deps.signal.aborted || !(await sendNext(deps, id))) return sent;
  }
  return IN_A_ROW;
}

/** Makes one attempt; false where there is nothing to send now, or another process is at it. */
async function sendNext({ store, send, secretOf, at, ticks, signal }: SendingDeps, id: string): Promise<boolean> {
  const claimed = await store.write((tx) => claim(tx, id, at().now));
  if (!claimed) return false;
  const { hook, delivery } = claimed;
  const { id: deliveryId, topic, body } = delivery;
  const timestamp = Math.floor(at().now / 1000);
  const started = ticks();
  const sending = await send({ url: hook.url, deliveryId, topic, body, secret: secretOf(hook), timestamp, signal });
  const latencyMs = Math.round(ticks() - started);
  if (signal.aborted && 'error' in sending) {
    await store.write((tx) => tx.webhooks.update(id, { claimedUntil: null }));
    return false;
  }
  await store.write((tx) => settle(tx, id, deliveryId, sending, latencyMs, at()));
  return true;
}

async function claim(
  tx: Writer,
  id: string,
  now: number,
): Promise<{ readonly hook: WebhookRow; readonly delivery: DeliveryRow } | undefined> {
  const hook = await tx.webhooks.find(id);
  const isFree = hook?.active && (hook.claimedUntil === null || hook.claimedUntil < now);
  if (!isFree || hook.dueAt === null || hook.dueAt > now) return undefined;
  const delivery = await tx.webhooks.nextDelivery(id);
  if (!delivery) {
    await tx.webhooks.update(id, { dueAt: null });
    return undefined;
  }
  await tx.webhooks.update(id, { claimedUntil: now + CLAIM_MS });
  return { hook, delivery };
}

async function settle(
  tx: Writer,
  id: string,
  deliveryId: string,
  sending: Sending,
  latencyMs: number,
  at: At,
): Promise<void> {
  const hook = await tx.webhooks.find(id);
  const delivery = await tx.webhooks.findDelivery(id, deliveryId);
  // Deleted meanwhile.
  if (!hook || !delivery) return;
  const attempts = delivery.attempts + 1;
  const isDone = 'status' in sending && sending.status >= 200 && sending.status < 300;
  const gaveUp = !isDone && attempts >= MOST_ATTEMPTS;
  await tx.webhooks.updateDelivery(deliveryId, {
    status: isDone ? 'delivered' : gaveUp ? 'failed' : 'pending',
    attempts,
    triedAt: at.now,
    latencyMs,
    responseStatus: 'status' in sending ? sending.status : null,
    responseBody: 'status' in sending ? sending.body : null,
    error: 'error' in sending ? sending.error : null,
  });
  const jitter = (at.randomBytes(1)[0] ?? 0) / 255;
  const wait = isDone ? 0 : backOff(attempts, jitter);
  await tx.webhooks.update(id, { claimedUntil: null, dueAt: at.now + wait });
  if (gaveUp) await stop(tx, hook, 'status' in sending ? `status ${sending.status}` : sending.error, at);
}

/** Stops a webhook whose receiver cannot be reached, and tells its owner; what waits goes out once it is active again. */
async function stop(tx: Writer, hook: WebhookRow, reason: string, at: At): Promise<void> {
  const { id, countyCode, organisationId } = hook;
  await tx.webhooks.update(id, { active: false, disabledReason: reason, dueAt: null });
  await record(tx, { kind: 'system', id: 'webhooks' }, at, 'webhook.stop', { type: 'webhook', id }, { reason });
  const { host } = new URL(hook.url);
  await tell(tx, at, {
    topic: 'webhook.stopped',
    subject: { type: 'webhook', id },
    countyCodes: countyCode === null ? [] : [countyCode],
    organisationIds: organisationId === null ? [] : [organisationId],
    summary: {
      en: `The webhook to ${host} was stopped after ${MOST_ATTEMPTS} failed attempts (${reason}).`,
      zh: `发往 ${host} 的 Webhook 连续 ${MOST_ATTEMPTS} 次失败（${reason}），已停用。`,
    },
    data: { reason },
  });
}
