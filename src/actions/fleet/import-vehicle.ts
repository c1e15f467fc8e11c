import { isVerifiedBasis } from '../../domain/codes/stage-basis.ts';
import { Failure, invalid, type Message } from '../../domain/failure.ts';
import { shownOn, type VehicleFacts, vehicleOn } from '../../domain/fleet/vehicle.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { TableImport } from '../imports/table-import.ts';
import { checkedFacts } from './check-facts.ts';
import { type NewVehicle, registerVehicle } from './register-vehicle.ts';
import { verifyVehicle } from './verify-vehicle.ts';

/**
 * Vehicles by the table. An officer's row verifies what was declared, and changes nothing that is verified otherwise; an
 * enterprise's row declares.
 */
export const VEHICLE_IMPORT: TableImport<NewVehicle, 'created' | 'verified' | 'declared' | 'unchanged'> = {
  kind: 'vehicle-import',
  outcomes: ['created', 'verified', 'declared', 'unchanged'],
  importRow: async (tx, actor, vehicle, context) => {
    const scope = scopeOf(actor, 'vehicle.create');
    const today = legalDayOf(context.at.now);
    if (scope.to !== 'organisation') requireBasis(vehicle);
    const holder = await tx.vehicles.openBinding(vehicle.plate, vehicle.plateColour);
    if (scope.to === 'organisation') {
      checkedFacts(vehicle, {}, 'enterprise', today);
      const known = holder && (await tx.vehicles.declarantsOf(holder.vehicleId)).includes(scope.organisationId);
      if (known) return 'unchanged';
      await registerVehicle(tx, actor, vehicle, context);
      return 'declared';
    }
    const changes = holder ? await tx.vehicles.changesOf([holder.vehicleId]) : [];
    if (!holder || (shownOn(changes, today).status ?? 'active') !== 'active') {
      await registerVehicle(tx, actor, vehicle, context);
      return 'created';
    }
    checkedFacts(vehicle, {}, 'officer', today);
    if (!changes.some((change) => change.source === 'officer')) {
      const given = { stageBasis: vehicle.stageBasis ?? '', corrections: vehicle };
      await verifyVehicle(tx, actor, holder.vehicleId, given, context);
      return 'verified';
    }
    refuseDiffering(vehicle, vehicleOn(changes, today).verified);
    return 'unchanged';
  },
};

/** Officers verify, so their rows say by what. */
export function requireBasis({ stageBasis, emissionStage }: NewVehicle): void {
  if (!isVerifiedBasis(stageBasis)) throw invalid('#/stageBasis', NO_BASIS);
  if (emissionStage === 'X') throw invalid('#/emissionStage', NO_STAGE);
}

/** Names the facts that a row gives otherwise than they are verified; how the plate was written does not count. */
export function refuseDiffering(given: VehicleFacts, verified: VehicleFacts): void {
  const known = verified as Record<string, unknown>;
  const others = Object.entries(given).filter(
    ([name, value]) => name !== 'plateRaw' && JSON.stringify(known[name] ?? null) !== JSON.stringify(value),
  );
  if (others.length === 0) return;
  const errors = others.map(([name]) => ({ pointer: `#/${name}`, detail: OTHERWISE }));
  throw new Failure('conflict', OTHERWISE, { errors });
}

const NO_BASIS: Message = {
  en: 'Say what the stage was verified by: vehicle list, national platform, type label or inspection.',
  zh: '请填写排放判定依据：随车清单、国家平台、环保标签或检验。',
};
const NO_STAGE: Message = { en: 'An unknown stage cannot be verified.', zh: '排放阶段未知，无法核实。' };
const OTHERWISE: Message = {
  en: 'This is verified otherwise: change the vehicle’s record instead.',
  zh: '与已核实内容不符，请直接修改该车辆档案。',
};
