import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../src/domain/policy/check-policy.ts';
import type { Judges } from '../../../src/domain/policy/document.ts';
import { policySet } from '../../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../../src/domain/policy/shipped.ts';

/** Paragraphs of 二（四） and 三（三） as the copy of 2021-07-09 prints them. */
const plan = readFileSync(new URL('plan-excerpt.txt', import.meta.url), 'utf8');
const [policy] = policySet(shippedPolicies).all;
if (!policy) throw new Error('a policy is shipped');
const { document } = policy;

/** The copy prints half-width punctuation. */
const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

type Row = readonly [string, string, Judges, 'breach' | 'review', string[], string];
const COUNTIES = '各县区政府 开发区管委会';
const FREIGHT = `${COUNTIES} 市交通运输局 市生态环境局 市交警支队`;
const RETIREMENT = `${COUNTIES} 市交通运输局 市生态环境局 市财政局 市商务局 市公安局`;
const MACHINES = `${COUNTIES} 市生态环境局 市交通运输局 市住建局`;
const ALERTS = `${COUNTIES} 市工信局 市生态环境局`;
const RULES: readonly Row[] = [
  ['2.4.2a', 'bulk-freight-china-v', 'passage', 'breach', ['2021-01-01 – 2022-01-01'], FREIGHT],
  ['2.4.2b', 'bulk-freight-china-vi', 'passage', 'breach', ['2022-01-01 –'], FREIGHT],
  ['2.4.2c', 'planning-area-china-vi', 'passage', 'breach', ['2021-10-01 –'], FREIGHT],
  ['2.4.2d', 'planning-area-peak-shift', 'passage', 'breach', ['2021-10-01 –'], FREIGHT],
  ['3.3', 'alert-graded-transport', 'passage', 'breach', ['2021-01-01 – ours'], ALERTS],
  ['2.4.4', 'china-iii-access', 'passage', 'review', ['2022-01-01 – ours'], RETIREMENT],
  ['2.4.2e', 'gate-networking', 'enterprise_day', 'breach', ['2021-01-01 – ours'], FREIGHT],
  ['HJ 1321', 'transmission-rate', 'enterprise_day', 'review', ['2021-01-01 – ours'], FREIGHT],
  [
    '2.4.3',
    'heavy-diesel-sale',
    'sale',
    'breach',
    ['2021-07-01 –'],
    `${COUNTIES} 市市场监督管理局 市公安局 市工信局 市生态环境局`,
  ],
  ['2.4.4', 'china-iii-retirement', 'vehicle', 'review', ['2021-01-01 – 2022-01-01', '2022-01-01 –'], RETIREMENT],
  [
    '2.4.5',
    'urea-supply',
    'vehicle_month',
    'review',
    ['2021-01-01 – ours'],
    `${COUNTIES} 市交通运输局 市商务局 市市场监督管理局 市生态环境局`,
  ],
  ['2.4.6a', 'machine-registration-before-entry', 'site_entry', 'breach', ['2021-01-01 – ours'], MACHINES],
  ['2.4.6b', 'machine-over-limit', 'inspection', 'breach', ['2021-01-01 – ours'], MACHINES],
  ['2.4.6b', 'prohibited-machine-in-use', 'machine_use', 'breach', ['2021-01-01 – ours'], MACHINES],
  ['3.3', 'alert-machinery', 'machine_work', 'breach', ['2021-01-01 – ours'], ALERTS],
];

