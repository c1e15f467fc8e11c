import { vehicleSold } from '../../domain/fleet/sale.ts';
import { shownOn, type VehicleChange, type VehicleFacts, vehicleOn } from '../../domain/fleet/vehicle.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { TableImport } from '../imports/table-import.ts';
import { changeVehicle } from './change-vehicle.ts';
import { refuseDiffering, requireBasis } from './import-vehicle.ts';
import { type NewVehicle, registerVehicle } from './register-vehicle.ts';
import { verifyVehicle } from './verify-vehicle.ts';

export const SALE_OUTCOMES = ['violation', 'unverified', 'compliant', 'not_applicable'] as const;
type SaleOutcome = (typeof SALE_OUTCOMES)[number];

/**
 * Registration lists (登记清单): vehicles with their invoice, certificate and registration days and who sold them. What the
 * register lacks is added, nothing verified is changed, and each row says what clause 2.4.3 makes of the sale.
 */
export const REGISTRATION_IMPORT: TableImport<NewVehicle, SaleOutcome> = {
  kind: 'registration-import',
  outcomes: SALE_OUTCOMES,
  importRow: async (tx, actor, vehicle, context) => {
    requireBasis(vehicle);
    const today = legalDayOf(context.at.now);
    const holder = await tx.vehicles.openBinding(vehicle.plate, vehicle.plateColour);
    const changes = holder ? await tx.vehicles.changesOf([holder.vehicleId]) : [];
    const outcomeOf = async (vehicleId: string): Promise<SaleOutcome> => {
      const row = await tx.vehicles.find(vehicleId);
      return SALE_OUTCOMES.find((one) => one === row?.saleOutcome) ?? 'not_applicable';
    };
    if (!holder || (shownOn(changes, today).status ?? 'active') !== 'active')
      return outcomeOf((await registerVehicle(tx, actor, vehicle, context)).vehicleId);
    const { vehicleId } = holder;
    const given = withoutLaterSale(vehicle, changes, today);
    if (!changes.some((change) => change.source === 'officer')) {
      const told = { stageBasis: vehicle.stageBasis ?? '', corrections: given };
      await verifyVehicle(tx, actor, vehicleId, told, context);
      return outcomeOf(vehicleId);
    }
    const { verified } = vehicleOn(changes, today);
    const { lacking, known } = partedBy(given, verified);
    refuseDiffering(known, verified);
    if (Object.keys(lacking).length > 0)
      await changeVehicle(tx, actor, vehicleId, { effectiveOn: null, facts: lacking }, context);
    return outcomeOf(vehicleId);
  },
};

/** The sale of a used vehicle says nothing of the sale as new that is on record, and does not take its place. */
function withoutLaterSale(vehicle: NewVehicle, changes: readonly VehicleChange[], today: string): VehicleFacts {
  if (vehicle.invoiceKind !== 'used' || !vehicleSold(changes, today).invoiceOn) return vehicle;
  const { invoiceOn: _day, invoiceKind: _kind, seller: _seller, ...facts } = vehicle;
  return facts;
}

function partedBy(given: VehicleFacts, verified: VehicleFacts): { lacking: VehicleFacts; known: VehicleFacts } {
  const has = (name: string) => ((verified as Record<string, unknown>)[name] ?? null) !== null;
  const entries = Object.entries(given);
  return {
    lacking: Object.fromEntries(entries.filter(([name]) => !has(name))),
    known: Object.fromEntries(entries.filter(([name]) => has(name))),
  };
}
