import { describe, expect, it } from 'vitest';
import { type ProgressInput, type Quota, retirementProgress } from '../../../src/domain/fleet/retirement-progress.ts';

const quota = (countyCode: string, vehicles: number, decidedOn: string): Quota => ({
  id: `${countyCode} ${decidedOn} ${vehicles}`,
  ...{ countyCode, vehicles, decidedOn },
});
const input = (more: Partial<ProgressInput>): ProgressInput => ({
  year: 2021,
  on: '2021-12-31',
  counties: ['140302', '140303'],
  ...{ quotas: [], listed: [], unproven: [], transferredOut: [], retired: [] },
  ...more,
});
const retired = (countyCode: string | null, day: string, vehicles = 1) => ({ countyCode, day, vehicles });
const of = (more: Partial<ProgressInput>, countyCode: string | null = '140302') => {
  const found = retirementProgress(input(more)).counties.find((one) => one.countyCode === countyCode);
  if (!found) throw new Error('no such county');
  return found;
};

describe('the progress of the retirement programme', () => {
  it.each<[string, Quota[], string, number | null]>([
    ['none decided', [], '2021-12-31', null],
    ['the day before it was decided', [quota('140302', 10, '2021-03-01')], '2021-02-28', null],
    ['on the day', [quota('140302', 10, '2021-03-01')], '2021-03-01', 10],
    ['before its revision', [quota('140302', 10, '2021-03-01'), quota('140302', 8, '2021-09-01')], '2021-08-31', 10],
    ['after its revision', [quota('140302', 10, '2021-03-01'), quota('140302', 8, '2021-09-01')], '2021-09-01', 8],
    [
      'of one day the later recorded',
      [quota('140302', 10, '2021-03-01'), quota('140302', 0, '2021-03-01')],
      '2021-12-31',
      0,
    ],
    ['another county’s', [quota('140303', 10, '2021-03-01')], '2021-12-31', null],
  ])('quota: %s', (_name, quotas, on, expected) => {
    expect(of({ quotas, on }).quota).toBe(expected);
  });

  it.each<[string, string, string, number]>([
    ['the last day of the year before', '2020-12-31', '2021-12-31', 0],
    ['the first day', '2021-01-01', '2021-12-31', 1],
    ['the last day', '2021-12-31', '2021-12-31', 1],
    ['the first day of the next', '2022-01-01', '2022-06-30', 0],
    ['after the day it is told as of', '2021-10-02', '2021-10-01', 0],
    ['on the day it is told as of', '2021-10-01', '2021-10-01', 1],
  ])('retired on %s', (_name, day, on, expected) => {
    expect(of({ retired: [retired('140302', day)], on }).retired).toBe(expected);
  });

  it('counts by month, and what remains is never less than nothing', () => {
    const days = [
      retired('140302', '2021-03-31', 2),
      retired('140302', '2021-04-01', 3),
      retired('140303', '2021-04-02'),
    ];
    const quotas = [quota('140302', 4, '2021-01-15'), quota('140303', 3, '2021-01-15')];
    const told = of({ retired: days, quotas });
    expect(told).toMatchObject({ quota: 4, retired: 5, remaining: 0 });
    expect(told.byMonth).toHaveLength(12);
    expect(told.byMonth.filter((one) => one.retired > 0)).toEqual([
      { month: '2021-03', retired: 2 },
      { month: '2021-04', retired: 3 },
    ]);
    const { city } = retirementProgress(input({ retired: days, quotas }));
    expect(city).toMatchObject({ quota: 7, retired: 6, remaining: 1, withoutQuota: [] });
    expect(city.byMonth[3]).toEqual({ month: '2021-04', retired: 4 });
  });

  it('the city’s quota is the sum of those decided, and says whose is missing', () => {
    const { city } = retirementProgress(input({ quotas: [quota('140303', 3, '2021-01-15')] }));
    expect(city).toMatchObject({ quota: 3, retired: 0, remaining: 3, withoutQuota: ['140302'] });
    expect(retirementProgress(input({})).city).toMatchObject({ quota: null, remaining: null });
  });

  it('vehicles of no known county count for the city alone', () => {
    const told = retirementProgress(
      input({ retired: [retired(null, '2021-05-05')], quotas: [quota('140302', 1, '2021-01-15')] }),
    );
    expect(told.counties.map(({ countyCode, retired: count }) => [countyCode, count])).toEqual([
      ['140302', 0],
      ['140303', 0],
      [null, 1],
    ]);
    expect(told.city).toMatchObject({ retired: 1, remaining: 0 });
  });

  it('what is unproven or transferred out is shown and never counted', () => {
    const rows = [{ countyCode: '140302', vehicles: 2 }];
    const told = retirementProgress(
      input({ unproven: rows, transferredOut: rows, listed: rows, quotas: [quota('140302', 5, '2021-01-15')] }),
    );
    const shown = { unproven: 2, transferredOut: 2, listed: 2, retired: 0, remaining: 5 };
    expect(told.counties[0]).toMatchObject(shown);
    expect(told.city).toMatchObject(shown);
  });
});
