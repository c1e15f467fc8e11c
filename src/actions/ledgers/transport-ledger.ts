import { vehicleOn } from '../../domain/fleet/vehicle.ts';
import { colourOf } from '../../domain/gates/access-facts.ts';
import { mergedAssertion } from '../../domain/gates/assertion.ts';
import { cargoAfter } from '../../domain/gates/cargo.ts';
import type { Cargo, Reading } from '../../domain/gates/passage.ts';
import { holderOf, holdersOn, type PlateHolder } from '../../domain/gates/plate-holder.ts';
import type { Scope } from '../../domain/identity/permissions.ts';
import { type LedgerVehicle, ledgerVehicle } from '../../domain/ledgers/ledger-vehicle.ts';
import { photoName, slotOf } from '../../domain/ledgers/photo-slots.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { EvidenceRow } from '../../store/evidence.ts';
import type { LedgerReading } from '../../store/ledgers.ts';
import type { Reader } from '../../store/store.ts';
import type { FoundPhoto, VisitParts, VisitPhoto } from './visit-parts.ts';

/** A picture of a ledger row, under the name it has in the ledger's archive. */
export type NamedPhoto = FoundPhoto & { readonly name: string };

/** One passing of the gate: an entry or an exit. `kg` is null where nobody told the mass. */
export type LedgerSide = {
  readonly passageId: string;
  readonly gateId: string;
  readonly gate: string | null;
  readonly lane: number | null;
  readonly at: number;
  readonly cargo: string | null;
  readonly empty: boolean;
  readonly kg: number | null;
  readonly photos: readonly NamedPhoto[];
};

/** One visit of a transport vehicle (运输车辆进出厂台账). */
export type TransportRow = {
  /** The first passage of the visit. */
  readonly id: string;
  readonly enterpriseId: string;
  readonly enterprise: string | null;
  readonly countyCode: string;
  readonly plate: string;
  readonly plateColour: string | null;
  readonly vehicleId: string | null;
  readonly vehicle: LedgerVehicle;
  readonly entry: LedgerSide | null;
  readonly exit: LedgerSide | null;
  readonly list: readonly NamedPhoto[];
  readonly licence: readonly NamedPhoto[];
};

export type TransportContext = {
  readonly policies: PolicySet;
  /** Whose rows the reader may see; an enterprise sees papers only of vehicles it declared. */
  readonly scope: Scope;
  /** Now, ms. */
  readonly now: number;
};

/** The names of gates and enterprises by id, each asked for once. */
export type LedgerNames = {
  gates(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  enterprises(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
};

export function ledgerNames(reader: Reader): LedgerNames {
  return {
    gates: askedOnce((ids) => reader.ledgers.gateNames(ids)),
    enterprises: askedOnce((ids) => reader.organisations.namesOf(ids)),
  };
}

function askedOnce(ask: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>) {
  const known = new Map<string, string>();
  return async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const fresh = [...new Set(ids)].filter((id) => !known.has(id));
    for (const [id, name] of await ask(fresh)) known.set(id, name);
    return known;
  };
}

/** The rows of visits, in the same order. */
export async function transportRows(
  reader: Reader,
  visits: readonly VisitParts[],
  context: TransportContext,
  names: LedgerNames = ledgerNames(reader),
): Promise<TransportRow[]> {
  const gates = await names.gates(visits.flatMap(({ readings }) => readings.map(({ gateId }) => gateId)));
  const enterprises = await names.enterprises(visits.map(({ visit }) => visit.enterpriseId));
  const plates = new Set(visits.map(({ visit }) => visit.plate).filter((plate) => plate !== ''));
  const holders = await reader.ledgers.holdersOf([...plates]);
  const rows = visits.map(({ visit, readings, photos }): TransportRow => {
    const plateColour = colourOf(readings);
    return {
      id: visit.id,
      enterpriseId: visit.enterpriseId,
      enterprise: enterprises.get(visit.enterpriseId) ?? null,
      countyCode: visit.countyCode,
      plate: visit.plate,
      plateColour,
      ...vehicleOf(visit, readings, plateColour, holders.get(visit.plate) ?? [], context.policies),
      entry: sideOf(visit.id, 'in', readings, photos, gates),
      exit: sideOf(visit.id, 'out', readings, photos, gates),
      ...NO_PAPERS,
    };
  });
  return withPapers(reader, rows, context.scope);
}

const NO_PAPERS = { list: [], licence: [] };

function vehicleOf(
  visit: LedgerReading,
  readings: readonly LedgerReading[],
  plateColour: string | null,
  holders: readonly PlateHolder[],
  policies: PolicySet,
): Pick<TransportRow, 'vehicle' | 'vehicleId'> {
  const day = legalDayOf(visit.passedAt);
  const holder = holderOf(holdersOn(holders, day), plateColour);
  const registered = holder && vehicleOn(holder.changes, day);
  const defaults = policies.on(day)?.parameter('suspectDefaults');
  const { asserted } = mergedAssertion(readings as unknown as Reading[], defaults, registered?.verified.vehicleType);
  return { vehicle: ledgerVehicle(registered, asserted), vehicleId: holder?.vehicleId ?? null };
}

/** A truck read every few seconds has a great many pictures, of which the first tell it all. */
const PHOTOS_A_SIDE = 12;

function sideOf(
  visitId: string,
  direction: string,
  readings: readonly LedgerReading[],
  photos: readonly VisitPhoto[],
  gates: ReadonlyMap<string, string>,
): LedgerSide | null {
  const own = readings.filter((reading) => reading.direction === direction);
  const [first] = own;
  if (!first) return null;
  const load = own.reduce<Cargo | null>(
    (known, { cargo }) => (cargo === null ? known : cargoAfter(known, cargo as Cargo)),
    null,
  );
  return {
    passageId: first.id,
    gateId: first.gateId,
    gate: gates.get(first.gateId) ?? null,
    lane: first.lane,
    at: first.passedAt,
    cargo: load?.name ?? null,
    empty: load?.empty === true,
    kg: load?.empty ? 0 : (load?.kg ?? null),
    photos: photos
      .filter((photo) => photo.direction === direction)
      .slice(0, PHOTOS_A_SIDE)
      .map((photo, index) => ({ ...photo, name: photoName(visitId, direction, index + 1, photo) })),
  };
}

/** Adds the vehicle's papers on file: its environmental list (随车清单) and driving licence (行驶证). */
async function withPapers(reader: Reader, rows: TransportRow[], scope: Scope): Promise<TransportRow[]> {
  const ids = [...new Set(rows.flatMap(({ vehicleId }) => vehicleId ?? []))];
  const seen = scope.to === 'organisation' ? await reader.ledgers.declaredBy(scope.organisationId, ids) : ids;
  const papers = await reader.evidence.ofSubjects('vehicle', seen);
  if (papers.length === 0) return rows;
  const ofVehicle = new Map<string, EvidenceRow[]>();
  for (const paper of papers) ofVehicle.set(paper.subjectId, [...(ofVehicle.get(paper.subjectId) ?? []), paper]);
  return rows.map((row) => {
    const own = ofVehicle.get(row.vehicleId ?? '') ?? [];
    const of = (slot: 'list' | 'licence'): NamedPhoto[] =>
      own
        .filter(({ kind }) => slotOf(kind) === slot)
        .map((paper, index) => ({ ...paper, name: photoName(`vehicles/${paper.subjectId}`, slot, index + 1, paper) }));
    return { ...row, list: of('list'), licence: of('licence') };
  });
}
