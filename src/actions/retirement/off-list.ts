import { listedStagesOn, offListOn } from '../../domain/fleet/retirement.ts';
import type { VehicleFacts } from '../../domain/fleet/vehicle.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Reader } from '../../store/store.ts';
import type { RecordedChange, VehicleRow } from '../../store/vehicles.ts';
import { judgementOf } from '../fleet/judge-vehicle.ts';

const CHUNK = 200;
export type OffListVehicle = {
  readonly row: VehicleRow;
  readonly changes: readonly RecordedChange[];
  readonly facts: VehicleFacts;
};

/** The verified vehicles that would be on the list today but for one reason. */
export async function* offListVehicles(
  reader: Pick<Reader, 'retirements' | 'vehicles'>,
  reason: 'transferred_out' | 'elsewhere',
  { policies, now }: { readonly policies: PolicySet; readonly now: number },
): AsyncGenerator<OffListVehicle> {
  const today = legalDayOf(now);
  const policy = policies.on(today);
  const stages = listedStagesOn(policy, today);
  const status = reason === 'elsewhere' ? 'active' : reason;
  let after: string | undefined;
  for (;;) {
    const rows = await reader.retirements.offList(stages, status, after, CHUNK);
    const recorded = await reader.vehicles.changesOf(rows.map(({ id }) => id));
    for (const row of rows) {
      const changes = recorded.filter(({ vehicleId }) => vehicleId === row.id);
      const { facts } = judgementOf(changes, today, policies);
      if (offListOn(policy, facts, today) === reason) yield { row, changes, facts };
    }
    after = rows.at(-1)?.id;
    if (rows.length < CHUNK) return;
  }
}
