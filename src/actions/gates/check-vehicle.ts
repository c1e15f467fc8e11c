import type { Judgement } from '../../domain/gates/judge-visit.ts';
import type { AssertedVehicle, Cargo, Direction, Reading } from '../../domain/gates/passage.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Reader } from '../../store/store.ts';
import { openAlerts } from '../alerts/alert-desk.ts';
import { judgeUnderOrders } from '../alerts/judge-under-orders.ts';
import { getGate } from './get-gate.ts';

export type VehicleAtGate = {
  /** Normalised; empty where none was read. */
  readonly plate: string;
  readonly plateColour: string | null;
  readonly direction: Direction;
  readonly vehicle: AssertedVehicle | null;
  readonly cargo: Cargo | null;
};

/** The verdict a passage would get now, without making one. Gates ask at their own gate, enterprises at theirs. */
export async function checkVehicle(
  reader: Reader,
  actor: Actor,
  gateId: string,
  seen: VehicleAtGate,
  context: { readonly policies: PolicySet; readonly now: number },
): Promise<{ readonly judgement: Judgement; readonly mode: string }> {
  const gate = await getGate(reader, actor, gateId, 'gate.check');
  const { plate, direction } = seen;
  const reading: Reading = {
    id: gate.id,
    direction,
    passedAt: context.now,
    receivedAt: context.now,
    plateColour: seen.plateColour,
    asserted: seen.vehicle,
    cargo: seen.cargo,
    barrier: null,
  };
  const access = { id: reading.id, direction, startedAt: context.now, readings: [reading] };
  const visit = {
    visit: direction === 'in' ? { id: reading.id, entry: access } : { id: reading.id, exit: access },
    plate,
    holders: plate === '' ? [] : await reader.vehicles.holdersOf(plate),
    enterprise: await reader.enterpriseFacts.of(gate.enterpriseId),
  };
  const { policies } = context;
  const desk = openAlerts(reader, { aheadMs: 0 });
  const judgement = await judgeUnderOrders(reader, visit, { policies, desk, place: gate });
  return { judgement, mode: gate.mode };
}
