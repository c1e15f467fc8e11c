import type { Message } from '../failure.ts';
import { knownStage } from './known-stage.ts';
import type { MachinePhoto } from './machine-photos.ts';

/**
 * What a county lets the service accept by itself (自动受理): nothing, filings whose machine leaves no question open, or every
 * one. Never a machine under an open prohibition, nor one against which a zone speaks.
 */
export const AUTO_ACCEPT = ['off', 'complete', 'all'] as const;
export type AutoAccept = (typeof AUTO_ACCEPT)[number];

/** How a county handles filings. No law was found that sets a deadline for the review, so there is none until it sets one. */
export type FilingSettings = {
  readonly autoAccept: AutoAccept;
  /** Photos of the machine (照片) that a complete filing needs. */
  readonly requiredPhotos: readonly MachinePhoto[];
  /** Working days in which a submission is to be reviewed; null: no deadline. */
  readonly reviewWorkingDays: number | null;
};

/** Of a county that has set nothing: every filing waits for an officer. */
export const UNSET: FilingSettings = { autoAccept: 'off', requiredPhotos: [], reviewWorkingDays: null };

/** What keeps the service from accepting a filing by itself. */
export const HINDRANCES = [
  'off',
  'prohibited',
  'zone_warning',
  'stage_unknown',
  'doubtful_record',
  'no_number',
  'photo_missing',
] as const;
export type Hindrance = (typeof HINDRANCES)[number];

/** What each is called. */
export const HINDRANCE_NAMES: Readonly<Record<Hindrance, Message>> = {
  off: { en: 'the county accepts nothing automatically', zh: '本县区未开启自动受理' },
  prohibited: { en: 'the machine is under an open prohibition', zh: '该机械处于禁止使用状态' },
  zone_warning: {
    en: 'a low-emission zone speaks against the machine, or may',
    zh: '该机械不符合或可能不符合低排放区要求',
  },
  stage_unknown: { en: 'its emission stage is unknown or contradicts its fuel', zh: '排放阶段未知或与燃料矛盾' },
  doubtful_record: { en: 'its record carries warnings', zh: '机械档案存在疑点' },
  no_number: { en: 'it carries no environmental code, MEIN or PIN', zh: '无环保登记号码、机械环保代码或产品识别码' },
  photo_missing: { en: 'a photo that the county asks for is missing', zh: '缺少县区要求的照片' },
};

/** What is known of a filed machine when the service may accept it. */
export type FiledMachine = {
  /** Whether a prohibition of it is open. */
  readonly prohibited: boolean;
  /** Whether a low-emission zone of the site speaks against it, or may. */
  readonly zoneWarning: boolean;
  readonly emissionStage: string;
  readonly fuel: string | null;
  /** Whether its record carries any warning. */
  readonly doubtful: boolean;
  /** Whether it carries an environmental code, a MEIN or a PIN. */
  readonly numbered: boolean;
  readonly lackingPhotos: readonly MachinePhoto[];
};

/** Everything that keeps a county's setting from accepting a filing; empty where it is accepted at once. */
export function hindrances(settings: FilingSettings, machine: FiledMachine): Hindrance[] {
  if (settings.autoAccept === 'off') return ['off'];
  const found: Hindrance[] = [];
  if (machine.prohibited) found.push('prohibited');
  if (machine.zoneWarning) found.push('zone_warning');
  if (settings.autoAccept === 'all') return found;
  if (knownStage(machine) === undefined) found.push('stage_unknown');
  if (machine.doubtful) found.push('doubtful_record');
  if (!machine.numbered) found.push('no_number');
  if (settings.requiredPhotos.some((kind) => machine.lackingPhotos.includes(kind))) found.push('photo_missing');
  return found;
}
