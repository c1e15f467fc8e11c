import { z } from 'zod';
import { type DeskItem, readDesk } from '../../actions/console/desk.ts';
import { DESK_TOPICS } from '../../actions/console/desk-topics.ts';
import { ALERT_LEVELS } from '../../domain/alerts/order.ts';
import { forbidden } from '../../domain/failure.ts';
import { ok, route } from '../route.ts';
import { instant, instantOut } from '../schemas.ts';

const itemOut = z
  .strictObject({
    topic: z.enum(DESK_TOPICS),
    count: z.int().meta({ description: 'How many rows the list has, as far as they were counted.' }),
    more: z.boolean().optional().meta({ description: '`true`: there may be more than `count`.' }),
    oldestAt: instantOut.optional().meta({ description: 'Since when the oldest of them stands.' }),
    urgent: z.boolean().optional().meta({ description: '`true`: it may not wait.' }),
    alert: z
      .strictObject({ level: z.enum(ALERT_LEVELS), endsAt: instantOut.nullable() })
      .optional()
      .meta({ description: 'Of orders in force: the highest level, and when the last of them ends, if that is set.' }),
    link: z
      .strictObject({ path: z.string(), query: z.string().meta({ description: 'Percent-encoded.' }) })
      .meta({ description: 'The list of this API whose rows were counted.' }),
  })
  .meta({ id: 'DeskItem' });

/** What needs doing (工作台), for whoever asks. */
export const deskRoutes = [
  route({
    method: 'GET',
    path: '/desk',
    id: 'readDesk',
    tag: 'console',
    summary: 'What waits for you, each with its count and the list that holds it',
    description:
      'Topics of which there is nothing are left out. No more than 1,000 rows of a topic are counted (doubtful plates: 200). New ' +
      'breaches are those of a week; vehicles to verify and doubtful plates go by the passages since yesterday: the link says so.',
    who: 'desk.read',
    replies: { 200: { description: 'The desk.', schema: z.strictObject({ items: z.array(itemOut) }) } },
    raw: async ({ env, actor, now }) => {
      if (actor.kind !== 'user') throw forbidden();
      const items = await readDesk({ reader: env.store.bulk, actor, policies: env.policies.current(), now });
      return ok({ items: items.map(present) });
    },
  }),
];

const present = ({ topic, count, more, oldestAt, urgent, alert, link }: DeskItem) => ({
  topic,
  count,
  ...(more ? { more } : {}),
  ...(oldestAt === null ? {} : { oldestAt: instant(oldestAt) }),
  ...(urgent ? { urgent } : {}),
  ...(alert ? { alert: { level: alert.level, endsAt: instant(alert.endsAt) } } : {}),
  link,
});
