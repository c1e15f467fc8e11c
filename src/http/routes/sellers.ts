import { z } from 'zod';
import { SALE_OUTCOMES } from '../../actions/fleet/import-registrations.ts';
import { describeSales, type Sale } from '../../actions/fleet/list-sales.ts';
import { getSeller } from '../../actions/fleet/sellers.ts';
import { divisionInput } from '../../domain/codes/county.ts';
import { EMISSION_STAGES } from '../../domain/codes/emission-stage.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { SellerRow, SellerSums } from '../../store/sellers.ts';
import { page } from '../cursors.ts';
import { ok, route } from '../route.ts';
import { dayOut, idOut, listOf, pageQuery } from '../schemas.ts';

const sellerOut = z
  .strictObject({
    id: idOut,
    name: z.string(),
    creditCode: z.string().nullable(),
    countyCode: z.string().nullable(),
    address: z.string().nullable(),
    listed: z.boolean().meta({ description: 'On a dealers’ list; else known from sales alone.' }),
    sales: z.int().meta({ description: 'Vehicles on file that it sold as new.' }),
    violations: z.int(),
    unverified: z.int().meta({ description: 'Sales of which a fact is missing, such as the invoice day.' }),
    lastSoldOn: dayOut.nullable(),
  })
  .meta({ id: 'Seller' });

const outcome = z.enum(SALE_OUTCOMES);
const saleOut = z
  .strictObject({
    vehicleId: idOut,
    plate: z.string(),
    plateColour: z.string(),
    vin: z.string().nullable(),
    emissionStage: z.enum(EMISSION_STAGES),
    vehicleType: z.string().nullable(),
    outcome,
    clause: z.string().nullable(),
    missing: z.array(z.string()).meta({ description: 'Facts without which it is unverified.' }),
    invoiceOn: dayOut.nullable(),
    certificateUploadedOn: dayOut.nullable().meta({ description: 'Evidence; it decides nothing.' }),
    registeredOn: dayOut.nullable(),
    inferred: z.boolean().meta({ description: 'That it was sold in the city was told from its registration.' }),
    violation: z.strictObject({ id: idOut, status: z.string() }).nullable(),
  })
  .meta({ id: 'Sale' });

/** Who sells vehicles (经销商), and what clause 2.4.3 says of their sales. */
export const sellerRoutes = [
  route({
    method: 'GET',
    path: '/sellers',
    id: 'listSellers',
    tag: 'sellers',
    summary: 'Sellers, from dealers’ lists and from sales, newest first',
    who: 'seller.read',
    query: z.strictObject({ ...pageQuery, countyCode: divisionInput.optional() }),
    replies: { 200: { description: 'A page of sellers.', schema: listOf(sellerOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'seller.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.sellers.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      const sums = await reader.sellers.sums(rows.map(({ id }) => id));
      return ok({ items: rows.map((row) => present(row, sums)), next });
    },
  }),
  route({
    method: 'GET',
    path: '/sellers/{id}',
    id: 'getSeller',
    tag: 'sellers',
    summary: 'One seller',
    who: 'seller.read',
    replies: { 200: { description: 'The seller.', schema: sellerOut } },
    etag: true,
    read: async (reader, req) => {
      const row = await getSeller(reader, req.actor, req.params.id);
      return ok(present(row, await reader.sellers.sums([row.id])));
    },
  }),
  route({
    method: 'GET',
    path: '/sellers/{id}/sales',
    id: 'listSales',
    tag: 'sellers',
    summary: 'What a seller sold as new: in breach, unverified, or in order',
    who: 'seller.read',
    query: z.strictObject({ ...pageQuery, outcome: outcome.optional() }),
    replies: { 200: { description: 'A page of vehicles, newest first.', schema: listOf(saleOut) } },
    read: async (reader, req) => {
      const seller = await getSeller(reader, req.actor, req.params.id);
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.sellers.salesOf(seller.id, req.query.outcome, request),
        ({ id }) => ({ id }),
      );
      const sales = await describeSales(reader, seller, rows, {
        policies: req.env.policies.current(),
        now: req.now,
      });
      return ok({ items: sales.map(presentSale), next });
    },
  }),
];

function present(row: SellerRow, sums: readonly SellerSums[]) {
  const own = sums.filter(({ sellerId }) => sellerId === row.id);
  const count = (one?: string) =>
    own.filter((sum) => one === undefined || sum.outcome === one).reduce((all, { sales }) => all + sales, 0);
  const days = own.flatMap(({ lastOn }) => lastOn ?? []).sort();
  return {
    id: row.id,
    name: row.name,
    creditCode: row.creditCode,
    countyCode: row.countyCode,
    address: row.address,
    listed: row.listedAt !== null,
    sales: count(),
    violations: count('violation'),
    unverified: count('unverified'),
    lastSoldOn: days.at(-1) ?? null,
  };
}

const presentSale = ({ row, sold, sale, flag }: Sale) => ({
  vehicleId: row.id,
  plate: row.plate,
  plateColour: row.plateColour,
  vin: sold.vin ?? null,
  emissionStage: sold.emissionStage ?? 'X',
  vehicleType: sold.vehicleType ?? null,
  outcome: row.saleOutcome ?? 'not_applicable',
  clause: sale?.decision.clause ?? null,
  missing: sale?.decision.missing ?? [],
  invoiceOn: sold.invoiceOn ?? null,
  certificateUploadedOn: sold.certificateUploadedOn ?? null,
  registeredOn: sold.registeredOn ?? null,
  inferred: sale?.inferred ?? false,
  violation: flag ? { id: flag.id, status: flag.status } : null,
});
