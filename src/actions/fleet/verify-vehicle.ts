import { conflict, invalid } from '../../domain/failure.ts';
import { platesOf } from '../../domain/fleet/plates.ts';
import { type VehicleFacts, vehicleOn } from '../../domain/fleet/vehicle.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import { bindPlates } from './bind-plates.ts';
import { checkedFacts } from './check-facts.ts';
import { findVehicle } from './find-vehicle.ts';
import type { FleetContext } from './fleet-context.ts';
import { judgeVehicle } from './judge-vehicle.ts';
import { queueRejudging } from './queue-rejudging.ts';
import type { VehicleWritten } from './register-vehicle.ts';
import { summaryOf, withoutOwner, writeChange } from './write-change.ts';

/**
 * Makes what was declared of a vehicle the register's word, put right where `corrections` say otherwise, on the basis that
 * the officer saw. It was always so: passages under its plates are judged again. Conflict where it is verified already.
 */
export async function verifyVehicle(
  tx: Writer,
  actor: Actor,
  id: string,
  given: { readonly stageBasis: string; readonly corrections: VehicleFacts },
  context: FleetContext,
): Promise<VehicleWritten> {
  const { at, policies } = context;
  const vehicle = await findVehicle(tx, actor, id, 'vehicle.verify');
  if (vehicle.verified) throw conflict(VERIFIED);
  const today = legalDayOf(at.now);
  const before = await tx.vehicles.changesOf([id]);
  const facts = checkedFacts(verifiedFacts(vehicleOn(before, today).declared, given), {}, 'officer', today);
  if (facts.emissionStage === undefined || facts.emissionStage === 'X')
    throw invalid('#/corrections/emissionStage', NO_STAGE);
  const changes = await writeChange(tx, actor, { vehicleId: id, facts, effectiveOn: null, source: 'officer' }, context);
  await tx.vehicles.update(id, summaryOf(changes, at.now));
  await bindPlates(tx, id, changes, at.newId);
  await judgeVehicle(tx, id, { policies, now: at.now, newId: at.newId });
  await record(tx, actor, at, 'vehicle.verify', { type: 'vehicle', id }, { facts: withoutOwner(facts) });
  const plates = [...platesOf(before), ...platesOf(changes)].map((span) => span.plate);
  return { vehicleId: id, jobId: await queueRejudging(tx, actor, plates, null, context) };
}

/** Another stage brings its own substage, or none. */
function verifiedFacts(
  declared: VehicleFacts,
  { stageBasis, corrections }: { readonly stageBasis: string; readonly corrections: VehicleFacts },
): VehicleFacts {
  const substage = corrections.emissionStage === undefined ? {} : { emissionSubstage: null };
  return { ...declared, ...substage, ...corrections, stageBasis };
}

/** Turns down what was declared: it leaves the queue until something else is declared. Conflict where it is verified. */
export async function refuseVehicle(
  tx: Writer,
  actor: Actor,
  id: string,
  reason: string,
  context: FleetContext,
): Promise<string> {
  const { at } = context;
  const vehicle = await findVehicle(tx, actor, id, 'vehicle.verify');
  if (vehicle.verified) throw conflict(VERIFIED);
  if ((await tx.vehicles.changesOf([id])).at(-1)?.source === 'refusal') throw conflict(REFUSED);
  // A refusal says nothing of the vehicle itself.
  const facts = { reason } as VehicleFacts;
  await writeChange(tx, actor, { vehicleId: id, facts, effectiveOn: null, source: 'refusal' }, context);
  await tx.vehicles.update(id, { updatedAt: at.now });
  await record(tx, actor, at, 'vehicle.refuse', { type: 'vehicle', id }, { reason });
  return id;
}

const VERIFIED = {
  en: 'This vehicle is verified already: change its record instead.',
  zh: '该车辆已核实，如需更改请直接修改档案。',
};
const REFUSED = {
  en: 'What was declared of this vehicle was turned down already.',
  zh: '该车辆的申报已被退回。',
};
const NO_STAGE = {
  en: 'Say the emission stage: none was declared.',
  zh: '请填写排放阶段：申报中没有。',
};
