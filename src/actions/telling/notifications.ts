import { conflict, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import { isAlways, TOPIC_NAMES, type Topic } from '../../domain/telling/topics.ts';
import type { NotificationRow } from '../../store/notifications.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { webhookScope } from './webhooks.ts';

/** A notification of the actor's own, else not-found. */
export async function getNotification(
  { notifications }: Pick<Reader, 'notifications'>,
  actor: Actor,
  id: string,
): Promise<NotificationRow> {
  const row = await notifications.find(id);
  if (!row || !covers(scopeOf(actor, 'notification.read'), { userId: row.userId })) throw notFound();
  return row;
}

export async function markRead(tx: Writer, actor: Actor, id: string, now: number): Promise<NotificationRow> {
  const row = await getNotification(tx, actor, id);
  await tx.notifications.markRead(id, now);
  return { ...row, readAt: row.readAt ?? now };
}

/** How a topic reaches someone: into the inbox or not, and by how many webhooks of the own organisation, county or city. */
export type Choice = {
  readonly topic: Topic;
  readonly inApp: boolean;
  readonly always: boolean;
  readonly webhooks: number;
};

export async function choicesOf(
  { notifications, webhooks }: Pick<Reader, 'notifications' | 'webhooks'>,
  actor: Actor,
): Promise<Choice[]> {
  const chosen = new Map((await notifications.preferencesOf(actor.id)).map(({ topic, inApp }) => [topic, inApp]));
  const scope = webhookScope(actor);
  const hooks = scope ? (await webhooks.active()).filter((hook) => covers(scope, hook)) : [];
  return TOPIC_NAMES.map((topic) => ({
    topic,
    inApp: isAlways(topic) || (chosen.get(topic) ?? true),
    always: isAlways(topic),
    webhooks: hooks.filter((hook) => (hook.topics as string[]).includes(topic)).length,
  }));
}

/** Switches topics on or off for the actor's inbox; conflict for one that nobody can switch off. */
export async function choose(
  tx: Writer,
  actor: Actor,
  wanted: Readonly<Partial<Record<Topic, { readonly inApp: boolean }>>>,
  now: number,
): Promise<void> {
  for (const topic of TOPIC_NAMES) {
    const { inApp } = wanted[topic] ?? {};
    if (inApp === undefined) continue;
    if (!inApp && isAlways(topic)) throw conflict(ALWAYS, `#/topics/${topic}/inApp`);
    await tx.notifications.prefer({ userId: actor.id, topic, inApp, changedAt: now });
  }
}

const ALWAYS = {
  en: 'This brings duties or deadlines, and everybody whom it concerns is told.',
  zh: '该类通知涉及义务或期限，不可关闭。',
};