describe('the shipped plan', () => {
  it('is sound and holds every row of the plan, once', () => {
    expect(shippedPolicies.map((one) => 'faults' in checkPolicy(one))).toEqual([false]);
    expect(document.rules.map(({ id }) => id)).toEqual(RULES.map(([, id]) => id));
  });

  it.each(RULES)('%s %s judges a %s, as a %s, in force %s', (clause, id, judges, effect, spans, answerable) => {
    const rule = policy.rule(id);
    expect(rule).toMatchObject({ clause, judges, effect });
    const inForce = rule?.versions.map(({ from, until, fromOrigin }) =>
      [from, '–', until ?? fromOrigin].filter((part) => part !== undefined).join(' '),
    );
    expect(inForce).toEqual(spans);
    expect(rule?.answerable.join(' ')).toBe(answerable);
  });

  it.each(document.rules.filter(({ clause }) => clause !== 'HJ 1321').map(({ id, citation }) => [id, citation.zh]))(
    '%s cites the plan word for word',
    (_, citation) => {
      expect(plain(plan)).toContain(plain(citation));
    },
  );

  it('cites the plan word for word where a parameter is the plan’s', () => {
    const cited = Object.entries(document.parameters).filter(([, { origin }]) => origin === 'plan');
    expect(cited.map(([name]) => name)).toEqual([
      'freightThresholdTonnes',
      'planningAreaSectors',
      'manualKinds',
      'aggravatingFindings',
      'retirementDeadline',
    ]);
    for (const [, { cite }] of cited) expect(plain(plan)).toContain(plain(cite ?? 'none'));
  });

  it.each<[string, unknown, string]>([
    ['freightThresholdTonnes', 1_500_000, 'plan'],
    ['planningAreaSectors', ['power'], 'plan'],
    ['similarSectors', [], 'ours'],
    ['gateHeardFromHours', 24, 'ours'],
    ['networkingGraceDays', 30, 'ours'],
    ['lateAfterSeconds', 600, 'ours'],
    ['gateListLookBackDays', 90, 'ours'],
    ['gateListValidHours', 72, 'ours'],
    ['repeatSeconds', 300, 'ours'],
    ['freshnessSeconds', 60, 'ours'],
    ['lookBackDays', 30, 'ours'],
    ['cleanShareMinimum', null, 'ours'],
    ['ureaPassages', 20, 'ours'],
    ['ureaWindowDays', 30, 'ours'],
    ['transmissionPermille', 950, 'unconfirmed'],
    ['resubmitWorkingDays', 5, 'ours'],
    ['appealWorkingDays', 20, 'ours'],
    ['appealDecisionWorkingDays', 15, 'ours'],
    ['retirementDeadline', '2021-12-31', 'plan'],
    ['ringelmannMax', 1, 'unconfirmed'],
  ])('parameter %s is %j, %s', (name, value, origin) => {
    expect(document.parameters[name]).toMatchObject({ value, origin });
  });

  it('ships the smoke limits as unconfirmed', () => {
    const { value, origin } = document.parameters.smoke ?? {};
    expect(origin).toBe('unconfirmed');
    expect(value).toMatchObject({
      limitsE3: { I: [3000, 2000, 1610], II: [2000, 1000, 800], III: [800, 800, 500] },
      readingsUsed: 3,
      ringelmannMax: document.parameters.ringelmannMax?.value,
    });
  });

  it('takes the retirement deadline for the last day of the list that is still due', () => {
    const [due, overdue] = policy.rule('china-iii-retirement')?.versions ?? [];
    expect(due?.until).toBe('2022-01-01');
    expect(overdue?.from).toBe('2022-01-01');
    expect(policy.parameter('retirementDeadline')).toBe('2021-12-31');
  });

  it.each(['煤', '焦炭', '矿石', '石灰石', '水泥', '熟料', '砂石', '钢材', '粉煤灰', '氧化铝'])(
    '%s is bulk cargo',
    (name) => {
      expect(policy.parameter('bulkCargoNames')).toContain(name);
    },
  );

  it('names the six counties and the day of the copy read', () => {
    expect(Object.entries(document.counties).map(([code, { zh }]) => `${code} ${zh}`)).toEqual([
      '140302 城区',
      '140303 矿区',
      '140311 郊区',
      '140321 平定县',
      '140322 盂县',
      '140371 开发区',
    ]);
    expect([document.from, document.publishedOn]).toEqual(['2021-01-01', '2021-07-09']);
  });

  it('is advisory at the gate only where the plan’s own consequence is another, or the flag is for review', () => {
    const advisory = document.rules.filter(({ gate }) => gate === 'advisory').map(({ id }) => id);
    expect(advisory).toEqual(['planning-area-china-vi', 'china-iii-access']);
  });

  it('lets only an officer’s exemption, under the order rules, excuse anything', () => {
    const excused = document.rules.flatMap(({ id, unless = [] }) =>
      unless.map(({ when }) => [id, JSON.stringify(when)]),
    );
    const granted = JSON.stringify({ fact: 'exemption.granted', is: true });
    expect(excused).toEqual([
      ['planning-area-peak-shift', granted],
      ['alert-graded-transport', granted],
      ['alert-machinery', granted],
    ]);
  });

  it('names every data-quality finding in both languages', () => {
    expect(document.dataQuality.map(({ kind }) => kind)).toEqual([
      'stage_conflict',
      'suspect_defaults',
      'vin_conflict',
      'plate_colour_mismatch',
      'clock_skew',
      'stage_implausible',
    ]);
  });
});
