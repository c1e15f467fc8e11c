import type { Actor } from '../../domain/identity/actor.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { noteGateHeard } from './gate-heard.ts';
import { getGate } from './get-gate.ts';

/** Notes that a gate was heard from; gives the moment (ms). Like passages it leaves no audit row: it comes every minute. */
export async function heartbeat(
  tx: Writer,
  actor: Actor,
  gateId: string,
  at: At & { readonly policies: PolicySet },
): Promise<number> {
  await getGate(tx, actor, gateId, 'gate.heartbeat');
  return noteGateHeard(tx, gateId, at.now, at);
}
