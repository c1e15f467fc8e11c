import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPlaces, randomFrom } from '../../../src/domain/spot-checks/sample.ts';

describe('drawing by a seed', () => {
  it('gives the same places for the same seed, for ever', () => {
    expect(drawPlaces('2022-spring', 1_000, 5)).toEqual(drawPlaces('2022-spring', 1_000, 5));
    // Written down once: a protocol names its seed, so the series must never change.
    expect(drawPlaces('2022-spring', 1_000, 5)).toEqual(PINNED);
    expect(drawPlaces('2022-spring ', 1_000, 5)).not.toEqual(PINNED);
  });

  it('gives as many different places as asked, in order and within bounds; all where there are no more', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(500), fc.integer({ min: 0, max: 12 }), (seed, population, count) => {
        const places = drawPlaces(seed, population, count);
        expect(places).toHaveLength(Math.min(population, count));
        expect(new Set(places).size).toBe(places.length);
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(places.every((place) => place >= 0 && place < population)).toBe(true);
      }),
    );
  });

  it('favours no place: over many seeds each is drawn as often as any other', () => {
    const [population, count, seeds] = [40, 7, 20_000];
    const drawn = Array<number>(population).fill(0);
    for (let seed = 0; seed < seeds; seed += 1)
      for (const place of drawPlaces(`seed ${seed}`, population, count)) drawn[place] = (drawn[place] ?? 0) + 1;
    const expected = (seeds * count) / population;
    const chi = drawn.reduce((sum, times) => sum + (times - expected) ** 2 / expected, 0);
    // 39 degrees of freedom: beyond 72 once in a thousand times for a fair draw, here for ever the same.
    expect(chi).toBeLessThan(72);
    expect(Math.min(...drawn)).toBeGreaterThan(expected * 0.94);
  });

  it('favours no pair of neighbours either, nor the numbers under an uneven bound', () => {
    const seeds = 12_000;
    let together = 0;
    for (let seed = 0; seed < seeds; seed += 1) if (drawPlaces(`pair ${seed}`, 10, 2).join() === '4,5') together += 1;
    expect(together / seeds).toBeGreaterThan(0.8 / 45);
    expect(together / seeds).toBeLessThan(1.2 / 45);
    const random = randomFrom('bound');
    const thirds = [0, 0, 0];
    // Three quarters of 2³²: by a plain remainder the lowest third would come twice as often as the others.
    const bound = 3 * 2 ** 30;
    for (let turn = 0; turn < 30_000; turn += 1) {
      const third = Math.floor(random.below(bound) / 2 ** 30);
      thirds[third] = (thirds[third] ?? 0) + 1;
    }
    for (const times of thirds) expect(Math.abs(times - 10_000)).toBeLessThan(400);
  });
});

const PINNED = [31, 97, 107, 353, 512];
