import { describe, expect, it } from 'vitest';
import {
  decodeTally,
  encodeTally,
  loadOfAccess,
  matchesTally,
  NO_TALLY,
  repeatTally,
  type TallySpec,
  vehicleTally,
} from '../../../src/domain/gates/tally.ts';
import { decodeFacts } from '../../../src/domain/policy/fact-codec.ts';

const unknown = { vehicleClass: 'unknown', stage: 'X', basis: 'unknown', newEnergy: 'unknown' };

describe('what reports count of a passage', () => {
  it.each([
    ['pm1 ga1 sr6 nr0', { vehicleClass: 'goods', stage: '6', basis: 'verified', newEnergy: 'no' }],
    ['pm1 gi1 sa5', { vehicleClass: 'goods', stage: '5', basis: 'asserted', newEnergy: 'unknown' }],
    ['pm1 ga1 saD na1', { vehicleClass: 'goods', stage: 'D', basis: 'asserted', newEnergy: 'asserted' }],
    ['pm1 ta1 ga0 sa6', { vehicleClass: 'trailer', stage: '6', basis: 'asserted', newEnergy: 'unknown' }],
    ['pm1 gi0', { ...unknown, vehicleClass: 'other' }],
    ['pm1 ga1 saX', { ...unknown, vehicleClass: 'goods' }],
    ['pm1', unknown],
    // Nobody knows which vehicle an unread plate was, so what the gate says of it counts for nothing.
    ['pm0 ga1 sa6 na1', { ...unknown, vehicleClass: 'goods' }],
  ])('%s', (facts, expected) => {
    const tally = vehicleTally(decodeFacts(facts));
    expect(tally).toEqual(expected);
    const whole = { ...tally, load: 'weighed' } as const;
    expect(decodeTally(encodeTally(whole, whole.load))).toEqual(whole);
    expect(decodeTally(repeatTally(encodeTally(whole, whole.load)))).toEqual({ ...whole, load: 'untold' });
  });

  it('of what nobody knows nothing is ever China VI', () => {
    expect(decodeTally(NO_TALLY)).toEqual({ ...unknown, load: 'untold' });
    for (const chinaVi of ['verified', 'told'] as const)
      expect(matchesTally(decodeTally(NO_TALLY), { chinaVi })).toBe(false);
    expect(() => decodeTally('zzzzz')).toThrow('not a tally');
  });

  it.each<[string, TallySpec, boolean]>([
    ['g6an-', { chinaVi: 'told' }, true],
    ['g6an-', { chinaVi: 'verified' }, false],
    ['g6vn-', { chinaVi: 'verified' }, true],
    ['g5vv-', { chinaVi: 'verified' }, true],
    ['g5va-', { chinaVi: 'verified' }, false],
    ['gXua-', { chinaVi: 'told' }, true],
    ['g5vn-', { chinaVi: 'told' }, false],
    ['g5vnw', { load: 'loaded', emissionStage: '5' }, true],
    ['g5vnl', { load: 'loaded' }, true],
    ['g5vne', { load: 'loaded' }, false],
    ['g5vn-', { vehicleClass: 'trailer' }, false],
  ])('%s %o: %s', (text, spec, matches) => {
    expect(matchesTally(decodeTally(text), spec)).toBe(matches);
  });

  it.each([
    ['nothing told', [null], { load: 'untold', kg: null }],
    ['a name alone', [{ name: '煤' }], { load: 'unweighed', kg: null }],
    ['weighed by a later reading', [{ name: '煤' }, null, { kg: 30_000 }], { load: 'weighed', kg: 30_000 }],
    [
      'told twice',
      [
        { name: '煤', kg: 30_000 },
        { name: '煤', kg: 30_000 },
      ],
      { load: 'weighed', kg: 30_000 },
    ],
    ['empty', [{ empty: true }], { load: 'empty', kg: null }],
    ['no reading of its own', [], { load: 'untold', kg: null }],
  ])('the load of an access: %s', (_, told, expected) => {
    expect(loadOfAccess(told)).toEqual(expected);
  });
});
