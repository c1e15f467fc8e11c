import type { GateMode } from '../../domain/gates/gate.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { GateRow } from '../../store/gates.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getGate } from './get-gate.ts';

export type GateUpdate = { readonly name?: string | undefined; readonly mode?: GateMode | undefined };

/** Changes what is given of a gate's name and mode; gives the gate as it is then. */
export async function updateGate(tx: Writer, actor: Actor, id: string, update: GateUpdate, at: At): Promise<GateRow> {
  const gate = await getGate(tx, actor, id, 'gate.write');
  const { name = gate.name, mode = gate.mode } = update;
  if (name === gate.name && mode === gate.mode) return gate;
  await tx.gates.update(id, { name, mode });
  const before = { name: gate.name, mode: gate.mode };
  await record(tx, actor, at, 'gate.update', { type: 'gate', id }, { before, after: { name, mode } });
  return { ...gate, name, mode };
}
