import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../src/domain/policy/check-policy.ts';
import { policySet } from '../../../src/domain/policy/policy-set.ts';
import fictional from './fictional-2023.json' with { type: 'json' };

type Document = { [name: string]: unknown; rules: Record<string, unknown>[]; parameters: Record<string, unknown> };

/** The faults of the invented plan after a change to it. */
function faults(change: (document: Document, rule: Record<string, unknown>) => void): readonly string[] {
  const document: Document = structuredClone(fictional);
  const [rule] = document.rules;
  if (!rule) throw new Error('it has a rule');
  change(document, rule);
  const checked = checkPolicy(document);
  return 'faults' in checked ? checked.faults : [];
}

const ALWAYS = { all: [] };
const FLAG = { flags: [{ kind: 'non_china_vi_access' }] };
const version = (from: string, until?: string) => ({
  from,
  ...(until ? { until } : {}),
  when: ALWAYS,
  requires: ALWAYS,
  ...FLAG,
});
const when = (condition: unknown) =>
  faults((_, rule) => {
    rule.versions = [{ ...version('2023-01-01'), when: condition }];
  });
const spans = (...versions: unknown[]) =>
  faults((_, rule) => {
    rule.versions = versions;
  });

describe('a policy document is refused', () => {
  it('not as it stands', () => {
    expect(faults(() => {})).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['an unknown fact', { fact: 'vehicle.colour', is: true }, 'unknown fact vehicle.colour'],
    ['one deep inside', { not: { any: [{ all: [{ fact: 'x', is: true }] }] } }, 'unknown fact x'],
    [
      'a yes-or-no fact with a number',
      { fact: 'vehicle.goods', is: 1 },
      'fact vehicle.goods cannot be compared with 1',
    ],
    ['a yes-or-no fact measured', { fact: 'vehicle.goods', atLeast: 1 }, 'fact vehicle.goods cannot be measured'],
    ['a number in a list', { fact: 'urea.refills', oneOf: ['1'] }, 'fact urea.refills cannot be one of a list'],
    [
      'a stage as a number',
      { fact: 'vehicle.emissionStage', is: 5 },
      'fact vehicle.emissionStage cannot be compared with 5',
    ],
    [
      'no stage',
      { fact: 'vehicle.emissionStage', is: 'VI' },
      'fact vehicle.emissionStage cannot be compared with "VI"',
    ],
    [
      'no sector',
      { fact: 'enterprise.sector', oneOf: ['powr'] },
      'fact enterprise.sector cannot be compared with "powr"',
    ],
    ['a sector measured', { fact: 'enterprise.sector', atMost: 3 }, 'fact enterprise.sector cannot be measured'],
    ['an unknown parameter', { fact: 'urea.refills', atLeast: { param: 'none' } }, 'unknown parameter none'],
    [
      'a list for a number',
      { fact: 'urea.refills', atLeast: { param: 'holidays' } },
      'parameter holidays has the wrong form',
    ],
    [
      'a number for a list',
      { fact: 'enterprise.sector', oneOf: { params: ['lookBackDays'] } },
      'parameter lookBackDays has the wrong form',
    ],
    [
      'names for sectors',
      { fact: 'enterprise.sector', oneOf: { params: ['bulkCargoNames'] } },
      'parameter bulkCargoNames has the wrong form',
    ],
  ])('for %s in a condition', (_, condition, fault) => {
    expect(when(condition)).toEqual([`rule bulk-freight-china-vi: ${fault}`]);
  });

  it('for a wrong condition in an exception or under a flag', () => {
    const unknown = { fact: 'x', is: true };
    const excepted = faults((_, rule) => {
      rule.unless = [{ id: 'e', cite: '虚构', when: unknown }];
    });
    const flagged = spans({
      ...version('2023-01-01'),
      flags: [{ kind: 'china_iii_access', when: unknown }, ...FLAG.flags],
    });
    expect([excepted, flagged]).toEqual([
      ['rule bulk-freight-china-vi: unknown fact x'],
      ['rule bulk-freight-china-vi: unknown fact x'],
    ]);
  });

  it.each<[string, unknown[], string]>([
    [
      'overlap',
      [version('2023-01-01', '2023-07-01'), version('2023-06-30')],
      'version 2023-06-30: overlaps the one before',
    ],
    [
      'overlap an open end',
      [version('2023-01-01'), version('2023-07-01')],
      'version 2023-07-01: overlaps the one before',
    ],
    [
      'leave a gap',
      [version('2023-01-01', '2023-06-30'), version('2023-07-01')],
      'version 2023-07-01: leaves a gap after 2023-06-30',
    ],
    [
      'are out of order',
      [version('2023-07-01', '2023-08-01'), version('2023-01-01')],
      'version 2023-01-01: out of order',
    ],
    [
      'begin on one day',
      [version('2023-01-01', '2023-02-01'), version('2023-01-01')],
      'version 2023-01-01: out of order',
    ],
    ['are empty', [version('2023-01-01', '2023-01-01')], 'version 2023-01-01: empty span'],
    ['end before they begin', [version('2023-01-02', '2023-01-01')], 'version 2023-01-02: empty span'],
  ])('for versions that %s', (_, versions, fault) => {
    expect(spans(...versions)).toEqual([`rule bulk-freight-china-vi: ${fault}`]);
  });

  it('not for a gap that is declared', () => {
    const declared = faults((_, rule) => {
      rule.versions = [version('2023-01-01', '2023-06-30'), version('2023-07-01')];
      rule.gapsDeclared = true;
    });
    expect(declared).toEqual([]);
  });

  it.each<[string, (document: Document, rule: Record<string, unknown>) => void, RegExp]>([
    ['a rule without citation', (_, rule) => delete rule.citation, /^rules\.0\.citation: /],
    ['an empty citation', (_, rule) => Object.assign(rule, { citation: { zh: ' ' } }), /^rules\.0\.citation\.zh: /],
    ['nobody answerable', (_, rule) => Object.assign(rule, { answerable: [] }), /^rules\.0\.answerable: /],
    ['a title in one language', (_, rule) => Object.assign(rule, { title: { en: 'x' } }), /^rules\.0\.title\.zh: /],
    ['an unknown effect', (_, rule) => Object.assign(rule, { effect: 'fine' }), /^rules\.0\.effect: /],
    ['an unknown thing to judge', (_, rule) => Object.assign(rule, { judges: 'ship' }), /^rules\.0\.judges: /],
    [
      'an unknown flag',
      (_, rule) => Object.assign(rule, { versions: [{ ...version('2023-01-01'), flags: [{ kind: 'speeding' }] }] }),
      /^rules\.0\.versions\.0\.flags\.0\.kind: /,
    ],
    [
      'no flag',
      (_, rule) => Object.assign(rule, { versions: [{ ...version('2023-01-01'), flags: [] }] }),
      /^rules\.0\.versions\.0\.flags: /,
    ],
    [
      'a day that is none',
      (_, rule) => Object.assign(rule, { versions: [version('2023-02-29')] }),
      /^rules\.0\.versions\.0\.from: /,
    ],
    ['a misspelt member', (_, rule) => Object.assign(rule, { unles: [] }), /^rules\.0: /],
    [
      'a parameter of unknown origin',
      (document) => Object.assign(document.parameters, { x: { value: 1, origin: 'me', title: { en: 'x', zh: 'x' } } }),
      /^parameters\.x\.origin: /,
    ],
    ['no rule', (document) => Object.assign(document, { rules: [] }), /^rules: /],
    [
      'a rule that stands twice',
      (document, rule) => document.rules.push(rule),
      /^rule bulk-freight-china-vi: stands twice$/,
    ],
    [
      'a parameter that code needs and that is missing',
      (document) => delete document.parameters.repeatSeconds,
      /^parameter repeatSeconds: is missing$/,
    ],
    [
      'a needed parameter of the wrong form',
      (document) => Object.assign(document.parameters.smoke ?? {}, { value: 1 }),
      /^parameter smoke: has the wrong form$/,
    ],
  ])('for %s', (_, change, fault) => {
    const found = faults(change);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(fault);
  });

  it('for a last flag with a condition, which could leave a breach unflagged', () => {
    const flags = [{ kind: 'late_registration', when: { fact: 'filing.late', is: true } }];
    expect(spans({ ...version('2023-01-01'), flags })).toEqual([
      'rule bulk-freight-china-vi: version 2023-01-01: the last flag must have no condition',
    ]);
  });

  it('with every fault named at once', () => {
    expect(() => policySet([{ ...fictional, parameters: {} }])).toThrow(
      /parameter smoke: is missing.*unknown parameter freightThresholdTonnes/,
    );
  });

  it.each([undefined, null, 1, 'x', [], {}])('when it is %j', (input) => {
    expect('faults' in checkPolicy(input)).toBe(true);
  });
});
