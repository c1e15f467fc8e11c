import { describe, expect, it } from 'vitest';
import { figureOf } from './figures.ts';
import { reaches, TARGETS } from './targets.ts';

describe('the figures of the bench', () => {
  it('are these, and each is named once', () => {
    expect(TARGETS.map(({ id }) => id).sort()).toEqual([
      'batch',
      'batch-fairness',
      'bytes',
      'deep-page',
      'export',
      'group-commit',
      'growth-100m',
      'growth-10m',
      'knex-list',
      'knex-post',
      'memory',
      'month-report',
      'passage-post',
      'passage-post-http',
      'rejudge',
      'report-isolation',
      'start',
      'violators-page',
    ]);
  });

  it.each(TARGETS.filter(({ floor }) => floor !== null))('$id asks more of its goal than of its floor', (target) => {
    expect(reaches(target, target.goal, target.floor)).toBe(true);
    expect(reaches(target, target.floor ?? 0, target.goal)).toBe(false);
  });

  it.each([
    // At least: batch, 0.5 and 0.7.
    ['batch', 0.49, false, false],
    ['batch', 0.5, true, false],
    ['batch', 0.7, true, true],
    // At most: report-isolation, 2 and 1.5.
    ['report-isolation', 2.01, false, false],
    ['report-isolation', 2, true, false],
    ['report-isolation', 1.5, true, true],
    // No floor: growth-100m, 0.7.
    ['growth-100m', 0.1, true, false],
    ['growth-100m', 0.7, true, true],
  ] as const)('%s of %d', (id, ratio, holds, reached) => {
    expect(figureOf(id, [ratio * 100], [100])).toMatchObject({ ratio, holds, reached });
  });

  it('is the median of the ratios of its rounds', () => {
    const { ratio, spread, rounds } = figureOf('batch', [10, 90, 30], [10, 100, 100]);
    expect(ratio).toBe(0.9);
    expect(spread).toEqual([0.3, 1]);
    expect(rounds[2]).toEqual({ measured: 30, reference: 100, ratio: 0.3 });
  });

  it('stands for itself where it has no reference', () => {
    expect(figureOf('memory', [399, 401, 400], null)).toMatchObject({ ratio: 400, holds: true, reached: false });
    expect(figureOf('bytes', [601], null)).toMatchObject({ ratio: 601, holds: false });
  });

  it('does not hold where something beside it does not', () => {
    expect(figureOf('rejudge', [60], [100], { holds: false })).toMatchObject({ holds: false, reached: true });
  });
});
