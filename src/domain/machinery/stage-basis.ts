import type { Message } from '../failure.ts';

/**
 * How a machine's emission stage is known (排放阶段判定依据). The first three are read off the machine or its papers, by whoever
 * says so; `inspection` is an officer's own finding; `declared` rests on somebody's word, `inferred` on its age or numbers.
 */
export const MACHINE_STAGE_BASES = {
  environmental_label: { en: 'environmental-information label', zh: '环保信息标签' },
  disclosure: { en: 'environmental-information disclosure', zh: '环保信息公开' },
  type_approval: { en: 'engine type approval', zh: '发动机型式核准' },
  inspection: { en: 'inspection', zh: '现场检查' },
  declared: { en: 'declared', zh: '申报人申报' },
  inferred: { en: 'inferred', zh: '推断' },
} as const satisfies Record<string, Message>;
export type MachineStageBasis = keyof typeof MACHINE_STAGE_BASES;

export const MACHINE_STAGE_BASIS_CODES = Object.keys(MACHINE_STAGE_BASES) as [
  MachineStageBasis,
  ...MachineStageBasis[],
];

/** What who registers or meets a machine may name: an officer's finding is the officer's to tell. */
export const TOLD_STAGE_BASES = ['environmental_label', 'disclosure', 'type_approval', 'declared', 'inferred'] as const;

/** What an officer may verify a stage by: none that rests on a word or a guess. */
export const VERIFIED_STAGE_BASES = ['environmental_label', 'disclosure', 'type_approval', 'inspection'] as const;

/** The basis of a stage: what was told, else `declared`; null where the stage is unknown (X) and so rests on nothing. */
export function stageBasisOf({
  emissionStage,
  stageBasis,
}: {
  readonly emissionStage: string;
  readonly stageBasis: string | null;
}): MachineStageBasis | null {
  if (emissionStage === 'X') return null;
  return (stageBasis ?? 'declared') as MachineStageBasis;
}
