import { describe, expect, it } from 'vitest';
import { restOf } from '../../src/store/page.ts';

const id = 'x';

describe('what a cursor leaves of a period', () => {
  it.each([
    ['no cursor', { from: 1, until: 9 }, {}, { from: 1, until: 9 }],
    ['newest first', { from: 1, until: 9 }, { after: { id, at: 5 } }, { from: 1, until: 6 }],
    ['newest first, open', {}, { after: { id, at: 5 } }, { until: 6 }],
    ['newest first, a period that ends before', { until: 3 }, { after: { id, at: 5 } }, { until: 3 }],
    ['oldest first', { from: 1, until: 9 }, { after: { id, at: 5 }, order: 'oldest' as const }, { from: 5, until: 9 }],
    ['oldest first, open', { from: null }, { after: { id, at: 5 }, order: 'oldest' as const }, { from: 5 }],
    [
      'oldest first, a period that begins after',
      { from: 7 },
      { after: { id, at: 5 }, order: 'oldest' as const },
      { from: 7 },
    ],
    ['a list by id alone', { from: 1, until: 9 }, { after: { id } }, { from: 1, until: 9 }],
  ])('%s', (_, period, request, rest) => {
    expect(restOf(period, request)).toEqual(rest);
  });
});
