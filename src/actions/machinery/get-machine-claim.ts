import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, type Scope, scopeOf } from '../../domain/identity/permissions.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { MachineClaimFilter, MachineClaimRow } from '../../store/machine-claims.ts';
import type { Reader } from '../../store/store.ts';

/** Whether a scope reaches a case about a machine: those of both sides and of both their counties do. */
export function reachesClaim(scope: Scope, row: MachineClaimRow): boolean {
  return (
    covers(scope, { organisationId: row.claimantId, countyCode: row.claimantCounty }) ||
    covers(scope, { organisationId: row.holderId, countyCode: row.holderCounty })
  );
}

/** A case about a machine the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. */
export async function getMachineClaim(
  reader: Pick<Reader, 'machineClaims'>,
  actor: Actor,
  id: string,
  action: Action = 'machine-claim.read',
): Promise<MachineClaimRow> {
  const row = await reader.machineClaims.find(id);
  if (!row || !reachesClaim(scopeOf(actor, 'machine-claim.read'), row)) throw notFound();
  if (!reachesClaim(scopeOf(actor, action), row)) throw forbidden();
  return row;
}

/** Cases that wait for the answer of the actor's organisation, or by now for the decision of an officer, as lists take them. */
export const claimsAwaiting = (what: 'answer' | 'decision', actor: Actor, now: number): MachineClaimFilter['awaits'] =>
  what === 'decision'
    ? { decisionOn: legalDayOf(now) }
    : { answerOf: actor.kind === 'user' ? actor.organisationId : null };
