import type { SaleJudgement } from '../../domain/fleet/sale.ts';
import type { VehicleFacts } from '../../domain/fleet/vehicle.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { SellerRow } from '../../store/sellers.ts';
import type { Reader } from '../../store/store.ts';
import type { VehicleRow } from '../../store/vehicles.ts';
import type { ViolationRow } from '../../store/violations.ts';
import { judgementOf } from './judge-vehicle.ts';
import { listedCounty } from './known-seller.ts';

/** A vehicle as a seller sold it, and what clause 2.4.3 says of that. */
export type Sale = {
  readonly row: VehicleRow;
  readonly sold: VehicleFacts;
  readonly sale: SaleJudgement | undefined;
  readonly flag: ViolationRow | undefined;
};

/** What is to be told of vehicles that a seller sold. */
export async function describeSales(
  reader: Pick<Reader, 'vehicles' | 'violations'>,
  seller: SellerRow,
  rows: readonly VehicleRow[],
  { policies, now }: { readonly policies: PolicySet; readonly now: number },
): Promise<Sale[]> {
  const changes = await reader.vehicles.changesOf(rows.map(({ id }) => id));
  const flags = await reader.violations.ofSubjects(rows.map(({ id }) => `vehicle:${id}`));
  return rows.map((row) => {
    const own = changes.filter(({ vehicleId }) => vehicleId === row.id);
    const { sold, sale } = judgementOf(own, legalDayOf(now), policies, listedCounty(seller));
    const flag = flags.find((one) => one.vehicleId === row.id && one.kind === 'non_china_vi_sale');
    return { row, sold, sale, flag };
  });
}
