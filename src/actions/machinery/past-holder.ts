import type { Actor } from '../../domain/identity/actor.ts';
import type { EvidenceRow } from '../../store/evidence.ts';
import type { Reader } from '../../store/store.ts';

/** Whether a file about a machine was there while the actor's organisation held it: what it could read then, it still can. */
export async function readAsHolder(
  reader: Pick<Reader, 'machineHoldings'>,
  actor: Actor,
  { subjectType, subjectId, createdAt }: EvidenceRow,
): Promise<boolean> {
  if (subjectType !== 'machine' || actor.kind !== 'user' || actor.organisationId === null) return false;
  return reader.machineHoldings.endedAfter(subjectId, actor.organisationId, createdAt);
}
