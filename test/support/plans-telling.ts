import type { Cast } from './cast.ts';
import { freshNumber, type Holdings, newWebhook, type Row } from './holdings.ts';
import type { Plan } from './plans.ts';
import { PASSWORD } from './world.ts';

const byId = ({ id }: Row) => ({ params: { id } });
const withBody =
  (body: unknown) =>
  ({ id }: Row) => ({ params: { id }, body });

export function tellingPlans(cast: Cast, held: Holdings): Record<string, Plan> {
  const { must } = cast;
  return {
    listAudit: { request: () => ({}) },
    getAuditHead: { request: () => ({}) },
    getAuditRow: { rows: held['audit row'], request: byId },
    eraseUser: {
      rows: held.user.filter(({ by }) => by === 'colleague of the enterprise' || by === 'another enterprise'),
      seenBy: () => 'user.read',
      fresh: async (row) => {
        const of = { role: 'enterprise', organisationId: row.owners.organisations?.[0] };
        const username = `user-${freshNumber()}`;
        const { id } = await must('admin', 'POST', '/users', { username, password: PASSWORD, ...of });
        return { ...row, id };
      },
      request: byId,
    },
    ...notificationPlans(held),
    ...webhookPlans(cast, held),
    readStream: { request: () => ({ query: { follow: 'false' } }) },
  };
}

function notificationPlans(held: Holdings): Record<string, Plan> {
  // Of someone who sends whatever comes to mind first.
  const rows = [...held.notification].sort((a, b) => Number(b.by === 'contractor') - Number(a.by === 'contractor'));
  return {
    listNotifications: { request: () => ({}) },
    getNotificationPreferences: { request: () => ({}) },
    updateNotificationPreferences: { request: () => ({ body: { topics: { 'gate.silent': { inApp: false } } } }) },
    readAllNotifications: { request: () => ({ body: {} }) },
    getNotification: { rows, request: byId },
    readNotification: { rows, request: withBody({}) },
  };
}

function webhookPlans({ must }: Cast, held: Holdings): Record<string, Plan> {
  const rows = held.webhook;
  const another = async (row: Row): Promise<Row> => ({
    ...row,
    id: (await must(row.by, 'POST', '/webhooks', newWebhook())).id,
  });
  const deliveries = rows.map((row) => ({ ...row, id: row.parent ?? '', parent: row.id }));
  const byDelivery = ({ id: deliveryId, parent: id = '' }: Row) => ({ params: { id, deliveryId } });
  return {
    createWebhook: { request: () => ({ body: newWebhook() }) },
    listWebhooks: { request: () => ({}) },
    getWebhook: { rows, request: byId },
    updateWebhook: { rows, request: withBody({ topics: ['gate.silent'] }) },
    deleteWebhook: { rows, fresh: another, request: byId },
    renewWebhookSecret: { rows, request: withBody({}) },
    pingWebhook: { rows, request: withBody({}) },
    listWebhookDeliveries: { rows, request: byId },
    getWebhookDelivery: { rows: deliveries, request: byDelivery },
    redeliverWebhook: {
      rows: deliveries,
      request: (row) => ({ ...byDelivery(row), body: {} }),
    },
  };
}
