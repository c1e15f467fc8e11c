import { isCountyCode } from '../../domain/codes/county.ts';
import { type SaleJudgement, vehicleSold } from '../../domain/fleet/sale.ts';
import { calledFor, type Verdict } from '../../domain/policy/compare.ts';
import type { Compared } from '../../domain/policy/preview-tally.ts';
import type { Reader } from '../../store/store.ts';
import { judgementOf, type VehicleJudgement } from '../fleet/judge-vehicle.ts';
import { listedCounty, sellerOnFile } from '../fleet/known-seller.ts';
import type { PreviewContext } from './preview-context.ts';

export type ComparedVehicle = {
  readonly vehicleId: string;
  readonly plate: string | null;
  readonly plateColour: string | null;
  readonly compared: Compared;
};

/** Vehicles by themselves: a sale of the period (2.4.3), and the place on the retirement list (2.4.4) as of the period's last day. */
export async function compareVehicles(
  bulk: Reader,
  context: PreviewContext,
  ids: readonly string[],
): Promise<ComparedVehicle[]> {
  const { against, draft, to, countyCode } = context;
  const changes = await bulk.vehicles.changesOf(ids);
  const compared: ComparedVehicle[] = [];
  for (const vehicleId of ids) {
    const recorded = changes.filter((change) => change.vehicleId === vehicleId);
    const listed = listedCounty(await sellerOnFile(bulk, vehicleSold(recorded, to).seller));
    const [before, after] = [against, draft].map((law) => judgementOf(recorded, to, law, listed));
    if (!before || !after) continue;
    const { plate = null, plateColour = null } = before.facts;
    for (const one of [saleOf(before, after, context), retirementOf(before, after, to)])
      if (one && (countyCode === null || one.countyCode === countyCode))
        compared.push({ vehicleId, plate, plateColour, compared: one });
  }
  return compared;
}

/** A sale of the period; undefined where the vehicle was not sold in it. */
function saleOf(before: VehicleJudgement, after: VehicleJudgement, { from, to }: PreviewContext): Compared | undefined {
  const { invoiceOn, seller, registeredDivision } = before.sold;
  if (typeof invoiceOn !== 'string' || invoiceOn < from || invoiceOn > to) return undefined;
  return {
    ...{ what: 'sale', legalDay: invoiceOn },
    countyCode: countyOf(seller?.countyCode) ?? countyOf(registeredDivision),
    ...{ before: saleVerdict(before.sale), after: saleVerdict(after.sale) },
  };
}

const retirementOf = (before: VehicleJudgement, after: VehicleJudgement, to: string): Compared => ({
  ...{ what: 'retirement', legalDay: to, countyCode: countyOf(before.facts.registeredDivision) },
  ...{ before: retirementVerdict(before), after: retirementVerdict(after) },
});

function saleVerdict(sale: SaleJudgement | undefined): Verdict {
  if (!sale) return { outcome: 'not_applicable', flags: [] };
  return { outcome: sale.decision.outcome, flags: calledFor([sale.decision]) };
}

function retirementVerdict({ retirement: { place, decision } }: VehicleJudgement): Verdict {
  const listed = decision && (place === 'due' || place === 'overdue');
  return { outcome: place ?? 'none', flags: listed ? calledFor([decision]) : [] };
}

function countyOf(division: string | null | undefined): string | null {
  return division && isCountyCode(division) ? division : null;
}
