import { conflict, forbidden, invalid, type Message, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { RetirementProofRow } from '../../store/retirement-proofs.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { VehicleRow } from '../../store/vehicles.ts';
import { record } from '../audit.ts';
import { changeVehicle } from '../fleet/change-vehicle.ts';
import { findVehicle } from '../fleet/find-vehicle.ts';
import type { FleetContext } from '../fleet/fleet-context.ts';

export const PROOF_KINDS = ['scrapped', 'deregistered'] as const;
/** What an officer saw: the certificate itself, or the entry in the recyclers' or the police's own system. */
export const SEEN_IN = ['certificate', 'platform'] as const;

export type NewProof = {
  readonly vehicleId: string;
  readonly kind: (typeof PROOF_KINDS)[number];
  readonly certificateNumber: string;
  readonly retiredOn: string;
  readonly recycler: { readonly name: string; readonly creditCode?: string | undefined } | null;
  readonly remarks: string | null;
};

/**
 * Records that a listed vehicle was scrapped (报废) or deregistered (注销), by its certificate. It counts once an officer
 * has verified it. Conflict where the vehicle is on no list, or it or the certificate has such a record.
 */
export async function recordProof(
  tx: Writer,
  actor: Actor,
  proof: NewProof,
  { at }: FleetContext,
): Promise<RetirementProofRow> {
  const vehicle = await findVehicle(tx, actor, proof.vehicleId, 'vehicle.read', '#/vehicleId');
  requireListed(actor, vehicle);
  if (proof.retiredOn > legalDayOf(at.now)) throw invalid('#/retiredOn', FUTURE);
  const [standing] = await tx.retirementProofs.standing([vehicle.id]);
  if (standing) throw conflict(PROVEN, '#/vehicleId', { existing: standing.id });
  const stands = { standsFor: vehicle.id, standsBy: certificateOf(proof) };
  // Whose proof it is the actor may not be allowed to know.
  if (await tx.retirementProofs.byCertificate(stands.standsBy)) throw conflict(USED, '#/certificateNumber');
  const scope = scopeOf(actor, 'retirement-proof.write');
  const row: RetirementProofRow = {
    id: at.newId(),
    ...proof,
    ...stands,
    countyCode: vehicle.retirementCounty,
    organisationId: scope.to === 'organisation' ? scope.organisationId : null,
    ...{ status: 'recorded', seenIn: null, reason: null },
    ...{ recordedAt: at.now, recordedBy: actor.id, decidedAt: null, decidedBy: null },
  };
  await tx.retirementProofs.insert(row);
  await record(tx, actor, at, 'retirement-proof.create', { type: 'retirement_proof', id: row.id }, proof);
  return row;
}

/** The kind and the number as people vary it. */
const certificateOf = ({ kind, certificateNumber }: NewProof): string =>
  `${kind} ${certificateNumber.normalize('NFKC').replace(/\s+/g, '').toUpperCase()}`;

/** Only what is or was on the list is retired from it. An enterprise sees a vehicle that it declared, not the list. */
function requireListed(actor: Actor, vehicle: VehicleRow): void {
  const scope = scopeOf(actor, 'retirement-proof.write');
  if (scope.to === 'none') throw forbidden();
  if (vehicle.retirement === null) throw conflict(NOT_LISTED, '#/vehicleId');
  if (scope.to === 'county' && !covers(scope, { countyCode: vehicle.retirementCounty })) throw forbidden();
}

/**
 * Verifies a record: from its day the vehicle is what the certificate says, and all that hangs on it is judged again. Where
 * the certificate was seen, a copy of it must be on record.
 */
export async function verifyProof(
  tx: Writer,
  actor: Actor,
  id: string,
  seenIn: (typeof SEEN_IN)[number],
  context: FleetContext,
): Promise<RetirementProofRow> {
  const { at } = context;
  const row = await getProof(tx, actor, id, 'retirement-proof.decide');
  if (seenIn === 'certificate' && (await copiesOf(tx, id)) === 0) throw conflict(NO_COPY);
  const change = { status: 'verified', seenIn, reason: null, decidedAt: at.now, decidedBy: actor.id };
  if (!(await tx.retirementProofs.update(id, change, 'recorded'))) throw conflict(DECIDED);
  const { vehicleId, kind, retiredOn } = row;
  const facts = { status: kind as NewProof['kind'] };
  await changeVehicle(tx, actor, vehicleId, { effectiveOn: retiredOn, facts }, context);
  const vehicle = await tx.vehicles.find(vehicleId);
  if (vehicle?.retirement !== 'retired') throw conflict(NOT_RETIRED);
  await record(tx, actor, at, 'retirement-proof.verify', { type: 'retirement_proof', id }, { seenIn, retiredOn });
  return { ...row, ...change };
}

/** Turns a record down, also one that was verified and found to be wrong: it counts no more. The vehicle's own record stays. */
export async function refuseProof(
  tx: Writer,
  actor: Actor,
  id: string,
  reason: string,
  { at }: FleetContext,
): Promise<RetirementProofRow> {
  const row = await getProof(tx, actor, id, 'retirement-proof.decide');
  const decided = { status: 'refused', reason, decidedAt: at.now, decidedBy: actor.id };
  const change = { ...decided, standsFor: null, standsBy: null };
  if (row.status === 'refused' || !(await tx.retirementProofs.update(id, change, row.status))) throw conflict(DECIDED);
  await record(tx, actor, at, 'retirement-proof.refuse', { type: 'retirement_proof', id }, { reason, was: row.status });
  return { ...row, ...change };
}

const copiesOf = async (tx: Writer, id: string): Promise<number> =>
  (await tx.evidence.hashesOf('retirement_proof', id)).length;

export async function getProof(
  reader: Pick<Reader, 'retirementProofs'>,
  actor: Actor,
  id: string,
  action: Action = 'retirement-proof.read',
): Promise<RetirementProofRow> {
  const row = await reader.retirementProofs.find(id);
  if (!row || !covers(scopeOf(actor, 'retirement-proof.read'), row)) throw notFound();
  if (!covers(scopeOf(actor, action), row)) throw forbidden();
  return row;
}

/** The vehicle that carries a plate and colour today, as a row of a table names it; one that the actor may not see is none. */
export async function vehicleOfPlate(
  reader: Pick<Reader, 'vehicles'>,
  actor: Actor,
  { plate, plateColour }: { readonly plate: string; readonly plateColour: string },
): Promise<string> {
  const binding = await reader.vehicles.openBinding(plate, plateColour);
  if (!binding) throw notFound('#/plate');
  await findVehicle(reader, actor, binding.vehicleId, 'vehicle.read', '#/plate');
  return binding.vehicleId;
}

const FUTURE: Message = { en: 'This day lies in the future.', zh: '该日期晚于今天。' };
const NOT_LISTED: Message = {
  en: 'This vehicle is not on the retirement list.',
  zh: '该车辆不在淘汰名单上。',
};
const PROVEN: Message = {
  en: 'There is such a record for this vehicle already.',
  zh: '该车辆已有淘汰证明记录。',
};
const USED: Message = { en: 'This certificate is on record already.', zh: '该证明编号已有记录。' };
const NO_COPY: Message = {
  en: 'Add a copy of the certificate as evidence first, or say that you saw it on the platform.',
  zh: '请先上传证明材料，或注明已在平台核实。',
};
const DECIDED: Message = { en: 'This record is decided already.', zh: '该记录已处理。' };
const NOT_RETIRED: Message = {
  en: 'On that day the vehicle was not on the list as the register has it: put its record right first.',
  zh: '按档案，该车辆当日不在淘汰名单上，请先更正车辆档案。',
};
