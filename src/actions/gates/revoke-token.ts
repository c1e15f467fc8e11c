import type { Actor } from '../../domain/identity/actor.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getToken } from './get-token.ts';

/** Ends a gate's token for good; one that had ended stays as it was. */
export async function revokeToken(tx: Writer, actor: Actor, gateId: string, tokenId: string, at: At): Promise<void> {
  await getToken(tx, actor, gateId, tokenId);
  const ended = await tx.gates.revokeToken(tokenId, at.now);
  if (ended) await record(tx, actor, at, 'gate-token.revoke', { type: 'gate_token', id: tokenId }, { gateId });
}
