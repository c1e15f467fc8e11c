import type { Message } from '../../domain/failure.ts';
import { Mark, type Tone } from '../parts/tags.tsx';
import { useT, w } from '../session/language.ts';

type Result = 'pass' | 'fail' | 'inconclusive';

export const RESULT_WORDS: Readonly<Record<Result, Message>> = {
  pass: w('合格', 'Passed'),
  fail: w('不合格', 'Failed'),
  inconclusive: w('无法判定', 'Inconclusive'),
};
const TONES: Readonly<Record<Result, Tone>> = { pass: 'good', fail: 'bad', inconclusive: 'warn' };

/** What a smoke test came to. */
export function ResultMark({ result }: { readonly result: Result }) {
  const t = useT();
  return <Mark tone={TONES[result]}>{t(RESULT_WORDS[result])}</Mark>;
}
