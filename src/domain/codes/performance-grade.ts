import type { Message } from '../failure.ts';

/** Grades of the heavy-pollution list (绩效分级); `none` is in no list, an absent grade is unknown. */
export const PERFORMANCE_GRADES = [
  'A',
  'B',
  'B-',
  'C',
  'D',
  'leading',
  'exempt_livelihood',
  'long_stop',
  'none',
] as const;
export type PerformanceGrade = (typeof PERFORMANCE_GRADES)[number];

export const PERFORMANCE_GRADE_NAMES: Readonly<Record<PerformanceGrade, Message>> = {
  A: { en: 'grade A', zh: 'A 级' },
  B: { en: 'grade B', zh: 'B 级' },
  'B-': { en: 'grade B-', zh: 'B- 级' },
  C: { en: 'grade C', zh: 'C 级' },
  D: { en: 'grade D', zh: 'D 级' },
  leading: { en: 'leading enterprise', zh: '引领性企业' },
  exempt_livelihood: { en: 'exempt for livelihood', zh: '民生豁免' },
  long_stop: { en: 'long-term stop', zh: '长期停产' },
  none: { en: 'in no list', zh: '未列入清单' },
};
