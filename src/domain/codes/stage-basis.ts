import type { Message } from '../failure.ts';

/** What an emission stage rests on (排放判定依据): the first four are verified, the last two are somebody's word. */
export const STAGE_BASES = [
  'vehicle_list',
  'national_platform',
  'type_label',
  'inspection',
  'inferred',
  'declared',
] as const;
export type StageBasis = (typeof STAGE_BASES)[number];

export const STAGE_BASIS_NAMES: Readonly<Record<StageBasis, Message>> = {
  vehicle_list: { en: 'vehicle environmental list', zh: '随车清单' },
  national_platform: { en: 'national platform', zh: '国家平台' },
  type_label: { en: 'type label', zh: '环保标签' },
  inspection: { en: 'inspection', zh: '检验' },
  inferred: { en: 'inferred', zh: '推断' },
  declared: { en: 'declared', zh: '申报' },
};

/** Whether a stage on this basis counts as verified; an absent basis does not. */
export function isVerifiedBasis(basis: string | null | undefined): boolean {
  return basis === 'vehicle_list' || basis === 'national_platform' || basis === 'type_label' || basis === 'inspection';
}
