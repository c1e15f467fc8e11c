import { describe, expect, it } from 'vitest';
import { networkingBreach } from '../../../src/domain/enforcement/networking.ts';
import { policySet } from '../../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../../src/domain/policy/shipped.ts';
import { enterprise, policies } from '../gates/builders.ts';

const key = (validFrom: string, id = '1') => enterprise({ id, validFrom, keyVehicleUser: true });
const not = (validFrom: string, id = '2') => enterprise({ id, validFrom, keyVehicleUser: false });
const NEVER = { gates: 1, heardAt: null };
const NONE = { gates: 0, heardAt: null };
const heard = (at: string) => ({ gates: 2, heardAt: Date.parse(at) });

/** Since when the breach stands, as text; undefined where there is none. */
const since = (
  rows: Parameters<typeof networkingBreach>[1],
  gates: typeof NONE | ReturnType<typeof heard>,
  now: string,
) => {
  const breach = networkingBreach(policies, rows, gates, Date.parse(now));
  return breach && [new Date(breach.from + 8 * 3_600_000).toISOString().slice(0, -5), breach.legalDay];
};

describe('clause 2.4.2e, key vehicle-using units network their gates', () => {
  it.each([
    [
      'the last second of the 29th day on the key list',
      [key('2021-03-01')],
      NONE,
      '2021-03-30T23:59:59+08:00',
      undefined,
    ],
    ['the 30th day', [key('2021-03-01')], NONE, '2021-03-31T00:00:00+08:00', ['2021-03-31T00:00:00', '2021-03-31']],
    ['still 30 March in UTC', [key('2021-03-01')], NONE, '2021-03-30T16:00:00Z', ['2021-03-31T00:00:00', '2021-03-31']],
    [
      'listed long before the plan, its last day without it',
      [key('2020-01-01')],
      NONE,
      '2020-12-31T23:59:59+08:00',
      undefined,
    ],
    [
      'listed long before the plan, its first day',
      [key('2020-01-01')],
      NONE,
      '2021-01-01T00:00:00+08:00',
      ['2021-01-01T00:00:00', '2021-01-01'],
    ],
    [
      'a gate that was never heard from is as good as none',
      [key('2021-03-01')],
      NEVER,
      '2021-06-01T08:00:00+08:00',
      ['2021-03-31T00:00:00', '2021-03-31'],
    ],
    [
      'heard 23:59:59 ago',
      [key('2021-01-01')],
      heard('2021-06-01T08:00:00+08:00'),
      '2021-06-02T07:59:59+08:00',
      undefined,
    ],
    [
      'heard 24 hours ago',
      [key('2021-01-01')],
      heard('2021-06-01T08:00:00+08:00'),
      '2021-06-02T08:00:00+08:00',
      ['2021-06-02T08:00:00', '2021-06-02'],
    ],
    [
      'silent for weeks: since the limit ran out',
      [key('2021-01-01')],
      heard('2021-06-01T08:00:00+08:00'),
      '2021-07-01T12:00:00+08:00',
      ['2021-06-02T08:00:00', '2021-06-02'],
    ],
    [
      'silent before the time of grace ended',
      [key('2021-06-01')],
      heard('2021-06-10T08:00:00+08:00'),
      '2021-07-05T12:00:00+08:00',
      ['2021-07-01T00:00:00', '2021-07-01'],
    ],
    ['on no key list', [not('2021-01-01')], NONE, '2021-06-01T08:00:00+08:00', undefined],
    ['before its first facts', [key('2021-06-01')], NONE, '2021-05-31T08:00:00+08:00', undefined],
    ['taken off the list', [key('2021-01-01'), not('2021-06-01')], NONE, '2021-06-01T00:00:00+08:00', undefined],
    [
      'the day before it was taken off',
      [key('2021-01-01'), not('2021-06-01')],
      NONE,
      '2021-05-31T23:59:59+08:00',
      ['2021-01-31T00:00:00', '2021-01-31'],
    ],
    [
      'listed anew: a new time of grace',
      [key('2021-01-01'), not('2021-06-01'), key('2021-07-01', '3')],
      NONE,
      '2021-07-30T23:59:59+08:00',
      undefined,
    ],
    [
      'listed anew: it ran out',
      [key('2021-01-01'), not('2021-06-01'), key('2021-07-01', '3')],
      NONE,
      '2021-08-02T00:00:00+08:00',
      ['2021-07-31T00:00:00', '2021-07-31'],
    ],
    [
      'other facts in between leave the list as it is',
      [key('2021-01-01'), key('2021-06-01', '2')],
      NONE,
      '2021-06-02T00:00:00+08:00',
      ['2021-01-31T00:00:00', '2021-01-31'],
    ],
    [
      'corrected on the same day: the last posted counts',
      [key('2021-01-01'), not('2021-01-01')],
      NONE,
      '2021-06-02T00:00:00+08:00',
      undefined,
    ],
  ] as const)('%s', (_, rows, gates, now, expected) => {
    expect(since(rows, gates, now)).toEqual(expected);
  });

  it('says why, by the law of the day on which it began', () => {
    const breach = networkingBreach(policies, [key('2021-03-01')], NONE, Date.parse('2022-05-01T08:00:00+08:00'));
    expect(breach?.decision).toMatchObject({ clause: '2.4.2e', effect: 'breach', outcome: 'violation' });
    expect(breach?.facts).toMatchObject({
      'enterprise.daysOnKeyList': { value: 30 },
      'enterprise.gates': { value: 0 },
      'enterprise.heardFrom': { value: false },
    });
  });

  it('ends with a policy that no longer asks for it, and begins anew under one that does', () => {
    const [plan] = shippedPolicies as [{ rules: { id: string }[] }];
    const without = {
      ...plan,
      id: 'without',
      from: '2022-01-01',
      rules: plan.rules.filter(({ id }) => id !== 'gate-networking'),
    };
    const again = { ...plan, id: 'again', from: '2023-01-01' };
    const all = policySet([plan, without, again]);
    const on = (now: string) => networkingBreach(all, [key('2021-03-01')], NONE, Date.parse(now));
    expect(on('2021-12-31T23:59:59+08:00')).toMatchObject({ legalDay: '2021-03-31' });
    expect(on('2022-01-01T00:00:00+08:00')).toBeUndefined();
    expect(on('2023-02-01T00:00:00+08:00')).toMatchObject({ legalDay: '2023-01-01', policy: { ref: 'again@1' } });
  });

  it('takes the limit of each day’s own policy', () => {
    const [plan] = shippedPolicies as [{ parameters: Record<string, object> }];
    const strict = {
      ...plan,
      id: 'strict',
      from: '2022-01-01',
      parameters: { ...plan.parameters, gateHeardFromHours: { ...plan.parameters['gateHeardFromHours'], value: 6 } },
    };
    const all = policySet([plan, strict]);
    const rows = [key('2021-01-01')];
    const last = heard('2021-12-31T12:00:00+08:00');
    expect(networkingBreach(all, rows, last, Date.parse('2021-12-31T23:59:59+08:00'))).toBeUndefined();
    const after = networkingBreach(all, rows, last, Date.parse('2022-01-01T09:00:00+08:00'));
    expect(after).toMatchObject({ legalDay: '2022-01-01', from: Date.parse('2022-01-01T00:00:00+08:00') });
  });
});
