import { AFTER_TREATMENTS } from '../../domain/codes/after-treatment.ts';
import type { Message } from '../../domain/failure.ts';
import { w } from '../session/language.ts';

/** What cleans an exhaust, as people write it: `DOC+DPF`. */
export function afterTreatmentText(code: string): Message {
  if (code === 'none') return w('无', 'none');
  if (code === 'other') return w('其他', 'other');
  const written = code.toUpperCase().replaceAll('_', '+');
  return w(written, written);
}

export const AFTER_TREATMENT_CHOICES = AFTER_TREATMENTS.map((code) => ({ code, message: afterTreatmentText(code) }));
