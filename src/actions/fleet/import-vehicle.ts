import { isVerifiedBasis } from '../../domain/codes/stage-basis.ts';
import { Failure, type Message } from '../../domain/failure.ts';
import { shownOn, type VehicleFacts, vehicleOn } from '../../domain/fleet/vehicle.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { RowFault } from '../imports/read-import.ts';
import { checkedFacts } from './check-facts.ts';
import type { FleetContext } from './fleet-context.ts';
import { type NewVehicle, registerVehicle } from './register-vehicle.ts';
import { verifyVehicle } from './verify-vehicle.ts';

/** What becomes of a vehicle in a table: put on file, verified, declared, or nothing, since it is on file just so. */
export type ImportVerdict =
  | { readonly does: 'create' | 'declare' | 'unchanged' }
  | { readonly does: 'verify'; readonly vehicleId: string }
  | { readonly does: 'refuse'; readonly faults: readonly Omit<RowFault, 'row'>[] };

/**
 * What importing a vehicle would do, by what is on file now. An officer's row verifies what was declared, and changes nothing
 * that is verified otherwise; an enterprise's row declares.
 */
export async function verdictOn(
  reader: Pick<Reader, 'vehicles'>,
  actor: Actor,
  vehicle: NewVehicle,
  now: number,
): Promise<ImportVerdict> {
  const scope = scopeOf(actor, 'vehicle.create');
  const today = legalDayOf(now);
  const source = scope.to === 'organisation' ? 'enterprise' : 'officer';
  const faults = faultsOf(vehicle, source, today);
  if (faults.length > 0) return { does: 'refuse', faults };
  const holder = await reader.vehicles.openBinding(vehicle.plate, vehicle.plateColour);
  if (scope.to === 'organisation') {
    const declared = holder && (await reader.vehicles.declarantsOf(holder.vehicleId)).includes(scope.organisationId);
    return { does: declared ? 'unchanged' : 'declare' };
  }
  if (!holder) return { does: 'create' };
  const changes = await reader.vehicles.changesOf([holder.vehicleId]);
  if ((shownOn(changes, today).status ?? 'active') !== 'active') return { does: 'create' };
  if (!changes.some((change) => change.source === 'officer')) return { does: 'verify', vehicleId: holder.vehicleId };
  const others = differing(vehicle, vehicleOn(changes, today).verified);
  if (others.length === 0) return { does: 'unchanged' };
  return { does: 'refuse', faults: others.map((column) => ({ column, detail: OTHERWISE })) };
}

/** Does it, within the caller's transaction; a refusal writes nothing. */
export async function importVehicle(
  tx: Writer,
  actor: Actor,
  vehicle: NewVehicle,
  context: FleetContext,
): Promise<ImportVerdict> {
  const verdict = await verdictOn(tx, actor, vehicle, context.at.now);
  if (verdict.does === 'verify') {
    const given = { stageBasis: vehicle.stageBasis ?? '', corrections: vehicle };
    await verifyVehicle(tx, actor, verdict.vehicleId, given, context);
  } else if (verdict.does === 'create' || verdict.does === 'declare')
    await registerVehicle(tx, actor, vehicle, context);
  return verdict;
}

function faultsOf(vehicle: NewVehicle, source: 'officer' | 'enterprise', today: string): Omit<RowFault, 'row'>[] {
  if (source === 'officer' && !isVerifiedBasis(vehicle.stageBasis)) return [{ column: 'stageBasis', detail: NO_BASIS }];
  if (source === 'officer' && vehicle.emissionStage === 'X') return [{ column: 'emissionStage', detail: NO_STAGE }];
  try {
    checkedFacts(vehicle, {}, source, today);
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.errors.map(({ pointer, detail }) => ({ column: pointer.slice(2), detail }));
  }
}

/** The facts that a row gives otherwise than they are verified; how the plate was written does not count. */
function differing(given: VehicleFacts, verified: VehicleFacts): string[] {
  return Object.entries(given).flatMap(([name, value]) =>
    name === 'plateRaw' || JSON.stringify((verified as Record<string, unknown>)[name] ?? null) === JSON.stringify(value)
      ? []
      : [name],
  );
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
