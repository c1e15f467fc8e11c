import { conflict, forbidden, notFound } from '../../domain/failure.ts';
import { sellerKey } from '../../domain/fleet/seller.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { SellerRow } from '../../store/sellers.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import type { TableImport } from '../imports/table-import.ts';
import type { FleetContext } from './fleet-context.ts';
import { judgeVehicle } from './judge-vehicle.ts';

export type ListedSeller = {
  readonly name: string;
  readonly creditCode: string | null;
  /** Where it is: a division of any place in China. */
  readonly countyCode: string;
  readonly address: string | null;
};

/** A seller the actor may see. */
export async function getSeller(reader: Pick<Reader, 'sellers'>, actor: Actor, id: string): Promise<SellerRow> {
  const row = await reader.sellers.find(id);
  if (!row || !covers(scopeOf(actor, 'seller.read'), { countyCode: row.countyCode })) throw notFound();
  return row;
}

/**
 * Dealers' lists (经销商名单). Where a list says that a seller is, its sales were made whose own record does not say
 * where: they are judged again.
 */
export const SELLER_IMPORT: TableImport<ListedSeller, 'created' | 'changed' | 'unchanged'> = {
  kind: 'seller-import',
  outcomes: ['created', 'changed', 'unchanged'],
  importRow: async (tx, actor, seller, context) => {
    const scope = scopeOf(actor, 'seller.write');
    if (!covers(scope, { countyCode: seller.countyCode })) throw forbidden();
    const { name, creditCode, countyCode, address } = seller;
    const key = sellerKey({ name, ...(creditCode === null ? {} : { creditCode }) });
    const known = await tx.sellers.byKey(key);
    const { at } = context;
    if (!known) {
      const row = { id: at.newId(), key, ...seller, listedAt: at.now, createdAt: at.now };
      await tx.sellers.insert(row);
      await record(tx, actor, at, 'seller.list', { type: 'seller', id: row.id }, seller);
      return 'created';
    }
    if (known.listedAt !== null && !covers(scope, { countyCode: known.countyCode })) throw conflict(ELSEWHERE);
    const same = known.name === name && known.countyCode === countyCode && (address ?? known.address) === known.address;
    if (known.listedAt !== null && same) return 'unchanged';
    const change = { name, creditCode, countyCode, address: address ?? known.address, listedAt: at.now };
    await tx.sellers.update(known.id, change);
    await record(tx, actor, at, 'seller.list', { type: 'seller', id: known.id }, seller);
    if (known.listedAt === null || known.countyCode !== countyCode) await judgeSales(tx, known.id, context);
    return 'changed';
  },
};

const CHUNK = 100;

async function judgeSales(tx: Writer, sellerId: string, { at, policies }: FleetContext): Promise<void> {
  let after: string | undefined;
  for (;;) {
    const sold = await tx.sellers.soldAfter(sellerId, after, CHUNK);
    for (const { id } of sold) await judgeVehicle(tx, id, { policies, now: at.now, newId: at.newId });
    after = sold.at(-1)?.id;
    if (sold.length < CHUNK) return;
  }
}

const ELSEWHERE = { en: 'Another county lists this seller.', zh: '该经销商已由其他县区登记。' };
