import { describe, expect, it } from 'vitest';
import {
  cleanLetters,
  either,
  furthestLookBackMs,
  lookBackBefore,
  missedByAccesses,
  missedByShare,
} from '../../../src/domain/alerts/look-back.ts';
import { policySet } from '../../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../../src/domain/policy/shipped.ts';
import { DAY_MS } from '../../../src/domain/time.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
type Document = { parameters: Record<string, { value: unknown }> };

/** The shipped plan, with a least clean share where one is given. */
function policiesWith(minimum: number | null) {
  const documents = structuredClone(shippedPolicies) as Document[];
  for (const { parameters } of documents)
    if (parameters['cleanShareMinimum']) parameters['cleanShareMinimum'].value = minimum;
  return policySet(documents);
}
const policies = policiesWith(null);
const ref = policies.on('2022-01-01')?.ref ?? '';
/** An access whose decision under 2.4.2c is this letter. */
const access = (letter: string) => {
  const place =
    policies
      .get(ref)
      ?.rulesFor('passage')
      .findIndex(({ id }) => id === 'planning-area-china-vi') ?? -1;
  return { policy: ref, outcomes: `${'V'.repeat(place)}${letter}VVV` };
};

describe('whether an enterprise missed clean transport before an order (2.4.2d)', () => {
  it.each<[string, string, boolean | undefined]>([
    ['none at all', '', false],
    ['all met it', 'CC-', false],
    ['one broke it', 'CVC', true],
    ['one broke it, whatever is unknown', 'UV', true],
    ['one cannot be decided', 'CU', undefined],
  ])('by its accesses: %s', (_, letters, missed) => {
    expect(missedByAccesses(policies, [...letters].map(access))).toBe(missed);
  });

  it('only the rules of clean transport count, each by the policy that decided it', () => {
    expect(cleanLetters(policies, access('C'))).toBe('C');
    expect(missedByAccesses(policies, [{ policy: null, outcomes: 'VVVVVV' }])).toBe(false);
    expect(missedByAccesses(policies, [{ policy: 'another@1', outcomes: 'VVVVVV' }])).toBe(false);
  });

  it('looks 30 days back from the start of the order', () => {
    expect(lookBackBefore(policies, at('2022-01-31T12:00:00'))).toEqual({
      ...{ from: at('2022-01-01T12:00:00'), accessesFrom: at('2022-01-01T12:00:00'), until: at('2022-01-31T12:00:00') },
    });
    expect(lookBackBefore(policies, at('2020-12-31T23:59:59'))).toBeUndefined();
    expect(furthestLookBackMs(policies)).toBe(30 * DAY_MS);
  });

  it('and where a least share is set, at the last whole month as well', () => {
    const least = policiesWith(0.8);
    expect(lookBackBefore(least, at('2022-01-31T12:00:00'))).toEqual({
      ...{ from: at('2021-12-01T00:00:00'), accessesFrom: at('2022-01-01T12:00:00'), until: at('2022-01-31T12:00:00') },
      share: { month: '2021-12', minimum: 0.8 },
    });
    expect(furthestLookBackMs(least)).toBe(62 * DAY_MS);
  });

  it.each<[string, number | null, number, boolean | undefined]>([
    ['at the least', 800, 0, false],
    ['under it', 799, 0, true],
    ['nothing was weighed', null, 0, undefined],
    ['something was not weighed', 900, 1, undefined],
  ])('by its share: %s', (_, permille, unweighed, missed) => {
    expect(missedByShare({ permille, unweighed, cleanKg: 0, totalKg: 0 }, 0.8)).toBe(missed);
  });

  it('either way is enough', () => {
    expect(either(true, undefined)).toBe(true);
    expect(either(undefined, false)).toBeUndefined();
    expect(either(false, false)).toBe(false);
  });
});
