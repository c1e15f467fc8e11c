import { describe, expect, it } from 'vitest';
import { drawnBy, isTrailerReading, type TowReading, trailersOf } from '../../../src/domain/gates/trailer.ts';

const REPEAT = 300_000;
const read = (id: string, more: Partial<TowReading> = {}): TowReading => ({
  ...{ id, gateId: 'g1', direction: 'in', passedAt: 0, plate: '晋C12345', barrier: null, asserted: null, facts: '' },
  ...more,
});
const trailer = (id: string, more: Partial<TowReading> = {}) => read(id, { plate: '晋C1234挂', ...more });

describe('which readings are of trailers', () => {
  it.each<[string, Partial<TowReading>, boolean]>([
    ['by its plate', { plate: '晋C1234挂' }, true],
    ['by a plate misread but for its end', { plate: '?挂' }, true],
    ['by the type a gate asserts', { asserted: { vehicleType: 'B11' } }, true],
    ['by the registered type, as judged', { facts: 'pm1 tr1' }, true],
    ['a tractor', { asserted: { vehicleType: 'Q11' } }, false],
    ['no plate', { plate: '' }, false],
  ])('%s', (_name, more, expected) => {
    expect(isTrailerReading(read('a', more))).toBe(expected);
  });
});

describe('what drew a trailer', () => {
  const at = (passedAt: number, more: Partial<TowReading> = {}) => read(`t${passedAt}`, { passedAt, ...more });
  it.each<[string, readonly TowReading[], string | undefined]>([
    ['what was read just before', [at(-5_000)], 't-5000'],
    ['what was read just after', [at(8_000)], 't8000'],
    ['the nearest', [at(-60_000), at(20_000)], 't20000'],
    ['of two as near the one before', [at(10_000), at(-10_000)], 't-10000'],
    ['at the edge of the repeat time', [at(-REPEAT)], `t-${REPEAT}`],
    ['not beyond it', [at(-REPEAT - 1)], undefined],
    ['not at another gate', [at(-5_000, { gateId: 'g2' })], undefined],
    ['not the other way', [at(-5_000, { direction: 'out' })], undefined],
    ['no other trailer', [trailer('x', { passedAt: -1_000 }), at(-9_000)], 't-9000'],
    ['nothing that was turned away', [at(-5_000, { barrier: 'refused' })], undefined],
  ])('%s', (_name, readings, expected) => {
    expect(drawnBy(trailer('me'), readings, REPEAT)?.id).toBe(expected);
  });

  it('two trucks close after each other keep each its own trailer', () => {
    const readings = [
      read('a', { passedAt: 0 }),
      trailer('a-trailer', { passedAt: 2_000 }),
      read('b', { passedAt: 40_000, plate: '晋C54321' }),
      trailer('b-trailer', { passedAt: 42_000, plate: '晋C4321挂' }),
    ];
    expect(trailersOf(new Set(['a']), readings, REPEAT).map(({ id }) => id)).toEqual(['a-trailer']);
    expect(trailersOf(new Set(['b']), readings, REPEAT).map(({ id }) => id)).toEqual(['b-trailer']);
  });
});
