import { w } from '../../session/language.ts';

export const LETTER_STATES = {
  made: w('已出具', 'made'),
  sent: w('已发送', 'sent'),
  answered: w('已复函', 'answered'),
  withdrawn: w('已撤回', 'withdrawn'),
} as const;
