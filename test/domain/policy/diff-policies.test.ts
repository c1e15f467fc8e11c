import { describe, expect, it } from 'vitest';
import { conditionWords } from '../../../src/domain/policy/condition-words.ts';
import { diffPolicies } from '../../../src/domain/policy/diff-policies.ts';
import type { Condition, PolicyDocument, Rule } from '../../../src/domain/policy/document.ts';
import { policySet } from '../../../src/domain/policy/policy-set.ts';
import { fictional } from './fictional.ts';

const [policy] = policySet([fictional]).all;
if (!policy) throw new Error('one document makes one policy');
const { document } = policy;
const [rule] = document.rules;
const [version] = rule?.versions ?? [];
if (!rule || !version) throw new Error('it has a rule');

const changed = (more: Partial<Rule>): PolicyDocument => ({
  ...document,
  rules: [{ ...rule, ...more }, ...document.rules.slice(1)],
});
const sentences = (after: PolicyDocument, before = document) =>
  diffPolicies(before, after).rules.flatMap((one) => one.sentences.map(({ en, zh }) => [en, zh]));

describe('the difference of two policies', () => {
  it('is nothing between a policy and itself', () => {
    expect(diffPolicies(document, structuredClone(document))).toEqual({ plan: [], rules: [], parameters: [] });
  });

  it('turns round with them: what one adds the other removes', () => {
    const fewer = { ...document, rules: document.rules.slice(1) };
    expect(diffPolicies(document, fewer).rules).toMatchObject([{ rule: rule.id, change: 'removed' }]);
    expect(diffPolicies(fewer, document).rules).toMatchObject([{ rule: rule.id, change: 'added' }]);
  });

  it.each<[string, PolicyDocument, string, string]>([
    [
      'an end',
      changed({ versions: [{ ...version, until: '2024-01-01' }] }),
      'It is in force from 2023-01-01 to before 2024-01-01, no longer from 2023-01-01 on.',
      '施行期由自2023-01-01起改为自2023-01-01起至2024-01-01前。',
    ],
    [
      'another first day',
      changed({ versions: [{ ...version, from: '2023-02-01' }] }),
      'It is in force from 2023-02-01 on, no longer from 2023-01-01 on.',
      '施行期由自2023-01-01起改为自2023-02-01起。',
    ],
    [
      'another demand',
      changed({ versions: [{ ...version, requires: { fact: 'vehicle.emissionStage', is: 'D' } }] }),
      'What it requires changes from “emission stage China VI or newer or emission stage is zero-tailpipe” to “emission stage is zero-tailpipe”.',
      '要求由“排放阶段为国六及以上，或排放阶段为零排放”改为“排放阶段为零排放”。',
    ],
    [
      'another effect',
      changed({ effect: 'review' }),
      'The effect changes from “Flagged as a breach” to “Flagged for review”.',
      '效力由“记为违法线索”改为“提示关注”。',
    ],
    [
      'another flag',
      changed({ versions: [{ ...version, flags: [{ kind: 'peak_shift_breach' }] }] }),
      'It flags “Peak shifting not observed”, no longer “Truck below China VI at a gate”.',
      '标记类型由“非国六车辆进出厂区”改为“未落实错峰运输”。',
    ],
    [
      'an exception',
      changed({ unless: [{ id: 'e', cite: '虚构', when: { fact: 'exemption.granted', is: true } }] }),
      'An exception is added: an officer granted an exemption.',
      '新增豁免情形：已获豁免。',
    ],
    [
      'one more version',
      changed({
        versions: [
          { ...version, until: '2024-01-01' },
          { ...version, from: '2024-01-01' },
        ],
      }),
      'A version is added, in force from 2024-01-01 on, that requires: emission stage China VI or newer or emission stage is zero-tailpipe.',
      '新增自2024-01-01起施行的版本，要求排放阶段为国六及以上，或排放阶段为零排放。',
    ],
  ])('tells of %s', (_, after, en, zh) => {
    expect(sentences(after)).toContainEqual([en, zh]);
  });

  it('tells of a parameter, and of the rules that ask for it', () => {
    const { freightThresholdTonnes } = document.parameters;
    if (!freightThresholdTonnes) throw new Error('it is there');
    const lower = { ...freightThresholdTonnes, value: 500_000 };
    const after = { ...document, parameters: { ...document.parameters, freightThresholdTonnes: lower } };
    const { rules, parameters } = diffPolicies(document, after);
    expect(parameters).toMatchObject([{ parameter: 'freightThresholdTonnes', change: 'changed' }]);
    expect(rules.map((one) => one.rule)).toEqual([rule.id]);
  });

  it.each<[Condition, string, string]>([
    [{ all: [] }, 'always', '始终'],
    [{ any: [] }, 'never', '从不'],
    [{ fact: 'vehicle.goods', is: false }, 'not: it is a goods vehicle', '并非为货车'],
    [
      {
        not: {
          any: [
            { fact: 'vehicle.goods', is: true },
            { fact: 'cargo.bulk', is: true },
          ],
        },
      },
      'not (it is a goods vehicle or the cargo is bulk)',
      '非（为货车，或装载大宗物料）',
    ],
    [
      {
        all: [
          { fact: 'vehicle.goods', is: true },
          {
            any: [
              { fact: 'cargo.bulk', is: true },
              { fact: 'vehicle.emissionStage', atMost: 3 },
            ],
          },
        ],
      },
      'it is a goods vehicle and (the cargo is bulk or emission stage China III or older)',
      '为货车，且（装载大宗物料，或排放阶段为国三及以下）',
    ],
    [
      { fact: 'enterprise.sector', oneOf: ['cement', 'coal'] },
      'sector of the enterprise is one of cement, coal',
      '企业行业为水泥、煤炭',
    ],
    [
      { fact: 'enterprise.annualFreightTonnes', atLeast: { param: 'freightThresholdTonnes' } },
      'annual freight in tonnes at least 1,000,000 t (Annual freight from which an enterprise counts as one of bulk freight)',
      '年货运量（吨）不低于 1,000,000 吨（大货运量企业年货运量下限）',
    ],
  ])('says conditions in words', (condition, en, zh) => {
    expect(conditionWords(condition, document.parameters)).toEqual({ en, zh });
  });
});
