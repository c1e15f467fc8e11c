import { describe, expect, it } from 'vitest';
import { stretchesOf } from '../../../src/domain/reports/period.ts';

describe('a period as months and days', () => {
  it.each<[string, string, string, string[]]>([
    ['a day', '2022-01-03', '2022-01-03', ['day 2022-01-03 2022-01-04']],
    ['days of one month', '2022-01-01', '2022-01-30', ['day 2022-01-01 2022-01-31']],
    ['a month', '2022-01-01', '2022-01-31', ['month 2022-01-01 2022-02-01']],
    ['a February', '2024-02-01', '2024-02-29', ['month 2024-02-01 2024-03-01']],
    ['a year', '2021-01-01', '2021-12-31', ['month 2021-01-01 2022-01-01']],
    ['parts of two months', '2021-12-02', '2022-01-30', ['day 2021-12-02 2022-01-31']],
    ['the end of a month', '2021-12-31', '2021-12-31', ['day 2021-12-31 2022-01-01']],
    [
      'a month and a day before',
      '2021-11-30',
      '2021-12-31',
      ['day 2021-11-30 2021-12-01', 'month 2021-12-01 2022-01-01'],
    ],
    [
      'a month and a day after',
      '2021-12-01',
      '2022-01-01',
      ['month 2021-12-01 2022-01-01', 'day 2022-01-01 2022-01-02'],
    ],
    [
      'months between days',
      '2021-11-15',
      '2022-03-10',
      ['day 2021-11-15 2021-12-01', 'month 2021-12-01 2022-03-01', 'day 2022-03-01 2022-03-11'],
    ],
    ['no day at all', '2022-03-05', '2022-01-10', ['day 2022-03-05 2022-01-11']],
  ])('%s', (_, from, to, stretches) => {
    expect(stretchesOf({ from, to }).map((one) => `${one.span} ${one.from} ${one.until}`)).toEqual(stretches);
  });
});
