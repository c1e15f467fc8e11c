import type { Outcome } from '../../../domain/cases/outcomes.ts';
import { noticeWord, stepWord } from '../../../domain/cases/words.ts';
import type { Message } from '../../../domain/failure.ts';
import type { Tone } from '../../parts/tags.tsx';
import { w } from '../../session/language.ts';

const STEPS: Readonly<Record<string, string>> = {
  open: 'opened',
  'change-violations': 'violations added or removed',
  'make-notice': 'notice made',
  'serve-notice': 'notice served',
  'take-statement': 'statement taken',
  find: 'aggravating finding added',
  decide: 'decided',
  close: 'closed',
  suspend: 'suspended',
  resume: 'taken up again',
};

/** What was done in a case. */
export const stepName = (step: string): Message => ({ zh: stepWord(step), en: STEPS[step] ?? step });

const NOTICES: Readonly<Record<string, string>> = {
  made: 'made',
  served: 'served',
  withdrawn: 'withdrawn',
  direct: 'handed over',
  left: 'left at the place',
  entrusted: 'by another authority',
  post: 'by post',
  electronic: 'electronically',
  public: 'by public notice',
};

/** What became of a notice, or how it was served. */
export const noticeName = (code: string): Message => ({ zh: noticeWord(code), en: NOTICES[code] ?? code });

export const SERVICE_METHODS = ['direct', 'left', 'entrusted', 'post', 'electronic', 'public'] as const;

export const OUTCOME_TONES: Readonly<Record<Outcome, Tone>> = {
  confirmed: 'bad',
  rectified: 'good',
  dismissed: 'plain',
  transferred: 'info',
};

export const DEADLINE_NAMES: Readonly<Record<'answer' | 'decision', Message>> = {
  answer: w('陈述申辩截止', 'Statement by'),
  decision: w('处理决定期限', 'Decide by'),
};
