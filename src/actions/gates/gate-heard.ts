import { silenceLimit } from '../../domain/enforcement/networking.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Writer } from '../../store/store.ts';
import { judgeNetworking } from '../enforcement/judge-networking.ts';

type Context = { readonly policies: PolicySet; readonly now: number; readonly newId: () => string };

/**
 * Notes that a gate was heard from at `at` (ms): a heartbeat, a passage, a camera's message. Where it had been silent for
 * longer than the limit its enterprise is judged at once, so that the breach ends with the moment. Gives when it was last
 * heard from now.
 */
export async function noteGateHeard(tx: Writer, gateId: string, at: number, context: Context): Promise<number> {
  const gate = await tx.gates.find(gateId);
  if (!gate) return at;
  const before = gate.lastHeartbeatAt;
  // Two may be written in another order than they came.
  if (before !== null && before >= at) return before;
  await tx.gates.heardAt(gateId, at);
  const limit = silenceLimit(context.policies, context.now);
  const wasSilent = limit !== undefined && (before === null || at - before >= limit);
  if (wasSilent && context.now - at < limit)
    await judgeNetworking(
      tx,
      { id: gate.enterpriseId, countyCode: gate.countyCode },
      { ...context, listeningSince: 0 },
    );
  return at;
}
