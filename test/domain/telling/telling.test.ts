import { describe, expect, it } from 'vitest';
import { firstIdAt, timeOfId } from '../../../src/domain/ids.ts';
import { concerns, concernsOwner } from '../../../src/domain/telling/audience.ts';
import { backOff, MOST_ATTEMPTS } from '../../../src/domain/telling/back-off.ts';
import { digestKey } from '../../../src/domain/telling/digest.ts';
import { linkOf } from '../../../src/domain/telling/link.ts';

describe('telling', () => {
  it('waits five times as long after each failure, up to six hours, by up to half less', () => {
    const whole = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, index) => backOff(index + 1, 0) / 1000);
    expect(whole).toEqual([10, 50, 250, 1_250, 6_250, 21_600, 21_600]);
    expect([backOff(1, 1), backOff(1, 0.5), backOff(9, 1)]).toEqual([5_000, 7_500, 10_800_000]);
  });

  it.each([
    ['admin', null, null, true],
    ['city_officer', null, null, true],
    ['county_officer', '140302', null, true],
    ['county_officer', '140303', null, false],
    ['enterprise', null, 'mill', true],
    ['enterprise', null, 'other', false],
    ['contractor', null, 'mill', true],
    ['department', null, null, false],
    ['department', '140302', null, false],
  ])('concerns %s of county %s and organisation %s: %s', (role, countyCode, organisationId, expected) => {
    const thing = { countyCodes: ['140302'], organisationIds: ['mill'] };
    expect(concerns(thing, { role, countyCode, organisationId })).toBe(expected);
  });

  it.each([
    [null, null, true],
    ['140302', null, true],
    ['140303', null, false],
    [null, 'mill', true],
    [null, 'other', false],
  ])('goes to a webhook of county %s and organisation %s: %s', (countyCode, organisationId, expected) => {
    const thing = { countyCodes: ['140302'], organisationIds: ['mill'] };
    expect(concernsOwner(thing, { countyCode, organisationId })).toBe(expected);
  });

  it('what is of no county is the city’s alone', () => {
    const thing = { countyCodes: [], organisationIds: [] };
    expect(concerns(thing, { role: 'county_officer', countyCode: '140302', organisationId: null })).toBe(false);
    expect(concerns(thing, { role: 'city_officer', countyCode: null, organisationId: null })).toBe(true);
  });

  it('links a subject to its own path', () => {
    expect(['gate', 'legal_hold', 'policy'].map((type) => linkOf({ type, id: 'a/b' }))).toEqual([
      '/api/v1/gates/a%2Fb',
      '/api/v1/legal-holds/a%2Fb',
      '/api/v1/policies/a%2Fb',
    ]);
  });

  it('gathers by the hour', () => {
    const at = Date.parse('2022-01-10T12:59:59.999+08:00');
    expect(digestKey('violation.opened', 'x', at)).toBe(digestKey('violation.opened', 'x', at - 3_599_999));
    expect(digestKey('violation.opened', 'x', at)).not.toBe(digestKey('violation.opened', 'x', at + 1));
  });

  it('knows when an id was made', () => {
    for (const ms of [0, 1_641_787_200_123, 2 ** 47]) expect(timeOfId(firstIdAt(ms))).toBe(ms);
    expect(firstIdAt(1_641_787_200_123) < firstIdAt(1_641_787_200_124)).toBe(true);
  });
});
