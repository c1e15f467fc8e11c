import type { Message } from '../../domain/failure.ts';
import { type Concern, concernsOwner } from '../../domain/telling/audience.ts';
import type { Topic } from '../../domain/telling/topics.ts';
import { formatInstant } from '../../domain/time.ts';
import type { Writer } from '../../store/store.ts';
import type { DeliveryRow, WebhookRow } from '../../store/webhooks.ts';

type At = { readonly now: number; readonly newId: () => string };

/** What a webhook is sent, beside the delivery's own id and time. */
export type Sent = {
  readonly topic: Topic | 'ping';
  readonly summary: Message;
  readonly subject: { readonly type: string; readonly id: string } | null;
  readonly link: string | null;
  readonly data: Readonly<Record<string, unknown>>;
};

/**
 * Queues messages for every webhook that listens to the topic and that they concern; `messageOf` makes one of the things
 * that concern it.
 */
export async function queueForWebhooks<T extends Concern>(
  tx: Writer,
  topic: Topic,
  things: readonly T[],
  messageOf: (things: readonly T[]) => Sent,
  at: At,
): Promise<void> {
  for (const hook of await tx.webhooks.active()) {
    if (!(hook.topics as string[]).includes(topic)) continue;
    const own = things.filter((thing) => concernsOwner(thing, hook));
    if (own.length > 0) await queueDelivery(tx, hook, messageOf(own), at);
  }
}

/** Puts one message at the end of a webhook's queue. */
export async function queueDelivery(
  tx: Writer,
  hook: WebhookRow,
  message: Sent,
  { now, newId }: At,
  redeliveryOf: string | null = null,
): Promise<DeliveryRow> {
  const id = newId();
  const body = JSON.stringify({ id, createdAt: formatInstant(now), ...message });
  const fresh = { attempts: 0, triedAt: null, latencyMs: null, responseStatus: null, responseBody: null, error: null };
  const { topic } = message;
  const row = { id, webhookId: hook.id, topic, body, status: 'pending', createdAt: now, redeliveryOf, ...fresh };
  await tx.webhooks.insertDelivery(row);
  if (hook.dueAt === null) await tx.webhooks.update(hook.id, { dueAt: now });
  return row;
}
