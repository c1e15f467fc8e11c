import { identifyingCodes, soughtCodes } from '../../domain/codes/machine-identity.ts';
import { conflict, forbidden } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import type { MachineryAt } from './context.ts';
import { judgeMachine } from './judge-machine.ts';
import { coherent, requireCoherence, VERIFIED } from './machine-coherence.ts';
import { codeOnFile, requireIdentity, settleNumbers } from './machine-numbers.ts';

/** What a record tells of a machine, codes normalised, power in watts; null where it is not known. */
export type MachineDetails = Omit<
  MachineRow,
  'id' | 'organisationId' | 'origin' | 'createdAt' | 'stageVerifiedAt' | 'status' | 'statusOn'
>;

/**
 * Registers a machine for the actor's organisation. A machine that was only seen on a site is taken over: it keeps its id
 * and what was seen of it where the owner says nothing. Invalid without an identity, conflict where a code is registered.
 */
export async function registerMachine(
  tx: Writer,
  actor: Actor,
  details: MachineDetails,
  at: MachineryAt,
): Promise<MachineRow> {
  const scope = scopeOf(actor, 'machine.create');
  if (scope.to !== 'organisation') throw forbidden();
  const { organisationId } = scope;
  requireIdentity(details);
  requireCoherence(details);
  const seen = await seenBefore(tx, details, organisationId);
  const row: MachineRow = seen
    ? { ...coherent(completed(seen, details)), ...stageOf(seen, details), organisationId, origin: 'registered' }
    : { ...details, ...FRESH, id: at.newId(), organisationId, origin: 'registered', createdAt: at.now };
  if (seen) await tx.machines.update(row.id, row);
  else await tx.machines.insert(row);
  await settleNumbers(tx, row);
  const owner = await tx.organisations.find(organisationId);
  if (owner) await tx.machines.addCounty(row.id, owner.countyCode);
  const told = { ...row, ownerPhone: undefined, takenOver: seen !== undefined };
  await record(tx, actor, at, 'machine.create', { type: 'machine', id: row.id }, told);
  if (seen) await judgeMachine(tx, row.id, at);
  return row;
}

/** Of a machine that is new on record: in use, its stage not verified by any officer. */
export const FRESH = { stageVerifiedAt: null, status: 'active', statusOn: null } as const;

/** An owner who does not know the stage (X) says nothing of it; one that an officer verified stands. */
function stageOf(seen: MachineRow, details: MachineDetails): Pick<MachineRow, 'emissionStage' | 'stageBasis'> {
  const { emissionStage, stageBasis } = details;
  const found = { emissionStage: seen.emissionStage, stageBasis: seen.stageBasis };
  if (emissionStage === 'X') return found;
  if (seen.stageVerifiedAt === null) return { emissionStage, stageBasis };
  if (emissionStage !== seen.emissionStage)
    throw conflict(VERIFIED, '#/emissionStage', { verified: seen.emissionStage });
  return found;
}

/** What is given, and what was known where nothing is. */
export function completed(known: MachineRow, given: Partial<MachineDetails>): MachineRow {
  const told = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  return { ...known, ...Object.fromEntries(told) };
}

/** What somebody may do whose machine another organisation registered. */
const claimOf = ({ id }: MachineRow) => ({
  next: { method: 'POST', path: '/api/v1/machine-claims', body: { machineId: id } },
});

/** The one machine without an owner that these codes stand for; conflict where they stand for another. */
async function seenBefore(
  tx: Writer,
  details: MachineDetails,
  organisationId: string,
): Promise<MachineRow | undefined> {
  const given = identifyingCodes(details);
  const onFile = await tx.machines.codesOnFile(soughtCodes(given));
  const machines = await tx.machines.ofIds([...new Set(onFile.map(({ machineId }) => machineId))]);
  const free = machines.filter(({ origin }) => origin === 'seen').sort((a, b) => (a.id < b.id ? -1 : 1))[0];
  const taken = onFile.filter(({ machineId }) => machineId !== free?.id);
  if (taken.length > 0) {
    const held = machines.find(({ id }) => id === taken[0]?.machineId);
    throw codeOnFile(taken, given, held && held.organisationId !== organisationId ? claimOf(held) : {});
  }
  return free;
}
