import type { ViolationStatus } from '../enforcement/violation.ts';
import type { Message } from '../failure.ts';
import type { CaseStatus } from './case-states.ts';

/**
 * What a case comes to (处理结果): `confirmed` the facts stand · `rectified` they stood and were put right · `dismissed` they
 * do not stand · `transferred` another authority decides (移送). None says anything of a penalty.
 */
export const OUTCOMES = ['confirmed', 'rectified', 'dismissed', 'transferred'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_NAMES: Readonly<Record<Outcome, Message>> = {
  confirmed: { en: 'confirmed', zh: '违法事实成立' },
  rectified: { en: 'rectified', zh: '已整改' },
  dismissed: { en: 'dismissed', zh: '违法事实不成立，予以撤销' },
  transferred: { en: 'transferred', zh: '移送其他部门' },
};

/** The state that an outcome gives to the violations of its case; null where they stay as they are. */
export const VIOLATIONS_BECOME: Readonly<Record<Outcome, ViolationStatus | null>> = {
  confirmed: 'confirmed',
  rectified: 'rectified',
  dismissed: 'cancelled',
  transferred: null,
};

/**
 * Why an outcome cannot be given yet, if so. Who is found to have broken a rule was told of it before, and has been heard
 * or let its time pass; what is in the offender's favour, and a hand-over, need not wait. `today` is the legal day.
 */
export function tooEarly(
  outcome: Outcome,
  status: CaseStatus,
  answerBy: string | null,
  today: string,
): Message | undefined {
  if (outcome === 'dismissed' || outcome === 'transferred' || status === 'heard') return undefined;
  if (status === 'open') return NOT_NOTICED;
  return answerBy !== null && today > answerBy ? undefined : NOT_HEARD;
}

const NOT_NOTICED: Message = {
  en: 'No notice was served to the offender yet.',
  zh: '尚未向当事人送达告知书。',
};
const NOT_HEARD: Message = {
  en: 'The offender may still make its statement: it made none, and its time has not passed.',
  zh: '当事人尚未陈述申辩，且陈述申辩期限未满。',
};
