import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../src/domain/policy/check-policy.ts';
import { policySet } from '../../../src/domain/policy/policy-set.ts';
import { fictional } from './fictional.ts';

type Document = { [name: string]: unknown; rules: Record<string, unknown>[]; parameters: Record<string, unknown> };

/** The faults of the invented plan after a change to it, each as its code and place. */
function faults(change: (document: Document, rule: Record<string, unknown>) => void): string[] {
  const document: Document = structuredClone(fictional);
  const [rule] = document.rules;
  if (!rule) throw new Error('it has a rule');
  change(document, rule);
  const checked = checkPolicy(document);
  if (!('faults' in checked)) return [];
  for (const { detail } of checked.faults) {
    expect(detail.en).toMatch(/\.$/);
    expect(detail.zh).toMatch(/。$/);
  }
  return checked.faults.map(({ code, path }) => `${code} ${path.map(String).join('/')}`);
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

const WHEN = 'rules/0/versions/0/when';

describe('a policy document is refused', () => {
  it('not as it stands', () => {
    expect(faults(() => {})).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['an unknown fact', { fact: 'vehicle.colour', is: true }, `fact_unknown ${WHEN}/fact`],
    [
      'one deep inside',
      { not: { any: [{ all: [{ fact: 'x', is: true }] }] } },
      `fact_unknown ${WHEN}/not/any/0/all/0/fact`,
    ],
    ['a yes-or-no fact with a number', { fact: 'vehicle.goods', is: 1 }, `fact_comparison ${WHEN}/is`],
    ['a yes-or-no fact measured', { fact: 'vehicle.goods', atLeast: 1 }, `fact_comparison ${WHEN}/atLeast`],
    ['a number in a list', { fact: 'urea.refills', oneOf: ['1'] }, `fact_comparison ${WHEN}/oneOf`],
    ['a stage as a number', { fact: 'vehicle.emissionStage', is: 5 }, `fact_comparison ${WHEN}/is`],
    ['no stage', { fact: 'vehicle.emissionStage', is: 'VI' }, `fact_comparison ${WHEN}/is`],
    ['no sector', { fact: 'enterprise.sector', oneOf: ['powr'] }, `fact_comparison ${WHEN}/oneOf`],
    ['a sector measured', { fact: 'enterprise.sector', atMost: 3 }, `fact_comparison ${WHEN}/atMost`],
    [
      'an unknown parameter',
      { fact: 'urea.refills', atLeast: { param: 'none' } },
      `parameter_unknown ${WHEN}/atLeast/param`,
    ],
    [
      'a list for a number',
      { fact: 'urea.refills', atLeast: { param: 'holidays' } },
      `parameter_form ${WHEN}/atLeast/param`,
    ],
    [
      'a number for a list',
      { fact: 'enterprise.sector', oneOf: { params: ['lookBackDays'] } },
      `parameter_form ${WHEN}/oneOf/params/0`,
    ],
    [
      'names for sectors',
      { fact: 'enterprise.sector', oneOf: { params: ['bulkCargoNames'] } },
      `parameter_form ${WHEN}/oneOf/params/0`,
    ],
    ['nothing', {}, `form ${WHEN}`],
    ['a text', 'always', `form ${WHEN}`],
    ['two kinds at once', { all: [], any: [] }, `form ${WHEN}`],
    ['a fact without a test', { fact: 'vehicle.goods' }, `form ${WHEN}`],
    ['a misspelt test', { fact: 'vehicle.goods', si: true }, `form ${WHEN}`],
    ['no list of parts', { all: { fact: 'vehicle.goods', is: true } }, `form ${WHEN}/all`],
    ['a part that is none', { any: [{ not: { all: [1] } }] }, `form ${WHEN}/any/0/not/all/0`],
    ['something besides', { not: ALWAYS, because: 'x' }, `form ${WHEN}/because`],
    ['a bound that is none', { fact: 'urea.refills', atLeast: '5' }, `form ${WHEN}/atLeast`],
    ['codes that are none', { fact: 'enterprise.sector', oneOf: 'power' }, `form ${WHEN}/oneOf`],
    ['a value that is none', { fact: 'vehicle.goods', is: null }, `form ${WHEN}/is`],
  ])('for %s in a condition', (_, condition, fault) => {
    expect(when(condition)).toEqual([fault]);
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
      ['fact_unknown rules/0/unless/0/when/fact'],
      ['fact_unknown rules/0/versions/0/flags/0/when/fact'],
    ]);
  });

  it.each<[string, unknown[], string]>([
    [
      'overlap',
      [version('2023-01-01', '2023-07-01'), version('2023-06-30')],
      'version_overlap rules/0/versions/1/from',
    ],
    ['overlap an open end', [version('2023-01-01'), version('2023-07-01')], 'version_overlap rules/0/versions/1/from'],
    [
      'leave a gap',
      [version('2023-01-01', '2023-06-30'), version('2023-07-01')],
      'version_gap rules/0/versions/1/from',
    ],
    [
      'are out of order',
      [version('2023-07-01', '2023-08-01'), version('2023-01-01')],
      'version_order rules/0/versions/1/from',
    ],
    [
      'begin on one day',
      [version('2023-01-01', '2023-02-01'), version('2023-01-01')],
      'version_order rules/0/versions/1/from',
    ],
    ['are empty', [version('2023-01-01', '2023-01-01')], 'version_empty rules/0/versions/0/until'],
    ['end before they begin', [version('2023-01-02', '2023-01-01')], 'version_empty rules/0/versions/0/until'],
  ])('for versions that %s', (_, versions, fault) => {
    expect(spans(...versions)).toEqual([fault]);
  });

  it('not for a gap that is declared', () => {
    const declared = faults((_, rule) => {
      rule.versions = [version('2023-01-01', '2023-06-30'), version('2023-07-01')];
      rule.gapsDeclared = true;
    });
    expect(declared).toEqual([]);
  });

  it.each<[string, (document: Document, rule: Record<string, unknown>) => void, string]>([
    ['a rule without citation', (_, rule) => delete rule.citation, 'form rules/0/citation'],
    ['an empty citation', (_, rule) => Object.assign(rule, { citation: { zh: ' ' } }), 'form rules/0/citation/zh'],
    ['nobody answerable', (_, rule) => Object.assign(rule, { answerable: [] }), 'form rules/0/answerable'],
    ['a title in one language', (_, rule) => Object.assign(rule, { title: { en: 'x' } }), 'form rules/0/title/zh'],
    ['an unknown effect', (_, rule) => Object.assign(rule, { effect: 'fine' }), 'form rules/0/effect'],
    ['an unknown thing to judge', (_, rule) => Object.assign(rule, { judges: 'ship' }), 'form rules/0/judges'],
    [
      'an unknown flag',
      (_, rule) => Object.assign(rule, { versions: [{ ...version('2023-01-01'), flags: [{ kind: 'speeding' }] }] }),
      'form rules/0/versions/0/flags/0/kind',
    ],
    [
      'a flag that nobody would raise',
      (_, rule) => Object.assign(rule, { judges: 'inspection' }),
      'kind_misplaced rules/0/versions/0/flags/0/kind',
    ],
    [
      'no flag',
      (_, rule) => Object.assign(rule, { versions: [{ ...version('2023-01-01'), flags: [] }] }),
      'form rules/0/versions/0/flags',
    ],
    [
      'a day that is none',
      (_, rule) => Object.assign(rule, { versions: [version('2023-02-29')] }),
      'form rules/0/versions/0/from',
    ],
    ['a misspelt member', (_, rule) => Object.assign(rule, { unles: [] }), 'form rules/0/unles'],
    [
      'a county of elsewhere',
      (document) => Object.assign(document.counties as object, { 110101: { en: 'x', zh: 'x' } }),
      'county_unknown counties/110101',
    ],
    [
      'a parameter of unknown origin',
      (document) => Object.assign(document.parameters, { x: { value: 1, origin: 'me', title: { en: 'x', zh: 'x' } } }),
      'form parameters/x/origin',
    ],
    ['no rule', (document) => Object.assign(document, { rules: [] }), 'form rules'],
    ['a rule that stands twice', (document, rule) => document.rules.push(rule), 'rule_twice rules/3/id'],
    [
      'a parameter that code needs and that is missing',
      (document) => delete document.parameters.repeatSeconds,
      'parameter_missing parameters/repeatSeconds',
    ],
    [
      'a needed parameter of the wrong form',
      (document) => Object.assign(document.parameters.smoke ?? {}, { value: 1 }),
      'parameter_form parameters/smoke/value',
    ],
  ])('for %s', (_, change, fault) => {
    expect(faults(change)).toEqual([fault]);
  });

  it('for a last flag with a condition, which could leave a breach unflagged', () => {
    const flags = [{ kind: 'non_china_vi_access', when: { fact: 'cargo.bulk', is: true } }];
    expect(spans({ ...version('2023-01-01'), flags })).toEqual(['flag_open rules/0/versions/0/flags/0/when']);
  });

  it('with every fault named at once, whatever keeps the rest from being read', () => {
    const all = faults((document, rule) => {
      delete document.title;
      delete document.parameters.smoke;
      rule.versions = [version('2023-01-01', '2023-01-01')];
      document.rules.push({ ...rule, id: 'other', citation: {} }, { ...rule, id: 'third', versions: [version('x')] });
    });
    expect(all).toEqual([
      'form title',
      'form rules/3/citation/zh',
      'form rules/4/versions/0/from',
      'parameter_missing parameters/smoke',
      'version_empty rules/0/versions/0/until',
    ]);
    expect(() => policySet([{ ...fictional, parameters: {} }])).toThrow(
      /parameters\.smoke: It is missing\..*There is no parameter freightThresholdTonnes\./,
    );
  });

  it.each([undefined, null, 1, 'x', [], {}, { rules: 1, parameters: [], counties: 'x' }, { rules: [null, 1, []] }])(
    'when it is %j',
    (input) => {
      expect('faults' in checkPolicy(input)).toBe(true);
    },
  );
});
