import { describe, expect, it } from 'vitest';
import { couldFallShort, isOver, judgeUrea, reportingSince, ureaWindow } from '../../../src/domain/fleet/urea.ts';
import { ureaRatios } from '../../../src/domain/fleet/urea-figures.ts';
import { policySet } from '../../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../../src/domain/policy/shipped.ts';

const policy = policySet(shippedPolicies).on('2022-03-31');
if (!policy) throw new Error('no policy is shipped');
const window = ureaWindow('2022-03', 30);
const tractor = { fuel: 'diesel', vehicleType: 'Q11', emissionStage: '5', stageBasis: 'vehicle_list' };
const short = { window, verified: tractor, reportsSince: '2022-01-01', passages: 20, refills: 0 };

describe('urea of a vehicle in a month, clause 2.4.5', () => {
  it.each([
    ['2022-03', 30, '2022-03-02', '2022-03-31'],
    ['2022-02', 30, '2022-01-30', '2022-02-28'],
    ['2024-02', 30, '2024-01-31', '2024-02-29'],
    ['2022-04', 30, '2022-04-01', '2022-04-30'],
    ['2021-12', 31, '2021-12-01', '2021-12-31'],
  ])('%s over %i days is judged from %s to %s', (month, days, firstDay, lastDay) => {
    expect(ureaWindow(month, days)).toMatchObject({ firstDay, lastDay });
  });

  it('is over when the next month begins in China', () => {
    expect(isOver('2021-12', Date.parse('2021-12-31T23:59:59.999+08:00'))).toBe(false);
    expect(isOver('2021-12', Date.parse('2022-01-01T00:00:00+08:00'))).toBe(true);
  });

  it.each<[string, object, string]>([
    ['20 passages and no refill', {}, 'review'],
    ['19 passages', { passages: 19 }, 'not_applicable'],
    ['a refill', { refills: 1 }, 'compliant'],
    ['stage 4', { verified: { ...tractor, emissionStage: '4' } }, 'review'],
    ['stage 3', { verified: { ...tractor, emissionStage: '3' } }, 'not_applicable'],
    ['a stage that is only declared', { verified: { ...tractor, stageBasis: 'declared' } }, 'unverified'],
    ['gas', { verified: { ...tractor, fuel: 'natural_gas' } }, 'not_applicable'],
    ['dual fuel', { verified: { ...tractor, fuel: 'dual_fuel' } }, 'unverified'],
    ['3,500 kg', { verified: { ...tractor, vehicleType: 'H31', grossMassKg: 3500 } }, 'not_applicable'],
    ['3,501 kg', { verified: { ...tractor, vehicleType: 'H31', grossMassKg: 3501 } }, 'review'],
    ['a light lorry of no told mass', { verified: { ...tractor, vehicleType: 'H31' } }, 'unverified'],
    ['no vehicle on the register', { verified: undefined }, 'unverified'],
    ['an enterprise that reports nothing', { reportsSince: undefined }, 'not_applicable'],
    ['reporting from the first day of the window', { reportsSince: '2022-03-02' }, 'review'],
    ['reporting from its second day', { reportsSince: '2022-03-03' }, 'not_applicable'],
    ['few passages of a vehicle that nobody verified', { verified: undefined, passages: 19 }, 'not_applicable'],
    ['a refill of a vehicle that nobody verified', { verified: undefined, refills: 1 }, 'compliant'],
  ])('%s', (_what, more, outcome) => {
    expect(judgeUrea(policy, { ...short, ...more }).decision?.outcome).toBe(outcome);
  });

  it('tells by the passages alone whom the rule cannot touch', () => {
    expect([19, 20].map((passages) => couldFallShort(policy, window, passages))).toEqual([false, true]);
    expect(couldFallShort(policy, ureaWindow('2020-12', 30), 500)).toBe(false);
  });

  it('takes an enterprise as reporting from the earlier of what it declared and its first refill', () => {
    const at = Date.parse('2022-02-01T00:00:00+08:00');
    expect(reportingSince(null, null)).toBeUndefined();
    expect(reportingSince(null, at)).toBe('2022-02-01');
    expect(reportingSince('2022-03-01', at)).toBe('2022-02-01');
    expect(reportingSince('2022-01-01', at)).toBe('2022-01-01');
  });

  it('gives no ratio where there is nothing to divide by', () => {
    const none = { millilitres: 5_000, refills: 1, passages: 0, kg: 0, unweighed: 3 };
    expect(ureaRatios(none)).toEqual({ mlPerThousandTonnes: null, mlPerPassage: null });
    expect(ureaRatios({ ...none, passages: 3, kg: 32_500 })).toEqual({
      mlPerThousandTonnes: 153_846,
      mlPerPassage: 1_667,
    });
  });
});
