import { conflict, invalid } from '../../domain/failure.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { MachineDetails } from './register-machine.ts';

type Coherent = Pick<MachineRow, 'category' | 'otherCategory' | 'emissionStage' | 'stageBasis'> &
  Partial<Pick<MachineRow, 'holding' | 'lessorName'>>;

/** Refuses members of a record that contradict each other; `part` is where the record lies in the body. */
export function requireCoherence(machine: Coherent, part = '#'): void {
  const { category, otherCategory, emissionStage, stageBasis, holding = null, lessorName = null } = machine;
  if (otherCategory !== null && category !== 'other') throw invalid(`${part}/otherCategory`, NOT_OTHER);
  if (stageBasis !== null && emissionStage === 'X') throw invalid(`${part}/stageBasis`, NO_STAGE);
  if (holding === 'leased' && lessorName === null) throw invalid(`${part}/lessorName`, WHOSE);
  if (lessorName !== null && holding !== 'leased') throw invalid(`${part}/lessorName`, NOT_LEASED);
}

/** A record put together of what was seen and what is told, without what only went with the other's category or lease. */
export const coherent = (machine: MachineRow): MachineRow => ({
  ...machine,
  otherCategory: machine.category === 'other' ? machine.otherCategory : null,
  lessorName: machine.holding === 'leased' ? machine.lessorName : null,
});

/**
 * Conflict where a change touches a stage that an officer verified. Were it to become declared again, whoever holds the machine
 * could undo a look by a click; the officer puts a wrong one right by verifying anew.
 */
export function requireUnverified(known: MachineRow, change: Partial<MachineDetails>): void {
  if (known.stageVerifiedAt === null) return;
  for (const name of ['emissionStage', 'stageBasis'] as const)
    if (change[name] !== undefined && change[name] !== known[name])
      throw conflict(VERIFIED, `#/${name}`, { verified: known.emissionStage });
}

/** A change with what goes with it: a basis is of its stage, a word for `other` of that category, a lessor of a lease. */
export function withWhatFollows(known: MachineRow, change: Partial<MachineDetails>): Partial<MachineRow> {
  const { emissionStage = known.emissionStage, category = known.category, holding = known.holding } = change;
  const stageChanges = emissionStage !== known.emissionStage;
  return {
    ...(stageChanges ? { stageBasis: null, stageVerifiedAt: null } : {}),
    ...(category === known.category ? {} : { otherCategory: null }),
    ...(holding === known.holding ? {} : { lessorName: null }),
    ...change,
  };
}

export const VERIFIED = {
  en: 'An officer verified this stage; ask the county to look again where it is wrong.',
  zh: '该排放阶段已经核验；如有错误，请申请县区重新核验。',
};
const NOT_OTHER = { en: 'Only a machine of category other has a word of its own.', zh: '仅“其他”类型可填写类型名称。' };
const NO_STAGE = { en: 'An unknown stage rests on nothing.', zh: '排放阶段未知时不能填写判定依据。' };
const WHOSE = { en: 'Say of whom it is leased.', zh: '租赁机械须填写出租人。' };
const NOT_LEASED = { en: 'Only a leased machine has a lessor.', zh: '仅租赁机械可填写出租人。' };
