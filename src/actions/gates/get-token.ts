import { notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { GateTokenRow } from '../../store/gates.ts';
import type { Reader } from '../../store/store.ts';
import { getGate } from './get-gate.ts';

/** A token of a gate the actor manages, revoked or not; not-found for a token of another gate. */
export async function getToken(
  reader: Pick<Reader, 'gates'>,
  actor: Actor,
  gateId: string,
  tokenId: string,
): Promise<GateTokenRow> {
  await getGate(reader, actor, gateId, 'gate.write');
  const row = await reader.gates.findTokenOf(gateId, tokenId);
  if (!row) throw notFound('#/tokenId');
  return row;
}
