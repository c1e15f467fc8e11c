import { describe, expect, test } from 'vitest';
import { type FilingEvent, filedBefore, filedLate, filedSpans } from '../../../src/domain/machinery/filing-validity.ts';
import { startOfDay } from '../../../src/domain/time.ts';

const at = (day: number, offset = 0) => startOfDay(`2021-03-${String(day).padStart(2, '0')}`) + offset;
const submitted = (day: number): FilingEvent => ({ action: 'submit', at: at(day) });
const returned = (day: number, by: string): FilingEvent => ({
  action: 'return',
  at: at(day),
  resubmitBy: by,
});
const then = (action: 'resubmit' | 'accept' | 'reject' | 'withdraw', day: number, offset = 0): FilingEvent => ({
  ...{ action, at: at(day, offset) },
});

describe('filed before an entry at noon of 10 March', () => {
  const entry = at(10, 12 * 3_600_000);
  test.each<[string, FilingEvent[], string, 'in time' | 'late' | 'none']>([
    ['submitted before', [submitted(9)], '2021-03-20', 'in time'],
    ['submitted one ms before', [{ action: 'submit', at: entry - 1 }], '2021-03-20', 'in time'],
    ['submitted at that instant', [{ action: 'submit', at: entry }], '2021-03-20', 'late'],
    ['submitted after', [submitted(11)], '2021-03-20', 'late'],
    ['never submitted', [], '2021-03-20', 'none'],
    ['accepted after the entry', [submitted(9), then('accept', 12)], '2021-03-20', 'in time'],
    ['rejected before', [submitted(8), then('reject', 9)], '2021-03-20', 'none'],
    ['rejected at that instant', [submitted(8), { action: 'reject', at: entry }], '2021-03-20', 'none'],
    ['rejected one ms after', [submitted(8), { action: 'reject', at: entry + 1 }], '2021-03-20', 'in time'],
    ['withdrawn before', [submitted(8), then('withdraw', 9)], '2021-03-20', 'none'],
    ['withdrawn after', [submitted(8), then('withdraw', 11)], '2021-03-20', 'in time'],
    ['submitted late, then rejected', [submitted(11), then('reject', 12)], '2021-03-20', 'none'],
    ['submitted late, then withdrawn', [submitted(11), then('withdraw', 12)], '2021-03-20', 'none'],
    ['returned before, time running', [submitted(8), returned(9, '2021-03-16')], '2021-03-16', 'in time'],
    ['returned before, time over', [submitted(8), returned(9, '2021-03-16')], '2021-03-17', 'none'],
    [
      'returned before, resubmitted on the last day',
      [submitted(8), returned(9, '2021-03-16'), then('resubmit', 16, 86_399_999)],
      ...(['2021-04-01', 'in time'] as const),
    ],
    [
      'returned before, resubmitted a day too late',
      [submitted(8), returned(9, '2021-03-16'), then('resubmit', 17)],
      ...(['2021-04-01', 'late'] as const),
    ],
    ['returned after the entry and never back', [submitted(8), returned(11, '2021-03-16')], '2021-04-01', 'in time'],
    [
      'returned after the entry and back too late',
      [submitted(8), returned(11, '2021-03-16'), then('resubmit', 17)],
      ...(['2021-04-01', 'in time'] as const),
    ],
    [
      'returned before and then withdrawn unanswered',
      [submitted(8), returned(9, '2021-03-16'), then('withdraw', 12)],
      ...(['2021-03-12', 'none'] as const),
    ],
    [
      'returned, back in time, rejected after the entry',
      [submitted(7), returned(8, '2021-03-16'), then('resubmit', 9), then('reject', 11)],
      ...(['2021-04-01', 'in time'] as const),
    ],
    [
      'returned twice, the second time never back',
      [submitted(6), returned(7, '2021-03-12'), then('resubmit', 8), returned(9, '2021-03-16')],
      ...(['2021-03-17', 'none'] as const),
    ],
    [
      'returned before and lapsed, back too late but before the entry',
      [submitted(1), returned(2, '2021-03-04'), then('resubmit', 9)],
      ...(['2021-04-01', 'in time'] as const),
    ],
    [
      'submitted late, returned, time over',
      [submitted(11), returned(12, '2021-03-16')],
      ...(['2021-03-17', 'none'] as const),
    ],
  ])('%s', (_, events, today, expected) => {
    const spans = filedSpans(events, today);
    const inTime = filedBefore(spans, entry);
    expect(inTime ? 'in time' : filedLate(spans, entry) ? 'late' : 'none').toBe(expected);
  });
});
