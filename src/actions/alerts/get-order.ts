import { latestIssued } from '../../domain/alerts/order.ts';
import { notFound } from '../../domain/failure.ts';
import type { AlertRevisionRow, AlertRow, AlertWith } from '../../store/alerts.ts';
import type { Reader } from '../../store/store.ts';

/** An order with its latest issued revision and with all of them, in the order in which they were recorded. */
export type OrderInFull = AlertWith & { readonly revisions: readonly AlertRevisionRow[] };

/** An order; everybody who is signed in may read it. Not-found where there is none. */
export async function getOrder(reader: Pick<Reader, 'alerts'>, id: string, pointer?: string): Promise<OrderInFull> {
  const alert = await reader.alerts.find(id);
  if (!alert) throw notFound(pointer);
  return withRevisions(alert, await reader.alerts.revisionsOf(id));
}

/** An order with these revisions, the latest issued of which is what it says. */
export function withRevisions(alert: AlertRow, revisions: readonly AlertRevisionRow[]): OrderInFull {
  const revision = latestIssued(revisions, Number.POSITIVE_INFINITY);
  if (!revision) throw new Error('an order has a revision');
  return { alert, revision, revisions };
}
