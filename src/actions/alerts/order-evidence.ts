import type { DesiredFlag } from '../../domain/enforcement/violation.ts';
import type { OrderNote } from '../../domain/policy/kernel.ts';

/** The orders that were broken as a flag's evidence, each revision named once; nothing where it is of other law. */
export function orderEvidence(broken: readonly OrderNote[]): DesiredFlag['evidence'] {
  const orders = new Map(broken.map((order) => [`${order.id} ${order.revision}`, order]));
  if (orders.size === 0) return {};
  return {
    orderIds: [...new Set([...orders.values()].map(({ id }) => id))],
    orders: [...orders.values()].map(({ id, orderNumber, revision, level, startsAt, endsAt, issuedAt }) => ({
      ...{ id, orderNumber, revision, level, startsAt, endsAt, issuedAt },
    })),
  };
}
