import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OpeningCase, opensBarrier } from '../../../src/domain/gates/opening.ts';
import { OUTCOMES } from '../../../src/domain/gates/passage.ts';

const NOW = Date.parse('2024-03-04T10:00:00+08:00');
const FRESH_MS = 60_000;

/** The one case in which everything speaks for opening. */
const passes: OpeningCase = {
  ...{ mayOpen: true, outcome: 'compliant', first: true, resent: false },
  ...{ deviceTime: NOW, now: NOW, freshMs: FRESH_MS },
};

const cases: fc.Arbitrary<OpeningCase> = fc.record({
  mayOpen: fc.boolean(),
  outcome: fc.constantFrom(...OUTCOMES),
  first: fc.boolean(),
  resent: fc.boolean(),
  deviceTime: fc.oneof(
    fc.integer({ min: NOW - 2 * FRESH_MS, max: NOW + 2 * FRESH_MS }),
    fc.constantFrom(NOW, NOW - FRESH_MS, NOW + FRESH_MS, NOW - FRESH_MS - 1, NOW + FRESH_MS + 1, 0, Number.NaN),
    fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  ),
  now: fc.constant(NOW),
  freshMs: fc.constant(FRESH_MS),
});

describe('whether a barrier opens', () => {
  it.each([
    ['exempt', {}, true],
    ['compliant', {}, true],
    ['violation', {}, false],
    ['unverified', {}, false],
    ['compliant', { mayOpen: false }, false],
    ['compliant', { first: false }, false],
    ['compliant', { resent: true }, false],
    ['compliant', { deviceTime: NOW - FRESH_MS }, true],
    ['compliant', { deviceTime: NOW + FRESH_MS }, true],
    ['compliant', { deviceTime: NOW - FRESH_MS - 1 }, false],
    ['compliant', { deviceTime: NOW + FRESH_MS + 1 }, false],
    ['compliant', { deviceTime: Number.NaN }, false],
    ['compliant', { freshMs: Number.NaN }, false],
  ] as const)('%s, %j: %j', (outcome, more, opens) => {
    expect(opensBarrier({ ...passes, outcome, ...more })).toBe(opens);
  });

  it('it takes everything that speaks for it: turning any one thing keeps it shut', () => {
    const opened = { count: 0 };
    fc.assert(
      fc.property(cases, (one) => {
        if (!opensBarrier(one)) return;
        opened.count += 1;
        expect(['compliant', 'exempt']).toContain(one.outcome);
        expect(Math.abs(one.deviceTime - NOW)).toBeLessThanOrEqual(FRESH_MS);
        const turned: Partial<OpeningCase>[] = [
          { mayOpen: false },
          { first: false },
          { resent: true },
          { outcome: 'violation' },
          { outcome: 'unverified' },
          { deviceTime: NOW - FRESH_MS - 1 },
          { now: one.deviceTime + FRESH_MS + 1 },
        ];
        for (const more of turned) expect(opensBarrier({ ...one, ...more })).toBe(false);
      }),
      { seed: 20_210_709, numRuns: 3_000 },
    );
    expect(opened.count).toBeGreaterThan(20);
  });
});
