import { describe, expect, it } from 'vitest';
import {
  isStanding,
  lastDay,
  mayFile,
  UNIT_STATES,
  type UnitAction,
  type UnitState,
  unitAfter,
  wasOnSite,
} from '../../../src/domain/machinery/site-unit.ts';
import { exemptDuring } from '../../../src/domain/machinery/zone-exemption.ts';

describe('units on sites', () => {
  it.each<[UnitAction, Readonly<Partial<Record<UnitState, UnitState>>>]>([
    ['confirm', { invited: 'confirmed' }],
    ['decline', { invited: 'declined' }],
    ['end', { invited: 'ended', confirmed: 'ended' }],
  ])('%s leads from %j and from no other state', (action, allowed) => {
    for (const state of UNIT_STATES) {
      const next = unitAfter(action, state);
      expect(typeof next === 'string' ? next : undefined).toBe(allowed[state]);
      if (typeof next !== 'string') expect(next.refusal.zh).not.toBe('');
    }
  });

  it.each([
    ['2022-03-04', true],
    ['2022-03-05', false],
  ])('a term to 2022-03-04 lets file on %s: %s', (day, expected) => {
    const unit = { since: '2022-03-10', until: '2022-03-04', status: 'confirmed' };
    expect(mayFile(unit, day)).toBe(expected);
    expect(isStanding(unit, day)).toBe(expected);
    expect(mayFile({ ...unit, until: null }, day)).toBe(true);
    for (const status of ['invited', 'declined', 'ended']) expect(mayFile({ ...unit, status }, day)).toBe(false);
  });

  it.each([
    ['2022-02-28', false],
    ['2022-03-01', true],
    ['2022-03-04', true],
    ['2022-03-05', false],
  ])('a unit from 2022-03-01 to 2022-03-04 was on the site on %s: %s', (day, expected) => {
    const unit = { since: '2022-03-01', until: '2022-03-04', confirmedAt: 1 };
    expect(wasOnSite(unit, day)).toBe(expected);
    expect(wasOnSite({ ...unit, confirmedAt: null }, day)).toBe(false);
  });

  it('an end set before stays the end', () => {
    expect(lastDay({ since: '2022-01-01', until: '2022-02-01' }, '2022-03-04')).toBe('2022-02-01');
    expect(lastDay({ since: '2022-01-01', until: '2022-12-31' }, '2022-03-04')).toBe('2022-03-04');
    expect(lastDay({ since: '2022-01-01', until: null }, '2022-03-04')).toBe('2022-03-04');
  });
});

describe('exemptions during [10, 20)', () => {
  it.each<[string, readonly (readonly [number, number])[], boolean | undefined, number | undefined]>([
    ['none', [], undefined, undefined],
    ['one that ends as it begins', [[0, 10]], undefined, undefined],
    ['one that begins as it ends', [[20, 30]], undefined, undefined],
    ['one of just that time', [[10, 20]], true, 20],
    ['one that ends early', [[5, 19]], false, 19],
    ['one that begins late', [[11, 25]], false, 25],
    [
      'two that meet',
      [
        [15, 25],
        [5, 15],
      ],
      true,
      25,
    ],
    [
      'two with a gap',
      [
        [5, 14],
        [15, 25],
      ],
      false,
      25,
    ],
  ])('%s', (_name, terms, throughout, until) => {
    const found = exemptDuring(
      terms.map(([from, end]) => ({ from, until: end })),
      { from: 10, until: 20 },
    );
    expect([found?.throughout, found?.until]).toEqual([throughout, until]);
  });
});
