import { z } from 'zod';
import { choicesOf, choose, getNotification, markRead } from '../../actions/telling/notifications.ts';
import type { Message } from '../../domain/failure.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { TOPIC_NAMES, TOPICS, type Topic } from '../../domain/telling/topics.ts';
import type { NotificationRow } from '../../store/notifications.ts';
import type { Reader } from '../../store/store.ts';
import { page } from '../cursors.ts';
import type { Language } from '../language.ts';
import { ok, type Request, route } from '../route.ts';
import { flagQuery, idOut, instant, instantOut, listOf, pageQuery } from '../schemas.ts';

const topic = z.enum(TOPIC_NAMES);
const notificationOut = z
  .strictObject({
    id: idOut,
    topic,
    title: z.string(),
    summary: z.string(),
    subject: z.strictObject({ type: z.string(), id: z.string() }),
    link: z.string().nullable().meta({ description: 'Where to read more, as a path of this API.' }),
    count: z.int().meta({ description: 'How many things it tells of.' }),
    createdAt: instantOut,
    updatedAt: instantOut.meta({ description: 'When the last of them was added.' }),
    readAt: instantOut.nullable(),
  })
  .meta({ id: 'Notification' });
const unread = z.int().meta({ description: 'How many the reader has not read, whatever the filters.' });
const choicesOut = z
  .strictObject({
    topics: z.array(
      z.strictObject({
        topic,
        title: z.string(),
        inApp: z.boolean(),
        always: z.boolean().meta({ description: 'It brings duties or deadlines and cannot be switched off.' }),
        webhooks: z.int().meta({ description: 'How many webhooks of the own organisation, county or city carry it.' }),
      }),
    ),
  })
  .meta({ id: 'NotificationPreferences' });

/** What concerns the reader (通知), in the reader's language, and which of it the reader wants to be told. */
export const notificationRoutes = [
  route({
    method: 'GET',
    path: '/notifications',
    id: 'listNotifications',
    tag: 'notifications',
    summary: 'What the reader was told, newest first',
    description:
      'Violations and silent gates come as one notification a kind and hour, which grows. Read ones are kept for 90 days, others for a year.',
    who: 'notification.read',
    query: z.strictObject({ ...pageQuery, unread: flagQuery.optional(), topic: topic.optional() }),
    replies: { 200: { description: 'A page of notifications.', schema: listOf(notificationOut).extend({ unread }) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'notification.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.notifications.page(scope, req.query, request),
        ({ id, updatedAt }) => ({ id, at: updatedAt }),
      );
      const items = rows.map((row) => present(row, req.language));
      return ok({ items, next, unread: await reader.notifications.countUnread(req.actor.id) });
    },
  }),
  route({
    method: 'GET',
    path: '/notifications/preferences',
    id: 'getNotificationPreferences',
    tag: 'notifications',
    summary: 'How each topic reaches the reader',
    description: 'Which topics a webhook carries is said there.',
    who: 'notification.read',
    replies: { 200: { description: 'The choices.', schema: choicesOut } },
    etag: true,
    read: async (reader, req) => ok(await presentChoices(reader, req)),
  }),
  route({
    method: 'PATCH',
    path: '/notifications/preferences',
    id: 'updateNotificationPreferences',
    tag: 'notifications',
    summary: 'Switch topics on or off for the own inbox',
    who: 'notification.read',
    body: z.strictObject({
      topics: z.partialRecord(topic, z.strictObject({ inApp: z.boolean() })),
    }),
    replies: { 200: { description: 'The choices.', schema: choicesOut } },
    problems: ['conflict'],
    etag: true,
    current: (tx, req) => presentChoices(tx, req),
    write: async (tx, req) => {
      await choose(tx, req.actor, req.body.topics, req.now);
      return ok(await presentChoices(tx, req));
    },
  }),
  route({
    method: 'POST',
    path: '/notifications/read-all',
    id: 'readAllNotifications',
    tag: 'notifications',
    summary: 'Mark everything as read that has come so far',
    who: 'notification.read',
    replies: {
      200: { description: 'How many that were.', schema: z.strictObject({ read: z.int(), unread }) },
    },
    write: async (tx, req) => {
      const read = await tx.notifications.markAllRead(req.actor.id, req.now);
      return ok({ read, unread: await tx.notifications.countUnread(req.actor.id) });
    },
  }),
  route({
    method: 'GET',
    path: '/notifications/{id}',
    id: 'getNotification',
    tag: 'notifications',
    summary: 'One notification',
    who: 'notification.read',
    replies: { 200: { description: 'The notification.', schema: notificationOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getNotification(reader, req.actor, req.params.id), req.language)),
  }),
  route({
    method: 'POST',
    path: '/notifications/{id}/read',
    id: 'readNotification',
    tag: 'notifications',
    summary: 'Mark one as read',
    who: 'notification.read',
    replies: { 200: { description: 'The notification.', schema: notificationOut } },
    write: async (tx, req) => ok(present(await markRead(tx, req.actor, req.params.id, req.now), req.language)),
  }),
];

async function presentChoices(
  reader: Pick<Reader, 'notifications' | 'webhooks'>,
  req: Pick<Request, 'actor' | 'language'>,
) {
  const choices = await choicesOf(reader, req.actor);
  return { topics: choices.map((choice) => ({ ...choice, title: titleOf(choice.topic, req.language) })) };
}

const titleOf = (name: Topic, language: Language): string => TOPICS[name][language];

const present = (row: NotificationRow, language: Language) => ({
  id: row.id,
  topic: row.topic,
  title: titleOf(row.topic as Topic, language),
  summary: (row.summary as Message)[language],
  subject: { type: row.subjectType, id: row.subjectId },
  link: row.link,
  count: row.count,
  createdAt: instant(row.createdAt),
  updatedAt: instant(row.updatedAt),
  readAt: instant(row.readAt),
});
