import type { ExemptedType } from '../../domain/alerts/exemption.ts';
import { closedRefusal, isWithin, type RequestState } from '../../domain/alerts/exemption-request.ts';
import type { ExemptCategory } from '../../domain/alerts/order.ts';
import { conflict, invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { Action } from '../../domain/identity/permissions.ts';
import type { ExemptionRequestChange, ExemptionRequestRow } from '../../store/exemption-requests.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import { tell } from '../tell.ts';
import { getExemptionRequest } from './get-exemption-request.ts';
import { grantExemption } from './grant-exemption.ts';
import type { OrderContext } from './issue-order.ts';

export type Grant = {
  readonly reason: string;
  readonly publicReason: string | null;
  /** As asked unless given; shorter, never longer. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  readonly category?: ExemptCategory | null | undefined;
};

/**
 * Grants a request: the exemption is made in the same transaction, for the term asked or a shorter one. Invalid for a term
 * beyond what was asked; conflict where it was decided or withdrawn.
 */
export async function grantRequest(
  tx: Writer,
  actor: Actor,
  id: string,
  { reason, publicReason, ...given }: Grant,
  context: OrderContext,
): Promise<ExemptionRequestRow> {
  const row = await openRequest(tx, actor, id, 'exemption-request.decide');
  const term = { from: given.from ?? row.from, until: given.until ?? row.until };
  if (!isWithin(term, row)) throw invalid(given.from === undefined ? '#/to' : '#/from', BEYOND);
  const { clause, orderId, zoneId } = row;
  const named = zoneId === null ? { clauseOrOrder: clause ?? orderId ?? '' } : { zoneId };
  const category = given.category === undefined ? (row.category as ExemptCategory | null) : given.category;
  const subject = { type: row.subjectType as ExemptedType, id: row.subjectId };
  const exemption = await grantExemption(
    tx,
    actor,
    { ...named, ...term, subject, category, reason, publicReason },
    context,
  );
  return close(tx, actor, row, { status: 'granted', reason, exemptionId: exemption.id }, context);
}

/** Refuses a request, with the reason. */
export async function refuseRequest(
  tx: Writer,
  actor: Actor,
  id: string,
  reason: string,
  context: OrderContext,
): Promise<ExemptionRequestRow> {
  const row = await openRequest(tx, actor, id, 'exemption-request.decide');
  return close(tx, actor, row, { status: 'refused', reason }, context);
}

/** Takes a request back; whoever asked may, until it is decided. */
export async function withdrawRequest(
  tx: Writer,
  actor: Actor,
  id: string,
  context: OrderContext,
): Promise<ExemptionRequestRow> {
  const row = await openRequest(tx, actor, id, 'exemption-request.create');
  return close(tx, actor, row, { status: 'withdrawn' }, context);
}

async function openRequest(tx: Writer, actor: Actor, id: string, action: Action): Promise<ExemptionRequestRow> {
  const row = await getExemptionRequest(tx, actor, id, action);
  const refusal = closedRefusal(row.status as RequestState);
  if (refusal) throw conflict(refusal, undefined, { state: row.status });
  return row;
}

async function close(
  tx: Writer,
  actor: Actor,
  row: ExemptionRequestRow,
  made: ExemptionRequestChange & { readonly status: RequestState },
  { at }: OrderContext,
): Promise<ExemptionRequestRow> {
  const change = { ...made, closedAt: at.now, closedBy: actor.id };
  await tx.exemptionRequests.update(row.id, change);
  const subject = { type: 'exemption_request', id: row.id };
  const { status, exemptionId } = made;
  await record(tx, actor, at, `exemption-request.${status}`, subject, { reason: made.reason, exemptionId });
  if (status !== 'withdrawn')
    await tell(tx, at, {
      topic: 'exemption-request.decided',
      subject,
      countyCodes: row.countyCode === null ? [] : [row.countyCode],
      organisationIds: [row.organisationId],
      summary:
        status === 'granted'
          ? { en: 'The exemption asked for was granted', zh: '豁免申请已批准' }
          : { en: 'The exemption asked for was refused', zh: '豁免申请未获批准' },
    });
  return { ...row, ...change };
}

const BEYOND = {
  en: 'The term lies beyond the one asked for; it may only be shortened.',
  zh: '批准期限不得超出申请期限，只能缩短。',
};
