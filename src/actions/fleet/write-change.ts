import { shownOn, type VehicleChange, type VehicleFacts, vehicleOn } from '../../domain/fleet/vehicle.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Writer } from '../../store/store.ts';
import type { RecordedChange, VehicleRow } from '../../store/vehicles.ts';
import type { FleetContext } from './fleet-context.ts';

export type VehicleWrite = {
  readonly vehicleId: string;
  readonly facts: VehicleFacts;
  readonly effectiveOn: string | null;
  readonly source: VehicleChange['source'];
};

/** Records one write to a vehicle and gives everything recorded of it, this included. */
export async function writeChange(
  tx: Writer,
  actor: Actor,
  { vehicleId, facts, effectiveOn, source }: VehicleWrite,
  { at }: FleetContext,
): Promise<RecordedChange[]> {
  await tx.vehicles.insertChange({
    id: at.newId(),
    vehicleId,
    effectiveOn,
    source,
    facts,
    recordedAt: at.now,
    recordedBy: actor.id,
  });
  return tx.vehicles.changesOf([vehicleId]);
}

/** The columns of a vehicle that follow from what is recorded of it: what lists show and filter by, as of now. */
export function summaryOf(
  changes: readonly RecordedChange[],
  now: number,
): Pick<VehicleRow, 'plate' | 'plateColour' | 'verified' | 'status' | 'emissionStage' | 'vin' | 'updatedAt'> {
  const {
    plate = '',
    plateColour = 'other',
    status = 'active',
    emissionStage = 'X',
  } = shownOn(changes, legalDayOf(now));
  const verified = changes.some((change) => change.source === 'officer');
  // By its VIN a vehicle is known to other sources: one enterprise's word must not draw them to its truck.
  const vin = verifiedVinOf(changes, now);
  return { plate, plateColour, verified, status, emissionStage, vin, updatedAt: now };
}

/** The VIN that officers verified, as of now; empty for none. */
export function verifiedVinOf(changes: readonly VehicleChange[], now: number): string {
  return vehicleOn(changes, legalDayOf(now)).verified.vin ?? '';
}

/** Facts for the audit trail, which tells that the owner changed and not who it is. */
export function withoutOwner({ owner, ...facts }: VehicleFacts): Record<string, unknown> {
  return owner === undefined ? facts : { ...facts, owner: owner === null ? null : 'given' };
}
