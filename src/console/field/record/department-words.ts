import type { Message } from '../../../domain/failure.ts';
import type { DEPARTMENTS } from '../../../domain/machinery/measurement.ts';
import { w } from '../../session/language.ts';

/** What the departments are called that enforce together (联合执法). */
export const DEPARTMENT_WORDS: Readonly<Record<(typeof DEPARTMENTS)[number], Message>> = {
  ecology: w('生态环境', 'Ecology'),
  transport: w('交通运输', 'Transport'),
  housing: w('住建', 'Housing'),
  police: w('公安交管', 'Police'),
  market: w('市场监管', 'Market supervision'),
};
