import { invalid, type Message } from '../domain/failure.ts';
import type { Period } from '../domain/reports/period.ts';

type Asked = {
  readonly on?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** The legal days that a list of sites is asked for: one, or from one to another. 400 where they make no period. */
export function siteDays({ on, from, to }: Asked): Period | undefined {
  if (on !== undefined) {
    if (from !== undefined || to !== undefined) throw invalid('#/on', ONE_OF_BOTH);
    return { from: on, to: on };
  }
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined) throw invalid('#/from', BOTH_ENDS);
  if (to === undefined) throw invalid('#/to', BOTH_ENDS);
  if (to < from) throw invalid('#/to', { en: 'The period ends before it begins.', zh: '时间段的结束早于开始。' });
  return { from, to };
}

const ONE_OF_BOTH: Message = {
  en: 'Give a day, or from and to, not both.',
  zh: '请填写日期或起止日期，不能同时填写。',
};
const BOTH_ENDS: Message = { en: 'Give both from and to.', zh: '请同时填写起止日期。' };
