import { conflict, forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { ObservationRow } from '../../store/observations.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { lookAt } from './look-at.ts';

type Change = { readonly to: 'closed' | 'open'; readonly reason: string };

/** Closes the follow-up of an observation (跟进办结), or opens it again, with the reason. Conflict where it is so already. */
export async function setFollowUp(
  tx: Writer,
  actor: Actor,
  id: string,
  { to, reason }: Change,
  at: At,
): Promise<ObservationRow> {
  const row = await getObservation(tx, actor, id, 'observation.settle');
  if (row.voidedAt !== null) throw conflict(VOIDED);
  if (row.followUp === to || (to === 'closed' && row.followUp !== 'open'))
    throw conflict(NOT_OPEN[to], undefined, { state: row.followUp });
  const change = { followUp: to, followedUpAt: at.now, followedUpBy: actor.id, followUpReason: reason };
  await tx.observations.update(id, change);
  const subject = { type: 'observation', id };
  await record(tx, actor, at, to === 'closed' ? 'observation.close' : 'observation.reopen', subject, { reason });
  return { ...row, ...change };
}

/** Takes an observation out of all counts and takes its flags back, with the reason; it stays on record. */
export async function voidObservation(
  tx: Writer,
  actor: Actor,
  id: string,
  reason: string,
  { at, policies }: { readonly at: At; readonly policies: PolicySet },
): Promise<ObservationRow> {
  const before = await getObservation(tx, actor, id, 'observation.settle');
  if (before.voidedAt !== null) throw conflict(VOIDED);
  const row = { ...before, voidedAt: at.now, voidedBy: actor.id, voidReason: reason };
  const look = await lookAt(tx, row, { policies, now: at.now, newId: at.newId });
  const { voidedAt, voidedBy, voidReason } = row;
  await tx.observations.update(id, { voidedAt, voidedBy, voidReason, ...look });
  await record(tx, actor, at, 'observation.void', { type: 'observation', id }, { reason });
  return { ...row, ...look };
}

/** An observation the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. */
export async function getObservation(
  reader: Pick<Reader, 'observations'>,
  actor: Actor,
  id: string,
  action: Action = 'observation.read',
): Promise<ObservationRow> {
  const row = await reader.observations.find(id);
  if (!row || !covers(scopeOf(actor, 'observation.read'), row)) throw notFound();
  if (!covers(scopeOf(actor, action), row)) throw forbidden();
  return row;
}

const VOIDED = { en: 'This observation was taken back.', zh: '该监测记录已作废。' };
const NOT_OPEN = {
  closed: { en: 'There is nothing open to follow up.', zh: '该监测记录没有待跟进事项。' },
  open: { en: 'This is open already.', zh: '该监测记录已处于待跟进状态。' },
};
