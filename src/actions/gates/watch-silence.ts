import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { GateRow } from '../../store/gates.ts';
import type { Store, Writer } from '../../store/store.ts';
import { limitsOf, stateOf } from './view-connectivity.ts';

type Context = { readonly policies: PolicySet; readonly now: number; readonly newId: () => string };

/**
 * Notes which gates have gone silent, and which of those are heard again. One that was never heard has not gone silent; and
 * while the service itself was away (before `listeningSince`, ms) nobody could be heard.
 */
export async function watchSilence(
  store: Store,
  context: () => Context,
  listeningSince: number,
  step: number,
): Promise<void> {
  for (let after: string | undefined; ; ) {
    const gates = await store.read.gates.inOrder(after, step);
    const ids = gates.map(({ id }) => id);
    const standing = new Set((await store.read.gateSilences.standing(ids)).map(({ gateId }) => gateId));
    // Most rounds find nothing new, and then nothing is written.
    const turned = gates.filter((gate) => isSilent(gate, listeningSince, context()) !== standing.has(gate.id));
    if (turned.length > 0)
      await store.write((tx) =>
        note(
          tx,
          turned.map(({ id }) => id),
          listeningSince,
          context(),
        ),
      );
    if (gates.length < step) return;
    after = gates.at(-1)?.id;
  }
}

async function note(tx: Writer, ids: readonly string[], listeningSince: number, context: Context): Promise<void> {
  const { now, newId } = context;
  const standing = new Map((await tx.gateSilences.standing(ids)).map((row) => [row.gateId, row]));
  for (const id of ids) {
    const gate = await tx.gates.find(id);
    if (!gate) continue;
    const [silent, row] = [isSilent(gate, listeningSince, context), standing.get(id)];
    if (row && !silent) await tx.gateSilences.end(row.id, gate.lastHeartbeatAt ?? now);
    if (row || !silent) continue;
    const since = heardAt(gate, listeningSince) + limitsOf(context).silenceMs;
    const { enterpriseId, countyCode } = gate;
    const place = { gateId: id, enterpriseId, countyCode };
    await tx.gateSilences.insert({ id: newId(), ...place, since, noticedAt: now, heardAt: null, closed: '' });
  }
}

const heardAt = ({ lastHeartbeatAt }: GateRow, listeningSince: number): number =>
  Math.max(lastHeartbeatAt ?? 0, listeningSince);

function isSilent(gate: GateRow, listeningSince: number, context: Context): boolean {
  if (gate.lastHeartbeatAt === null) return false;
  const { silenceMs } = limitsOf(context);
  return stateOf(heardAt(gate, listeningSince), gate.createdAt, silenceMs, context.now).state === 'silent';
}
