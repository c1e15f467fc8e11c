import type { VehicleFacts } from './vehicle.ts';

/** Who sold a vehicle as new (经销商), as its record says. */
export type Seller = NonNullable<VehicleFacts['seller']>;

/** What tells one seller from another: the credit code, else the name. */
export function sellerKey({ creditCode, name }: Pick<Seller, 'creditCode' | 'name'>): string {
  return creditCode ?? name.normalize('NFKC').replace(/\s+/g, '');
}
