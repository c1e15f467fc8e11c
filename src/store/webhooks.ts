import { and, asc, eq, isNull, lt, lte, or } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';
import { affected, type Db } from './dialect.ts';
import { keyset, type PageRequest } from './page.ts';
import type { Tables } from './schema.ts';
import { within } from './scope.ts';

export type WebhookRow = Tables['webhooks']['$inferSelect'];
export type DeliveryRow = Tables['webhookDeliveries']['$inferSelect'];
export type WebhookChange = Partial<
  Omit<WebhookRow, 'id' | 'organisationId' | 'countyCode' | 'createdAt' | 'createdBy'>
>;

export const readWebhooks = ({ q, t: { webhooks: w, webhookDeliveries: d } }: Db) => ({
  find: async (id: string): Promise<WebhookRow | undefined> => (await q.select().from(w).where(eq(w.id, id)))[0],

  page: async (scope: Scope, request: PageRequest): Promise<WebhookRow[]> => {
    const { after, order, limit } = keyset(request, w.id);
    return q
      .select()
      .from(w)
      .where(and(within(scope, { county: w.countyCode, organisation: w.organisationId }), after))
      .orderBy(...order)
      .limit(limit);
  },

  /** Every webhook that is not stopped. */
  active: async (): Promise<WebhookRow[]> => q.select().from(w).where(eq(w.active, true)).orderBy(asc(w.id)),

  /** Those whose next delivery may be tried at `now` (ms) and that no process has to itself, the longest due first. */
  due: async (now: number, limit: number): Promise<WebhookRow[]> =>
    q
      .select()
      .from(w)
      .where(and(lte(w.dueAt, now), eq(w.active, true), or(isNull(w.claimedUntil), lt(w.claimedUntil, now))))
      .orderBy(asc(w.dueAt), asc(w.id))
      .limit(limit),

  findDelivery: async (webhookId: string, id: string): Promise<DeliveryRow | undefined> =>
    (
      await q
        .select()
        .from(d)
        .where(and(eq(d.id, id), eq(d.webhookId, webhookId)))
    )[0],

  pageDeliveries: async (
    webhookId: string,
    status: string | undefined,
    request: PageRequest,
  ): Promise<DeliveryRow[]> => {
    const { after, order, limit } = keyset(request, d.id);
    return q
      .select()
      .from(d)
      .where(and(eq(d.webhookId, webhookId), status === undefined ? undefined : eq(d.status, status), after))
      .orderBy(...order)
      .limit(limit);
  },

  /** The one to be sent next: order is kept. */
  nextDelivery: async (webhookId: string): Promise<DeliveryRow | undefined> =>
    (
      await q
        .select()
        .from(d)
        .where(and(eq(d.webhookId, webhookId), eq(d.status, 'pending')))
        .orderBy(asc(d.id))
        .limit(1)
    )[0],
});

export const writeWebhooks = (db: Db) => {
  const { q, t } = db;
  const { webhooks: w, webhookDeliveries: d } = t;
  return {
    ...readWebhooks(db),

    insert: async (row: WebhookRow): Promise<void> => {
      await q.insert(w).values(row);
    },

    update: async (id: string, change: WebhookChange): Promise<void> => {
      await q.update(w).set(change).where(eq(w.id, id));
    },

    /** Removes a webhook with its log. */
    remove: async (id: string): Promise<void> => {
      await q.delete(d).where(eq(d.webhookId, id));
      await q.delete(w).where(eq(w.id, id));
    },

    insertDelivery: async (row: DeliveryRow): Promise<void> => {
      await q.insert(d).values(row);
    },

    updateDelivery: async (id: string, change: Partial<Omit<DeliveryRow, 'id' | 'webhookId'>>): Promise<void> => {
      await q.update(d).set(change).where(eq(d.id, id));
    },

    /** Removes what was made before an instant and is not waiting; gives how many rows. */
    sweepDeliveries: async (before: number): Promise<number> =>
      affected(
        await q.delete(d).where(and(lt(d.createdAt, before), or(eq(d.status, 'delivered'), eq(d.status, 'failed')))),
      ),
  };
};
