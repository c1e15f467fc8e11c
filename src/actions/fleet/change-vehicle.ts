import { conflict, invalid } from '../../domain/failure.ts';
import { platesOf } from '../../domain/fleet/plates.ts';
import { type VehicleFacts, vehicleOn } from '../../domain/fleet/vehicle.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Writer } from '../../store/store.ts';
import type { VehicleRow } from '../../store/vehicles.ts';
import { record } from '../audit.ts';
import { bindPlates } from './bind-plates.ts';
import { checkedFacts, requirePast } from './check-facts.ts';
import { findVehicle } from './find-vehicle.ts';
import type { FleetContext } from './fleet-context.ts';
import { judgeVehicle } from './judge-vehicle.ts';
import { queueRejudging } from './queue-rejudging.ts';
import type { VehicleWritten } from './register-vehicle.ts';
import { summaryOf, withoutOwner, writeChange } from './write-change.ts';

/**
 * Changes facts of a vehicle: from `effectiveOn` on, or for all time where it is null (a correction). Null empties an
 * optional fact. What an enterprise says stays beside what officers verified.
 */
export async function changeVehicle(
  tx: Writer,
  actor: Actor,
  id: string,
  { effectiveOn, facts: given }: { readonly effectiveOn: string | null; readonly facts: VehicleFacts },
  context: FleetContext,
): Promise<VehicleWritten> {
  const { at, policies, cause } = context;
  const vehicle = await findVehicle(tx, actor, id, 'vehicle.update');
  const today = legalDayOf(at.now);
  requirePast(effectiveOn, today);
  if (Object.keys(given).length === 0) throw invalid('#', NOTHING);
  const source = scopeOf(actor, 'vehicle.update').to === 'organisation' ? 'enterprise' : 'officer';
  const rebinds = given.plate !== undefined || given.plateColour !== undefined;
  if (rebinds && source === 'enterprise') await requireSoleDeclarant(tx, vehicle);
  const before = await tx.vehicles.changesOf([id]);
  const layers = vehicleOn(before, effectiveOn ?? today);
  const known = source === 'officer' ? layers.verified : layers.declared;
  const facts = checkedFacts(given, known, source, today);
  const changes = await writeChange(tx, actor, { vehicleId: id, facts, effectiveOn, source }, context);
  await tx.vehicles.update(id, summaryOf(changes, at.now));
  if (rebinds) await bindPlates(tx, id, changes, at.newId);
  await judgeVehicle(tx, id, { policies, now: at.now, newId: at.newId, cause });
  await record(tx, actor, at, 'vehicle.update', { type: 'vehicle', id }, { effectiveOn, facts: withoutOwner(facts) });
  const plates = [...platesOf(before), ...platesOf(changes)].map((span) => span.plate);
  return { vehicleId: id, jobId: await queueRejudging(tx, actor, plates, effectiveOn, context) };
}

/** Others know the vehicle by its plate: one enterprise's word does not change it for them. */
async function requireSoleDeclarant(tx: Writer, vehicle: VehicleRow): Promise<void> {
  if (vehicle.verified || (await tx.vehicles.declarantsOf(vehicle.id)).length > 1) throw conflict(SHARED, '#/plate');
}

const NOTHING = { en: 'Nothing is to be changed.', zh: '没有需要修改的内容。' };
const SHARED = {
  en: 'This vehicle is verified, or others declared it too: an officer changes its plate.',
  zh: '该车辆已核实或由多家单位申报，号牌只能由执法人员修改。',
};
