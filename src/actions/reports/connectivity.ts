import { countFigure, ofNow, percentFigure, percentOf } from '../../domain/reports/figure.ts';
import { WHOLE } from '../../domain/reports/rows.ts';
import type { DeclaredSum, GateStates } from '../../store/connectivity.ts';
import { limitsOf } from '../gates/view-connectivity.ts';
import { type Answer, type Cells, linksOf, ownersOf, type Question, type ReportDef, rangeOf } from './report.ts';

const DECLARED_ZH = '门禁申报了当日数量的';
const NOW_ZH = '目前';

/** Networking of gates (门禁联网): which are silent, and what share of the declared passages arrived. Clause 2.4.2e, HJ 1321. */
export const connectivityReport: ReportDef = {
  title: { zh: '门禁联网与数据传输', en: 'Networking of gates' },
  action: 'report.read',
  rows: ['county', 'enterprise', 'month'],
  narrowedBy: ['countyCode', 'enterpriseId'],
  figures: [
    percentFigure(
      'transmissionRate',
      ['数据传输率', 'Transmission rate'],
      [
        '分子：收到数（各门每日不超过其申报数）；分母：申报数。未申报的门与日两边均不计。',
        'Numerator: received, of each gate and day not more than it declared. Denominator: declared. Gates and days without a declared count are in neither.',
      ],
    ),
    countFigure(
      'daysDeclared',
      ['申报门日数', 'Gate days declared'],
      [`${DECLARED_ZH}门日数。`, 'Gates times days for which a count was declared.'],
    ),
    countFigure(
      'declared',
      ['申报过车数', 'Passages declared'],
      [`${DECLARED_ZH}过车数合计。`, 'The declared counts, added up.'],
    ),
    countFigure(
      'received',
      ['收到过车数', 'Passages received'],
      [
        `${DECLARED_ZH}门日内收到的过车数，各不超过其申报数。`,
        'What is stored of those gates and days, of each not more than it declared.',
      ],
    ),
    countFigure(
      'lowDays',
      ['传输率过低日数', 'Days of low transmission'],
      ['判为数据传输率过低的企业日数。', 'Findings for review of enterprises and days below the policy’s rate.'],
    ),
    countFigure(
      'silences',
      ['未联网违规', 'Breaches of networking'],
      ['期间开始的未联网违规数。', 'Breaches of networking that began in the period.'],
    ),
    ofNow(countFigure('gates', ['门禁数', 'Gates'], [`${NOW_ZH}登记的门禁数。`, 'Gates on record now.'])),
    ofNow(
      countFigure(
        'heard',
        ['联网', 'Heard from'],
        [`${NOW_ZH}在时限内有数据的门禁数。`, 'Gates heard from within the policy’s limit, as of now.'],
      ),
    ),
    ofNow(
      countFigure(
        'silent',
        ['失联', 'Silent'],
        [`${NOW_ZH}超过时限无数据的门禁数。`, 'Gates not heard from for longer than the limit, as of now.'],
      ),
    ),
    ofNow(
      countFigure(
        'never',
        ['从未联网', 'Never heard from'],
        [`${NOW_ZH}从未有过数据的门禁数。`, 'Gates never heard from.'],
      ),
    ),
  ],
  count: async (question: Question): Promise<Answer> => {
    const { bulk, period, scope, narrowing, now, policies } = question;
    const group = ownersOf(question);
    const by = group === 'organisation' ? 'enterprise' : 'county';
    const range = rangeOf(question);
    const of = {
      scope,
      countyCode: narrowing.countyCode,
      ...(range.organisationIds ? { enterpriseIds: range.organisationIds } : {}),
    };
    const heardAfter = now - limitsOf({ policies, now }).silenceMs;
    const [states, declared, silences, low] = await Promise.all([
      bulk.connectivity.gateStates(by, of, heardAfter),
      bulk.connectivity.declaredSums(by, of, period, range),
      bulk.reports.violations(group, range, { kind: 'gate_not_networked' }),
      bulk.reports.violations(group, range, { kind: 'low_transmission' }),
    ]);
    const ofKey = (key: string) => (one: { readonly key: string }) => group === 'all' || one.key === key;
    return {
      keys: group === 'all' ? [WHOLE] : [...new Set([...states, ...declared].map(({ key }) => key))],
      cells: (key) =>
        cellsOf(question, key, {
          states: states.filter(ofKey(key)),
          declared: declared.filter(ofKey(key)),
          silences: total(silences.filter(ofKey(key)), 'count'),
          low: total(low.filter(ofKey(key)), 'count'),
        }),
    };
  },
};

type Found = {
  readonly states: readonly GateStates[];
  readonly declared: readonly DeclaredSum[];
  readonly silences: number;
  readonly low: number;
};

function cellsOf(question: Question, key: string, { states, declared, silences, low }: Found): Cells {
  const links = linksOf(question, key);
  const counts = links.during('/gate-counts');
  const [all, heard, never] = [total(states, 'gates'), total(states, 'heard'), total(states, 'never')];
  const gates = (state: string) => links.now('/connectivity', { state });
  const toldOf = { value: total(declared, 'declared'), rows: counts, sum: 'declared' };
  const received = { value: total(declared, 'received'), rows: counts, sum: 'counted' };
  return {
    transmissionRate: {
      value: percentOf(received.value, toldOf.value),
      numerator: received,
      denominator: toldOf,
    },
    daysDeclared: { value: total(declared, 'days'), rows: counts },
    declared: toldOf,
    received,
    lowDays: { value: low, rows: links.during('/violations', { kind: 'low_transmission' }) },
    silences: { value: silences, rows: links.during('/violations', { kind: 'gate_not_networked' }) },
    gates: { value: all, rows: links.now('/connectivity') },
    heard: { value: heard, rows: gates('heard') },
    silent: { value: all - heard - never, rows: gates('silent') },
    never: { value: never, rows: gates('never') },
  };
}

function total<K extends string>(sums: readonly Readonly<Record<K, number>>[], name: K): number {
  return sums.reduce((sum, one) => sum + one[name], 0);
}
