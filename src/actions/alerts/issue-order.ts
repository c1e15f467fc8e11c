import type { OrderTerms } from '../../domain/alerts/order.ts';
import { forbidden, invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { AlertRevisionRow, AlertRow } from '../../store/alerts.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import type { OrderInFull } from './get-order.ts';
import { type Rejudging, rejudgeOrder } from './rejudge-order.ts';
import { tellOfOrder } from './tell-of-order.ts';

/** An order as it is written; `issuedAt` in ms, may be past where it is entered late. */
export type NewOrder = OrderTerms & {
  readonly orderNumber: string | null;
  readonly issuer: string | null;
  readonly note: string | null;
  readonly issuedAt: number;
};

export type OrderContext = { readonly at: At; readonly policies: PolicySet; readonly wakeJobs: () => void };

/** Where an order has no end: nothing lies beyond. */
const FAR_OFF = Date.parse('2200-01-01T00:00:00+08:00');

/**
 * Puts a heavy-pollution order (管控令) on record as its first revision, tells those whom it binds, and queues the judging
 * again of what it covers already. Plan-clauses, point 10.
 */
export async function issueOrder(
  tx: Writer,
  actor: Actor,
  order: NewOrder,
  context: OrderContext,
): Promise<OrderInFull & { readonly rejudging: Rejudging }> {
  requireWriter(actor);
  if (order.endsAt !== null && order.endsAt <= order.startsAt) throw invalid('#/endsAt', ENDS_FIRST);
  const { at } = context;
  const { startsAt, endsAt, orderNumber } = order;
  const alert: AlertRow = {
    id: at.newId(),
    serial: await tx.alerts.nextSerial(),
    orderNumber,
    current: 1,
    spanFrom: startsAt,
    spanUntil: furthestEnd(order),
    createdAt: at.now,
    createdBy: actor.id,
  };
  const revision: AlertRevisionRow = {
    ...order,
    ...{ id: at.newId(), orderId: alert.id, revision: 1, kind: 'issue' },
    ...{ recordedAt: at.now, recordedBy: actor.id },
  };
  await tx.alerts.insert(alert);
  await tx.alerts.insertRevision(revision);
  const detail = { level: order.level, countyCodes: order.countyCodes, startsAt, endsAt, orderNumber };
  await record(tx, actor, at, 'alert.issue', { type: 'alert', id: alert.id }, detail);
  await tellOfOrder(tx, revision, undefined, context);
  const rejudging = await rejudgeOrder(tx, actor, [revision], revision.issuedAt, context);
  return { alert, revision, revisions: [revision], rejudging };
}

/** The end of an order, far off where it has none. */
export const furthestEnd = ({ endsAt }: Pick<OrderTerms, 'endsAt'>): number => endsAt ?? FAR_OFF;

/** Orders are the city's: who may only read them is refused. */
export function requireWriter(actor: Actor): void {
  if (scopeOf(actor, 'alert.write').to !== 'all') throw forbidden();
}

export const ENDS_FIRST = { en: 'The order ends before it starts.', zh: '管控令结束早于开始。' };
