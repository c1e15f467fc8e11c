import { conflict, forbidden, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { ExemptionRow } from '../../store/exemptions.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import { tellOfExemption } from './grant-exemption.ts';
import type { OrderContext } from './issue-order.ts';
import { rejudgeExempted } from './rejudge-exempted.ts';

/** An exemption the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. */
export async function getExemption(
  reader: Pick<Reader, 'exemptions'>,
  actor: Actor,
  id: string,
  action: Action = 'exemption.read',
): Promise<ExemptionRow> {
  const row = await reader.exemptions.find(id);
  if (!row || !covers(scopeOf(actor, 'exemption.read'), row)) throw notFound();
  if (!covers(scopeOf(actor, action), row)) throw forbidden();
  return row;
}

/** Ends an exemption from a moment on, and judges again what came after it; conflict where it was revoked before. */
export async function revokeExemption(
  tx: Writer,
  actor: Actor,
  id: string,
  { from, reason }: { readonly from: number; readonly reason: string },
  context: OrderContext,
): Promise<ExemptionRow> {
  const { at } = context;
  const row = await getExemption(tx, actor, id, 'exemption.write');
  if (row.revokedAt !== null) throw conflict(REVOKED);
  if (from >= row.until) throw invalid('#/from', OVER);
  const until = Math.max(from, row.from);
  const change = { until, revokedFrom: until, revocationReason: reason, revokedAt: at.now, revokedBy: actor.id };
  await tx.exemptions.revoke(id, change);
  await record(tx, actor, at, 'exemption.revoke', { type: 'exemption', id }, { from: until, reason });
  const revoked = { ...row, ...change };
  await tellOfExemption(tx, revoked, 'exemption.revoked', context);
  await rejudgeExempted(tx, actor, revoked, { from: until, until: row.until }, context);
  return revoked;
}

const REVOKED = { en: 'This exemption was revoked before.', zh: '该豁免已撤销。' };
const OVER = { en: 'The exemption is over by then.', zh: '届时该豁免已到期。' };
