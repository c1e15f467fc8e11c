import { MACHINE_CATEGORY_NAMES, type MachineCategory } from '../../domain/codes/machine-category.ts';
import { identifyingCodes, soughtCodes } from '../../domain/codes/machine-identity.ts';
import { conflict, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { knownStage } from '../../domain/machinery/known-stage.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { changedMembers } from './changed-members.ts';
import { requireCoherence } from './machine-coherence.ts';
import { settleNumbers } from './machine-numbers.ts';
import { completed, FRESH, type MachineDetails } from './register-machine.ts';

/** A machine by its id, or as it was seen on a site. */
export type MachineMet = { readonly machineId: string } | { readonly machine: Partial<MachineDetails> };

/**
 * The machine that was met. One described as seen is the machine on file with one of its codes, else it is stored without
 * an owner; a second look fills in what is not known of such a machine. A registered one is never touched: what was seen of
 * it is told to the audit. Not-found about `#/machineId`; conflict where its codes stand for different machines.
 */
export async function machineMet(tx: Writer, actor: Actor, met: MachineMet, at: At): Promise<MachineRow> {
  if ('machineId' in met) {
    const machine = await tx.machines.find(met.machineId);
    if (!machine) throw notFound('#/machineId');
    return machine;
  }
  requireCoherence({ ...NOTHING_SAID, ...met.machine }, '#/machine');
  const onFile = await tx.machines.codesOnFile(soughtCodes(identifyingCodes(met.machine)));
  const ids = [...new Set(onFile.map(({ machineId }) => machineId))];
  if (ids.length > 1) throw conflict(DIFFERENT, '#/machine', { existing: ids });
  const known = ids[0] === undefined ? undefined : await tx.machines.find(ids[0]);
  if (known?.origin === 'seen') return fillIn(tx, actor, known, met.machine, at);
  if (known) {
    const asSeen = { ...met.machine, ownerPhone: undefined };
    await record(tx, actor, at, 'machine.see', { type: 'machine', id: known.id }, { asSeen });
    return known;
  }
  const row = { ...UNKNOWN, ...firstSeen(met.machine), id: at.newId(), createdAt: at.now };
  await tx.machines.insert(row);
  await settleNumbers(tx, row);
  await record(tx, actor, at, 'machine.see', { type: 'machine', id: row.id }, { ...row, ownerPhone: undefined });
  return row;
}

async function fillIn(
  tx: Writer,
  actor: Actor,
  known: MachineRow,
  seen: Partial<MachineDetails>,
  at: At,
): Promise<MachineRow> {
  const { emissionStage, stageBasis, ...rest } = known;
  const told = Object.entries(rest).filter(([, value]) => value !== null);
  const stage =
    knownStage(known) === undefined && known.stageVerifiedAt === null && seen.emissionStage !== undefined
      ? { emissionStage: seen.emissionStage, stageBasis: seen.stageBasis ?? null }
      : { emissionStage, stageBasis };
  const row = { ...completed(known, seen), ...Object.fromEntries(told), ...stage };
  const { before, after } = changedMembers(known, row);
  if (Object.keys(after).length === 0) return known;
  await tx.machines.update(known.id, after);
  await settleNumbers(tx, row);
  const detail = { before, after: { ...after, ownerPhone: undefined } };
  await record(tx, actor, at, 'machine.see', { type: 'machine', id: known.id }, detail);
  return row;
}

function firstSeen(seen: Partial<MachineDetails>): Partial<MachineDetails> & Pick<MachineRow, 'name' | 'category'> {
  const category = (seen.category ?? 'other') as MachineCategory;
  const [code] = identifyingCodes(seen);
  const name =
    seen.name ?? (seen.category ? MACHINE_CATEGORY_NAMES[category].zh : (code?.code ?? seen.serialNumber ?? ''));
  return { ...seen, category, name, emissionStage: seen.emissionStage ?? 'X' };
}

const UNKNOWN: Omit<MachineRow, 'id' | 'createdAt' | 'name' | 'category'> = {
  organisationId: null,
  origin: 'seen',
  environmentalCode: null,
  mein: null,
  pin: null,
  manufacturer: null,
  serialNumber: null,
  disclosureNumber: null,
  model: null,
  producedOn: null,
  engineManufacturer: null,
  engineModel: null,
  engineNumber: null,
  powerW: null,
  fuel: null,
  emissionStage: 'X',
  ownerName: null,
  ownerPhone: null,
  otherCategory: null,
  use: null,
  stageBasis: null,
  afterTreatment: null,
  holding: null,
  lessorName: null,
  ...FRESH,
};

const NOTHING_SAID = { category: 'other', emissionStage: 'X', otherCategory: null, stageBasis: null };

const DIFFERENT = {
  en: 'These numbers stand for different machines on file.',
  zh: '这些号码对应不同的已登记机械。',
};
