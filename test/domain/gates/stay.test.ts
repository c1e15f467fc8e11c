import { describe, expect, it } from 'vitest';
import { massOf, netKgOf, type VisitFacts, visitStateAt } from '../../../src/domain/gates/stay.ts';

const HOUR = 3_600_000;
const entry: VisitFacts = {
  ...{ direction: 'in', refused: false, readable: true },
  ...{ startedAt: 0, exitAt: null, nextAt: null },
};

describe('where a visit stands', () => {
  it.each<[string, Partial<VisitFacts>, number, string]>([
    ['came in', {}, 1, 'inside'],
    ['came in, at the limit', {}, 72 * HOUR, 'inside'],
    ['came in, past the limit', {}, 72 * HOUR + 1, 'overstayed'],
    ['came in and left', { exitAt: HOUR }, 100 * HOUR, 'closed'],
    ['left and came again', { exitAt: HOUR, nextAt: 2 * HOUR }, 3 * HOUR, 'closed'],
    ['came in twice', { nextAt: HOUR }, 2 * HOUR, 'entry_only'],
    ['came in with no plate', { readable: false }, HOUR, 'entry_only'],
    ['left', { direction: 'out' }, HOUR, 'exit_only'],
    ['left with no plate', { direction: 'out', readable: false }, HOUR, 'exit_only'],
    ['turned away', { refused: true }, HOUR, 'refused'],
    ['turned away when leaving', { refused: true, direction: 'out' }, HOUR, 'refused'],
  ])('%s', (_name, facts, at, state) => {
    expect(visitStateAt({ ...entry, ...facts }, at, 72 * HOUR)).toBe(state);
  });
});

describe('what a visit brought', () => {
  it.each<[string, Parameters<typeof netKgOf>, number | null]>([
    ['came loaded, left empty', [[{ kg: 32_500 }], [{ empty: true }]], 32_500],
    ['came empty, left loaded', [[{ empty: true }], [{ kg: 30_000 }]], -30_000],
    ['both loads', [[{ kg: 20_000 }], [{ kg: 5_000 }]], 15_000],
    ['nothing told of the exit', [[{ kg: 32_500 }], []], null],
    ['a name is no mass', [[{ name: '煤炭', bulk: true }], [{ empty: true }]], null],
    ['told by a later reading', [[{ name: '煤炭' }, null, { kg: 9_000 }], [{ empty: true }]], 9_000],
  ])('%s', (_name, sides, net) => {
    expect(netKgOf(...sides)).toBe(net);
  });

  it('of two words on one load the later counts', () => {
    expect(massOf([{ kg: 10 }, { kg: 20 }])).toBe(20);
    expect(massOf([{ kg: 10 }, { empty: true }])).toBe(0);
    expect(massOf([null])).toBeUndefined();
  });
});
