import type { Offender } from '../../domain/cases/offender.ts';
import { vehicleOn } from '../../domain/fleet/vehicle.ts';
import { holderOf, holdersOn } from '../../domain/gates/plate-holder.ts';
import type { Reader } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';

/** An offender as a case keeps it: what was known when it was opened. */
export type KnownOffender = {
  readonly name?: string;
  readonly creditCode?: string;
  readonly plate?: string;
  readonly plateColour?: string;
  readonly organisationId?: string;
};

/** Who an offender is, by the register: the organisation, the seller, or the vehicle's owner as officers verified it. */
export async function describeOffender(
  reader: Pick<Reader, 'organisations' | 'vehicles'>,
  { type, key }: Offender,
  row: Pick<ViolationRow, 'plate' | 'plateColour' | 'sellerName' | 'sellerCreditCode'>,
  today: string,
): Promise<KnownOffender> {
  if (type === 'vehicle') {
    const { plate, plateColour } = row;
    const holders = plate === null ? [] : await reader.vehicles.holdersOf(plate);
    const holder = holderOf(holdersOn(holders, today), plateColour);
    const owner = holder && vehicleOn(holder.changes, today).verified.owner;
    return {
      ...(plate === null ? {} : { plate }),
      ...(plateColour === null ? {} : { plateColour }),
      ...(owner ? { name: owner.name } : {}),
    };
  }
  if (type === 'seller') {
    const { sellerName, sellerCreditCode } = row;
    const known = sellerCreditCode === null ? undefined : await reader.organisations.findByCreditCode(sellerCreditCode);
    return {
      ...(sellerName === null ? {} : { name: sellerName }),
      ...(sellerCreditCode === null ? {} : { creditCode: sellerCreditCode }),
      ...(known ? { organisationId: known.id } : {}),
    };
  }
  const found = await reader.organisations.find(key.slice(type.length + 1));
  return found ? { name: found.name, creditCode: found.creditCode, organisationId: found.id } : {};
}
