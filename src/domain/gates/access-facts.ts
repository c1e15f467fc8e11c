import { isIndustrial } from '../codes/sector.ts';
import { type EnterpriseFacts, enterpriseOn } from '../fleet/enterprise.ts';
import { retirementOn } from '../fleet/retirement.ts';
import { type VehicleFacts, vehicleOn } from '../fleet/vehicle.ts';
import type { Policy } from '../policy/policy-set.ts';
import type { Fact, FactName, Facts } from '../policy/vocabulary.ts';
import { mergedAssertion } from './assertion.ts';
import { bulkOf } from './cargo.ts';
import { tellingColour } from './colour.ts';
import { goodsOf, trailerOf } from './goods.ts';
import { type KnownVehicle, knownVehicle } from './known-vehicle.ts';
import type { AssertedVehicle, Reading } from './passage.ts';
import { holderOf, holdersOn, type PlateHolder } from './plate-holder.ts';
import type { Access, Visit } from './visit.ts';

/** Everything known of a visit on the legal day that judges it. */
export type AccessFacts = {
  readonly facts: Facts;
  readonly readings: readonly Reading[];
  /** Readings whose vehicle facts were typical defaults. */
  readonly suspect: readonly Reading[];
  readonly vehicle: KnownVehicle;
  /** What the gates say of it together. */
  readonly asserted: AssertedVehicle;
  readonly plateColour: string | null;
  readonly vehicleId: string | null;
  readonly verified: VehicleFacts | undefined;
  /** Colours under which the plate text is on the register that day. */
  readonly registeredColours: readonly string[];
  /** The exit that told whether the load was bulk, of a truck that came empty. */
  readonly settledBy: Access | undefined;
};

type Known = {
  readonly visit: Visit;
  readonly plate: string;
  readonly holders: readonly PlateHolder[];
  readonly enterprise: readonly EnterpriseFacts[];
};

/** Gathers the facts of plan-clauses, points 3 to 7; without a policy, those that need no parameter. */
export function accessFacts(
  policy: Policy | undefined,
  { visit, plate, holders, enterprise }: Known,
  legalDay: string,
): AccessFacts {
  const readings = [...(visit.entry?.readings ?? []), ...(visit.exit?.readings ?? [])];
  const plateColour = colourOf(readings);
  const current = holdersOn(holders, legalDay);
  const holder = holderOf(current, plateColour);
  const verified = holder && vehicleOn(holder.changes, legalDay).verified;
  const { asserted, suspect } = mergedAssertion(readings, policy?.parameter('suspectDefaults'), verified?.vehicleType);
  const vehicle = knownVehicle(verified, asserted, plateColour);
  const { vehicleType } = vehicle;
  const trailer = trailerOf({ vehicleType, plate });
  const cargoGiven = readings.some(({ cargo }) => cargo !== null && cargo.empty !== true);
  const bulk = bulkOf(visit, policy?.parameter('bulkCargoNames') ?? []);
  const overdue = verified && retirementOn(policy, { ...verified, plate }, legalDay).place === 'overdue';
  const facts = definite({
    'plate.readable': { value: plate !== '', origin: 'message' },
    'vehicle.trailer': trailer,
    'vehicle.goods': trailer ? { ...trailer, value: false } : goodsOf({ vehicleType, plate, plateColour, cargoGiven }),
    'vehicle.emissionStage': vehicle.stage,
    'vehicle.newEnergy': vehicle.newEnergy,
    'cargo.bulk': bulk.fact,
    'access.entering': { value: visit.entry !== undefined, origin: 'message' },
    'retirement.overdueListed': overdue ? { value: true, origin: 'registry' } : undefined,
    ...enterpriseFacts(enterpriseOn(enterprise, legalDay), legalDay),
  });
  return {
    facts,
    readings,
    suspect,
    vehicle,
    asserted,
    plateColour,
    vehicleId: holder?.vehicleId ?? null,
    verified,
    registeredColours: current.map((one) => one.plateColour),
    settledBy: bulk.settledBy,
  };
}

/** The first colour that tells vehicles apart, else `other` where it was read. */
export function colourOf(readings: readonly Pick<Reading, 'plateColour'>[]): string | null {
  const colours = readings.map((reading) => reading.plateColour);
  return (
    colours.find((colour) => tellingColour(colour) !== undefined) ?? colours.find((colour) => colour !== null) ?? null
  );
}

type PerhapsFacts = Partial<Record<FactName, Fact | undefined>>;

function enterpriseFacts(row: EnterpriseFacts | undefined, legalDay: string): PerhapsFacts {
  if (!row) return {};
  const fact = (value: boolean | number | string): Fact => ({ value, origin: 'enterprise_record' });
  return {
    'enterprise.industrial': fact(isIndustrial(row.sector)),
    'enterprise.sector': fact(row.sector),
    'enterprise.inPlanningArea': fact(row.inPlanningArea),
    'enterprise.annualFreightTonnes': row.annualFreightTonnes === null ? undefined : fact(row.annualFreightTonnes),
    'enterprise.railLineCompleted': fact(row.railLineCompletedOn !== null && row.railLineCompletedOn <= legalDay),
  };
}

function definite(facts: PerhapsFacts): Facts {
  const known: Partial<Record<FactName, Fact>> = {};
  for (const name in facts) {
    const fact = facts[name as FactName];
    if (fact !== undefined) known[name as FactName] = fact;
  }
  return known;
}
