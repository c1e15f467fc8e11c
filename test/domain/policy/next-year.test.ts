import { describe, expect, it } from 'vitest';
import { retirementOn } from '../../../src/domain/fleet/retirement.ts';
import { judgeVisit } from '../../../src/domain/gates/judge-visit.ts';
import { visitsOf } from '../../../src/domain/gates/visit.ts';
import { policySet } from '../../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../../src/domain/policy/shipped.ts';
import { coal, diesel, enterprise, policies as older, PLATE, reading, tractor } from '../gates/builders.ts';
import { fictional } from './fictional.ts';

const both = policySet([...shippedPolicies, fictional]);

function judged(policies: typeof both, at: string, stage: string, facts: Parameters<typeof enterprise>[0]) {
  const [visit] = visitsOf([reading(at, { asserted: diesel(stage), cargo: coal })], 0);
  if (!visit) throw new Error('one reading makes a visit');
  return judgeVisit(policies, { visit, plate: PLATE, holders: [], enterprise: [enterprise(facts)] });
}
const law = (at: string, stage: string, facts: Parameters<typeof enterprise>[0] = {}) => {
  const { policy, outcome, flags } = judged(both, at, stage, facts);
  return [policy, outcome, flags.map(({ decision }) => decision.clause).join()];
};

describe('a next plan, added with data alone', () => {
  it.each([
    ['the last second of the older one, in UTC', '2022-12-31T15:59:59Z', 'yangquan-2021@1', 'compliant', ''],
    ['the first second of the next', '2022-12-31T16:00:00Z', 'fictional-2023@1', 'violation', 'F.1'],
    ['and years later', '2029-01-01T00:00:00+08:00', 'fictional-2023@1', 'violation', 'F.1'],
  ])('takes over from its day: %s', (_, at, ...expected) => {
    expect(law(at, '5', { annualFreightTonnes: 1_200_000 })).toEqual(expected);
  });

  it('has its own dates within the year', () => {
    const cement = { sector: 'cement', annualFreightTonnes: 10 };
    expect(law('2023-06-30T23:59:59+08:00', '6', cement)).toEqual(['fictional-2023@1', 'compliant', '']);
    expect(law('2023-07-01T00:00:00+08:00', '6', cement)).toEqual(['fictional-2023@1', 'violation', 'F.2']);
    expect(judged(both, '2023-07-01T00:00:00+08:00', '6', cement).hold).toBe(false);
  });

  it('has its own retirement list', () => {
    const chinaIv = { ...tractor, emissionStage: '4' };
    expect(retirementOn(both.on('2022-12-31'), chinaIv, '2022-12-31').place).toBeNull();
    expect(retirementOn(both.on('2023-01-01'), chinaIv, '2023-01-01').place).toBe('due');
  });

  it('has its own parameters', () => {
    expect(both.on('2022-12-31')?.parameter('repeatSeconds')).toBe(300);
    expect(both.on('2023-01-01')?.parameter('repeatSeconds')).toBe(600);
    expect(both.on('2023-01-01')?.parameter('bulkCargoNames')).toEqual(['煤', '水泥']);
  });

  it('leaves every answer of an older day as it was', () => {
    for (const at of ['2020-06-01', '2021-03-01', '2021-09-30', '2021-10-01', '2021-12-31', '2022-01-01', '2022-12-31'])
      for (const stage of ['3', '5', '6', 'X'])
        for (const sector of ['coking', 'power', 'logistics']) {
          const facts = { sector, inPlanningArea: true };
          const instant = `${at}T23:59:59.999+08:00`;
          expect(judged(both, instant, stage, facts)).toEqual(judged(older, instant, stage, facts));
        }
  });

  it('is found by its reference, whatever the order in which policies were added', () => {
    const turned = policySet([fictional, ...shippedPolicies]);
    for (const set of [both, turned]) {
      expect(set.all.map(({ ref }) => ref)).toEqual(['fictional-2023@1', 'yangquan-2021@1']);
      expect(set.get('yangquan-2021@1')?.from).toBe('2021-01-01');
      expect(set.on('2020-12-31')).toBeUndefined();
    }
  });

  it('may hold a rule for review only, which never makes a passage more than that', () => {
    const [first, second, ...rest] = fictional.rules;
    const lenient = policySet([
      { ...fictional, rules: [{ ...first, effect: 'review' }, { ...second, effect: 'review' }, ...rest] },
    ]);
    const broken = judged(lenient, '2023-07-01T00:00:00+08:00', '5', { sector: 'cement' });
    expect([broken.outcome, broken.hold, broken.flags.map(({ effect }) => effect)]).toEqual([
      'compliant',
      false,
      ['review'],
    ]);
    const open = judged(lenient, '2023-07-01T00:00:00+08:00', 'X', { sector: 'cement' });
    expect([open.outcome, open.decisions.map(({ outcome }) => outcome)]).toEqual([
      'compliant',
      ['unverified', 'unverified'],
    ]);
  });

  it('gives way to a higher version of itself', () => {
    const revised = policySet([fictional, { ...fictional, version: 2 }, ...shippedPolicies]);
    expect(revised.on('2023-01-01')?.ref).toBe('fictional-2023@2');
    expect(revised.get('fictional-2023@1')?.ref).toBe('fictional-2023@1');
  });
});
