import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDay, legalDayOf } from '../../src/domain/time.ts';

describe('days', () => {
  it('a text is a day exactly where the calendar has it', () => {
    const numbers = fc.tuple(
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 0, max: 14 }),
      fc.integer({ min: 0, max: 33 }),
    );
    fc.assert(
      fc.property(numbers, ([year, month, day]) => {
        const pad = (value: number, width: number) => String(value).padStart(width, '0');
        const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
        const at = Date.parse(`${text}T00:00:00.000Z`);
        expect(isDay(text)).toBe(!Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2022-04-31', false],
    ['2022-1-01', false],
    ['2022-01-01 ', false],
    ['', false],
  ])('%j is a day: %s', (text, is) => {
    expect(isDay(text)).toBe(is);
  });

  it('the legal day begins at midnight in China, however instants are asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_000_000_000_000, max: 250_000_000_000_000 }), (instant) => {
        const day = new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
        expect(legalDayOf(instant)).toBe(day);
        expect(legalDayOf(instant)).toBe(day);
      }),
    );
    expect(legalDayOf(Date.parse('2022-01-01T00:00:00+08:00'))).toBe('2022-01-01');
    expect(legalDayOf(Date.parse('2022-01-01T00:00:00+08:00') - 1)).toBe('2021-12-31');
    expect(() => legalDayOf(Number.NaN)).toThrow();
  });
});
