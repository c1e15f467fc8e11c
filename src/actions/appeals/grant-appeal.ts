import type { Actor } from '../../domain/identity/actor.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { AppealRow } from '../../store/appeals.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { setViolationStatus } from '../enforcement/set-violation-status.ts';
import { withoutOwner } from '../fleet/write-change.ts';
import { appealedRows } from './appealed-rows.ts';
import { applyRemedy } from './apply-remedy.ts';
import { end, tellDecided } from './end-appeal.ts';
import { getRunningAppeal } from './get-appeal.ts';
import type { Remedy } from './remedy.ts';

export type Granting = { readonly policies: PolicySet; readonly at: At; readonly wakeJobs: () => void };

/**
 * Grants an appeal (支持): its violations are cancelled, which judging never undoes, and the fact is put right at its source in
 * the same transaction. Conflict where it has ended; fails about `#/remedy` where the remedy cannot be applied.
 */
export async function grantAppeal(
  tx: Writer,
  actor: Actor,
  id: string,
  { reason, remedy }: { readonly reason: string; readonly remedy: Remedy },
  context: Granting,
): Promise<AppealRow> {
  const { at } = context;
  const row = await getRunningAppeal(tx, actor, id, 'appeal.decide');
  const cause = `appeal:${id}`;
  // Cancelled first, so that what judging makes of the corrected fact carries on nothing that was appealed.
  for (const violation of await appealedRows(tx, id))
    await setViolationStatus(tx, actor, violation, { to: 'cancelled', reason, cause }, at);
  const jobIds = await applyRemedy(tx, actor, remedy, await appealedRows(tx, id), { ...context, cause, reason });
  const granted = await end(tx, actor, row, { status: 'granted', reason, remedy: kept(remedy), jobIds }, at);
  await tellDecided(tx, granted, at);
  return granted;
}

/** A remedy as it is kept: that an owner changed, and not who it is. */
function kept(remedy: Remedy): unknown {
  switch (remedy.kind) {
    case 'vehicle': {
      const { change, ...rest } = remedy;
      return { ...rest, facts: { effectiveOn: change.effectiveOn, ...withoutOwner(change.facts) } };
    }
    case 'machine': {
      const { change, ...rest } = remedy;
      const { ownerPhone: _, ...facts } = change;
      return { ...rest, facts };
    }
    default:
      return remedy;
  }
}
