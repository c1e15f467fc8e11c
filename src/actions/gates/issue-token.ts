import type { Actor } from '../../domain/identity/actor.ts';
import type { GateTokenRow } from '../../store/gates.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { makeToken } from '../identity/opaque-token.ts';
import { getGate } from './get-gate.ts';

/** Makes a token for a gate's computer. Its text is given here and never again: only its hash is kept. */
export async function issueToken(
  tx: Writer,
  actor: Actor,
  gateId: string,
  at: At,
): Promise<{ readonly row: GateTokenRow; readonly token: string }> {
  await getGate(tx, actor, gateId, 'gate.write');
  const id = at.newId();
  const { token, hash } = makeToken('gate', id, at);
  const row: GateTokenRow = { id, gateId, hash, createdAt: at.now, createdBy: actor.id, revokedAt: null };
  await tx.gates.insertToken(row);
  await record(tx, actor, at, 'gate-token.issue', { type: 'gate_token', id }, { gateId });
  return { row, token };
}
