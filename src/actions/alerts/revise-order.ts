import { isDeepStrictEqual } from 'node:util';
import { latestIssued } from '../../domain/alerts/order.ts';
import { invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { AlertRevisionRow } from '../../store/alerts.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import { getOrder, type OrderInFull, withRevisions } from './get-order.ts';
import { ENDS_FIRST, furthestEnd, type NewOrder, type OrderContext, requireWriter } from './issue-order.ts';
import { type Rejudging, rejudgeOrder } from './rejudge-order.ts';
import { tellOfOrder } from './tell-of-order.ts';

export type OrderChange = Partial<NewOrder>;

/**
 * Adds a revision to an order: what is changed of the revision that stood when this one was issued. Changes nothing where
 * nothing differs. Extends, lifts by `endsAt` (also before the start), changes the level; queues the judging again of what
 * the change touches. Plan-clauses, point 10.
 */
export async function reviseOrder(
  tx: Writer,
  actor: Actor,
  id: string,
  { issuedAt: given, ...change }: OrderChange,
  context: OrderContext,
): Promise<OrderInFull & { readonly rejudging: Rejudging | undefined }> {
  requireWriter(actor);
  const { at } = context;
  const found = await getOrder(tx, id);
  const issuedAt = given ?? at.now;
  const before = latestIssued(found.revisions, issuedAt);
  if (!before) throw invalid('#/issuedAt', BEFORE_ISSUE);
  const changed = Object.entries(change).filter(
    ([name, value]) => value !== undefined && !isDeepStrictEqual(value, before[name as keyof AlertRevisionRow]),
  );
  if (changed.length === 0) return { ...found, rejudging: undefined };
  const revision: AlertRevisionRow = {
    ...before,
    ...Object.fromEntries(changed),
    ...{ id: at.newId(), revision: Math.max(...found.revisions.map((one) => one.revision)) + 1 },
    ...{ issuedAt, recordedAt: at.now, recordedBy: actor.id },
  };
  if (revision.endsAt !== null && revision.endsAt <= revision.startsAt && !endedBy(changed))
    throw invalid('#/startsAt', ENDS_FIRST);
  const kept = { ...revision, kind: kindOf(before, revision) };
  await tx.alerts.insertRevision(kept);
  const revisions = [...found.revisions, kept];
  const now = withRevisions(found.alert, revisions);
  const alert = {
    ...found.alert,
    current: now.revision.revision,
    orderNumber: now.revision.orderNumber,
    spanFrom: Math.min(...revisions.map(({ startsAt }) => startsAt)),
    spanUntil: Math.max(...revisions.map(furthestEnd)),
  };
  await tx.alerts.update(id, alert);
  const subject = { type: 'alert', id };
  const detail = { revision: kept.revision, kind: kept.kind, issuedAt, ...Object.fromEntries(changed) };
  await record(tx, actor, at, 'alert.revise', subject, detail);
  await tellOfOrder(tx, kept, before, context);
  const rejudging = await rejudgeOrder(tx, actor, [before, kept], issuedAt, context);
  return { alert, revision: now.revision, revisions, rejudging };
}

const endedBy = (changed: readonly (readonly [string, unknown])[]): boolean =>
  changed.some(([name]) => name === 'endsAt');

/** What a revision is above all (调整、解除、延长、修订). */
function kindOf(before: AlertRevisionRow, after: AlertRevisionRow): string {
  if (after.level !== before.level) return 'change_level';
  const [was, is] = [furthestEnd(before), furthestEnd(after)];
  if (is !== was) return is < was ? 'lift' : 'extend';
  return 'amend';
}

const BEFORE_ISSUE = {
  en: 'The order itself was issued only later.',
  zh: '该时间早于管控令的发布时间。',
};
