import type { Actor } from '../../domain/identity/actor.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { getGate } from './get-gate.ts';

/** Notes that a gate was heard from; gives the moment (ms). Like passages it leaves no audit row: it comes every minute. */
export async function heartbeat(tx: Writer, actor: Actor, gateId: string, at: At): Promise<number> {
  const gate = await getGate(tx, actor, gateId, 'gate.heartbeat');
  // Two heartbeats may be written in another order than they came.
  const lastHeartbeatAt = Math.max(at.now, gate.lastHeartbeatAt ?? 0);
  await tx.gates.update(gateId, { lastHeartbeatAt });
  return lastHeartbeatAt;
}
