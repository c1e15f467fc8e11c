import type { Warning } from '../../domain/codes/warning.ts';
import { vehicleSold } from '../../domain/fleet/sale.ts';
import { type VehicleFacts, vehicleOn } from '../../domain/fleet/vehicle.ts';
import { vehicleWarnings } from '../../domain/fleet/warnings.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Reader } from '../../store/store.ts';
import type { PlateBindingRow, RecordedChange, VehicleRow } from '../../store/vehicles.ts';
import { findVehicle } from './find-vehicle.ts';
import { judgementOf, type VehicleJudgement } from './judge-vehicle.ts';
import { listedCounty, sellerOnFile } from './known-seller.ts';

/** A vehicle as an actor may see it today: each fact verified, else declared. */
export type VehicleSight = {
  readonly row: VehicleRow;
  readonly verified: VehicleFacts;
  readonly declared: VehicleFacts;
  readonly warnings: readonly Warning[];
};

export type VehicleDetail = VehicleSight & {
  readonly plates: readonly PlateBindingRow[];
  readonly history: readonly RecordedChange[];
  readonly judgement: VehicleJudgement;
};

/** One vehicle with its history and what the law says of it today. Not-found where the actor may not see it. */
export async function viewVehicle(
  reader: Reader,
  actor: Actor,
  id: string,
  { policies, now }: { readonly policies: PolicySet; readonly now: number },
): Promise<VehicleDetail> {
  const row = await findVehicle(reader, actor, id);
  const changes = await reader.vehicles.changesOf([id]);
  const today = legalDayOf(now);
  const seller = await sellerOnFile(reader, vehicleSold(changes, today).seller);
  return {
    ...sight(row, changes, actor, now),
    plates: await reader.vehicles.bindingsOf(id),
    history: changes.filter((change) => isFor(actor, change)).map((change) => shownTo(actor, change)),
    judgement: judgementOf(changes, today, policies, listedCounty(seller)),
  };
}

/** The same without history, for each row of a list. */
export async function viewVehicles(
  reader: Pick<Reader, 'vehicles'>,
  actor: Actor,
  rows: readonly VehicleRow[],
  now: number,
): Promise<VehicleSight[]> {
  const changes = await reader.vehicles.changesOf(rows.map((row) => row.id));
  return rows.map((row) =>
    sight(
      row,
      changes.filter((change) => change.vehicleId === row.id),
      actor,
      now,
    ),
  );
}

function sight(row: VehicleRow, changes: readonly RecordedChange[], actor: Actor, now: number): VehicleSight {
  const seen = changes.filter((change) => isFor(actor, change)).map((change) => shownTo(actor, change));
  const { verified, declared } = vehicleOn(seen, legalDayOf(now));
  return { row, verified, declared, warnings: vehicleWarnings({ ...declared, ...verified }) };
}

const enterpriseOf = (actor: Actor): string | null =>
  actor.kind === 'user' && actor.role === 'enterprise' ? actor.organisationId : null;

/** What one enterprise declared is no other's business. */
function isFor(actor: Actor, change: RecordedChange): boolean {
  const enterprise = enterpriseOf(actor);
  return enterprise === null || change.source !== 'enterprise' || change.organisationId === enterprise;
}

/** Declaring a truck shows an enterprise the register's word on it, but not how to reach its owner. */
function shownTo(actor: Actor, change: RecordedChange): RecordedChange {
  const { owner } = change.facts;
  if (enterpriseOf(actor) === null || change.source !== 'officer' || !owner?.phone) return change;
  return { ...change, facts: { ...change.facts, owner: { name: owner.name } } };
}
