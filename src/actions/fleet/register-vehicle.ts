import { conflict, forbidden } from '../../domain/failure.ts';
import { shownOn, type VehicleChange, type VehicleFacts } from '../../domain/fleet/vehicle.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Writer } from '../../store/store.ts';
import type { PlateBindingRow } from '../../store/vehicles.ts';
import { record } from '../audit.ts';
import { bindPlates, plateTaken } from './bind-plates.ts';
import { checkedFacts } from './check-facts.ts';
import type { FleetContext } from './fleet-context.ts';
import { judgeVehicle } from './judge-vehicle.ts';
import { queueRejudging } from './queue-rejudging.ts';
import { summaryOf, withoutOwner, writeChange } from './write-change.ts';

/** Facts of a whole vehicle: what `POST /vehicles` requires is there. */
export type NewVehicle = VehicleFacts & Required<Pick<VehicleFacts, 'plate' | 'plateColour'>>;
export type VehicleWritten = { readonly vehicleId: string; readonly jobId: string };

/**
 * Puts a vehicle on file: an officer's facts are verified, an enterprise's declared. A plate and colour on file is a
 * conflict, except that an enterprise becomes a declarant of the vehicle that carries it, and that an officer's new
 * vehicle takes the plate of one that is scrapped, deregistered or transferred out.
 */
export async function registerVehicle(
  tx: Writer,
  actor: Actor,
  vehicle: NewVehicle,
  context: FleetContext,
): Promise<VehicleWritten> {
  const scope = scopeOf(actor, 'vehicle.create');
  const today = legalDayOf(context.at.now);
  const holder = await tx.vehicles.openBinding(vehicle.plate, vehicle.plateColour);
  if (scope.to === 'organisation') {
    const facts = checkedFacts(vehicle, {}, 'enterprise', today);
    return declare(tx, actor, scope.organisationId, holder, facts, context);
  }
  if (scope.to !== 'all') throw forbidden();
  const facts = checkedFacts(vehicle, {}, 'officer', today);
  if (holder) await releasePlate(tx, holder, facts, today);
  const vehicleId = await insertVehicle(tx, actor, { facts, source: 'officer' }, context);
  return settle(tx, actor, vehicleId, facts, 'vehicle.create', context);
}

async function declare(
  tx: Writer,
  actor: Actor,
  organisationId: string,
  holder: PlateBindingRow | undefined,
  facts: VehicleFacts,
  context: FleetContext,
): Promise<VehicleWritten> {
  const write = { facts, source: 'enterprise' as const };
  if (!holder) {
    const vehicleId = await insertVehicle(tx, actor, write, context);
    await tx.vehicles.insertDeclarant({ vehicleId, organisationId, createdAt: context.at.now });
    return settle(tx, actor, vehicleId, facts, 'vehicle.create', context);
  }
  const { vehicleId } = holder;
  if ((await tx.vehicles.declarantsOf(vehicleId)).includes(organisationId))
    throw conflict(DECLARED, '#/plate', { existing: vehicleId });
  await tx.vehicles.insertDeclarant({ vehicleId, organisationId, createdAt: context.at.now });
  const changes = await writeChange(tx, actor, { vehicleId, effectiveOn: null, ...write }, context);
  await tx.vehicles.update(vehicleId, summaryOf(changes, context.at.now));
  return settle(tx, actor, vehicleId, facts, 'vehicle.declare', context);
}

/** Puts in the row, its first change and its plate binding. */
async function insertVehicle(
  tx: Writer,
  actor: Actor,
  write: { readonly facts: VehicleFacts; readonly source: 'officer' | 'enterprise' },
  context: FleetContext,
): Promise<string> {
  const { now, newId } = context.at;
  const vehicleId = newId();
  const changes = await writeChange(tx, actor, { vehicleId, effectiveOn: null, ...write }, context);
  await tx.vehicles.insert({
    id: vehicleId,
    ...summaryOf(changes, now),
    retirement: null,
    retirementCounty: null,
    retirementInferred: false,
    ...{ sellerId: null, saleOutcome: null, soldOn: null },
    createdAt: now,
  });
  await bindPlates(tx, vehicleId, changes, newId);
  return vehicleId;
}

/** Ends the binding of a vehicle that has left the road, on the day the new one is registered and not before it left. */
async function releasePlate(tx: Writer, holder: PlateBindingRow, facts: VehicleFacts, today: string): Promise<void> {
  const changes = await tx.vehicles.changesOf([holder.vehicleId]);
  const status = shownOn(changes, today).status;
  if (status === undefined || status === 'active') throw plateTaken(holder.vehicleId);
  const days = [facts.registeredOn ?? today, leftOn(changes, today) ?? '', holder.validFrom ?? ''];
  await tx.vehicles.closeBinding(
    holder.id,
    days.reduce((a, b) => (a > b ? a : b)),
  );
}

/** The first day from which a vehicle that is not active today is so, where a dated change says it. */
function leftOn(changes: readonly VehicleChange[], today: string): string | undefined {
  const days = changes.map((change) => change.effectiveOn).filter((day) => day !== null);
  const active = (day: string) => shownOn(changes, day).status === 'active';
  const sorted = [...new Set(days)].filter((day) => day <= today).sort();
  return sorted.findLast((day, at) => !active(day) && (at === 0 || active(sorted[at - 1] ?? day)));
}

async function settle(
  tx: Writer,
  actor: Actor,
  vehicleId: string,
  facts: VehicleFacts,
  action: string,
  context: FleetContext,
): Promise<VehicleWritten> {
  const { at, policies, cause } = context;
  await judgeVehicle(tx, vehicleId, { policies, now: at.now, newId: at.newId, cause });
  await record(tx, actor, at, action, { type: 'vehicle', id: vehicleId }, { facts: withoutOwner(facts) });
  const jobId = await queueRejudging(tx, actor, [facts.plate ?? ''], null, context);
  return { vehicleId, jobId };
}

const DECLARED = {
  en: 'Your organisation has declared this vehicle already.',
  zh: '贵单位已申报过该车辆。',
};
