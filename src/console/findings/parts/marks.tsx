import { CASE_STATUS_NAMES, type CaseStatus } from '../../../domain/cases/case-states.ts';
import type { ViolationStatus } from '../../../domain/enforcement/violation.ts';
import { VIOLATION_STATUS_NAMES } from '../../../domain/enforcement/violation-states.ts';
import type { Message } from '../../../domain/failure.ts';
import { Mark, type Tone } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';

const VIOLATION_TONES: Readonly<Record<ViolationStatus, Tone>> = {
  open: 'bad',
  notified: 'warn',
  appealed: 'info',
  confirmed: 'bad',
  cancelled: 'plain',
  rectified: 'good',
  withdrawn: 'plain',
};

/** The state of a violation. */
export function ViolationMark({ status }: { readonly status: ViolationStatus }) {
  const t = useT();
  return <Mark tone={VIOLATION_TONES[status]}>{t(VIOLATION_STATUS_NAMES[status])}</Mark>;
}

const CASE_TONES: Readonly<Record<CaseStatus, Tone>> = {
  open: 'bad',
  noticed: 'warn',
  heard: 'info',
  decided: 'info',
  closed: 'good',
  suspended: 'plain',
};

/** The state of a case. */
export function CaseMark({ status }: { readonly status: CaseStatus }) {
  const t = useT();
  return <Mark tone={CASE_TONES[status]}>{t(CASE_STATUS_NAMES[status])}</Mark>;
}

export type AppealStatus = 'submitted' | 'granted' | 'refused' | 'withdrawn';

export const APPEAL_STATUS_NAMES: Readonly<Record<AppealStatus, Message>> = {
  submitted: w('待审核', 'Waiting for a decision'),
  granted: w('已采纳', 'Granted'),
  refused: w('未采纳', 'Refused'),
  withdrawn: w('已撤回', 'Taken back'),
};
const APPEAL_TONES: Readonly<Record<AppealStatus, Tone>> = {
  submitted: 'info',
  granted: 'good',
  refused: 'bad',
  withdrawn: 'plain',
};

/** The state of an appeal. */
export function AppealMark({ status }: { readonly status: AppealStatus }) {
  const t = useT();
  return <Mark tone={APPEAL_TONES[status]}>{t(APPEAL_STATUS_NAMES[status])}</Mark>;
}

const EFFECTS = { breach: w('违法线索', 'Breach'), review: w('待复核线索', 'To be looked into') };

/** Whether a flag is a breach or something to look into. */
export function EffectMark({ effect }: { readonly effect: 'breach' | 'review' }) {
  const t = useT();
  return <Mark tone={effect === 'breach' ? 'bad' : 'warn'}>{t(EFFECTS[effect])}</Mark>;
}

export const EFFECT_NAMES: Readonly<Record<'breach' | 'review', Message>> = EFFECTS;
