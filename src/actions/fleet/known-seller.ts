import { type Seller, sellerKey } from '../../domain/fleet/seller.ts';
import type { SellerRow } from '../../store/sellers.ts';
import type { Reader, Writer } from '../../store/store.ts';

/** The seller on file that a vehicle's record names, if any. */
export async function sellerOnFile(
  reader: Pick<Reader, 'sellers'>,
  seller: Seller | null | undefined,
): Promise<SellerRow | undefined> {
  return seller ? reader.sellers.byKey(sellerKey(seller)) : undefined;
}

/** The same, put on file where it is met for the first time. What an officer listed of a seller wins over a sale's word. */
export async function knownSeller(
  tx: Pick<Writer, 'sellers'>,
  seller: Seller | null | undefined,
  { now, newId }: { readonly now: number; readonly newId: () => string },
): Promise<SellerRow | undefined> {
  if (!seller) return undefined;
  const { name, creditCode = null, countyCode = null } = seller;
  const known = await sellerOnFile(tx, seller);
  if (!known) {
    const key = sellerKey(seller);
    const row = { id: newId(), key, name, creditCode, countyCode, address: null, listedAt: null, createdAt: now };
    await tx.sellers.insert(row);
    return row;
  }
  if (known.countyCode !== null || countyCode === null) return known;
  await tx.sellers.update(known.id, { countyCode });
  return { ...known, countyCode };
}

/** Where dealers' lists say that a seller is; where a sale says it is no word on another sale. */
export const listedCounty = (seller: SellerRow | undefined): string | null =>
  seller?.listedAt ? seller.countyCode : null;
