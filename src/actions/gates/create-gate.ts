import { forbidden, invalid } from '../../domain/failure.ts';
import type { GateDirection } from '../../domain/gates/gate.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { GateRow } from '../../store/gates.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getOrganisation, reaches } from '../registry/get-organisation.ts';

export type NewGate = {
  readonly enterpriseId: string;
  readonly name: string;
  readonly direction: GateDirection;
};

/** Puts a gate of an enterprise on record, in mode `advise`. Not-found for an organisation the caller may not see. */
export async function createGate(
  tx: Writer,
  actor: Actor,
  { enterpriseId, name, direction }: NewGate,
  at: At,
): Promise<GateRow> {
  const enterprise = await getOrganisation(tx, actor, enterpriseId, '#/enterpriseId');
  if (enterprise.kind !== 'enterprise') throw invalid('#/enterpriseId', NO_ENTERPRISE);
  if (!reaches(actor, 'gate.write', enterprise)) throw forbidden();
  const row: GateRow = {
    id: at.newId(),
    enterpriseId,
    countyCode: enterprise.countyCode,
    name,
    direction,
    mode: 'advise',
    createdAt: at.now,
    lastHeartbeatAt: null,
  };
  await tx.gates.insert(row);
  await record(tx, actor, at, 'gate.create', { type: 'gate', id: row.id }, { enterpriseId, name, direction });
  return row;
}

const NO_ENTERPRISE = { en: 'This organisation is not an enterprise.', zh: '该单位不是企业。' };
