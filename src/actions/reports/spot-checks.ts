import type { Message } from '../../domain/failure.ts';
import { countFigure, percentFigure, percentOf } from '../../domain/reports/figure.ts';
import { ITEM_KIND_NAMES, ITEM_KINDS } from '../../domain/spot-checks/item.ts';
import { type Answer, linksOf, ownersOf, type Question, type ReportDef, rangeOf } from './report.ts';

const camel = (kind: string): string => kind.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const ofKinds = ITEM_KINDS.flatMap((kind) => {
  const name: Message = ITEM_KIND_NAMES[kind];
  return [
    countFigure(
      `${camel(kind)}Checked`,
      [`${name.zh}（已查）`, `${name.en}, checked`],
      ['已有结论（正确或错误）的项数。', 'Items found right or wrong; undetermined ones are left out.'],
    ),
    countFigure(
      `${camel(kind)}Wrong`,
      [`${name.zh}（错误）`, `${name.en}, wrong`],
      ['其中错误的项数。', 'Those of them found wrong.'],
    ),
  ];
});

/** Error rates by official spot checks (抽查错误率), over checks closed in the period. */
export const spotCheckReport: ReportDef = {
  title: { zh: '抽查情况', en: 'Spot checks' },
  action: 'report.read',
  rows: ['county', 'enterprise', 'month'],
  narrowedBy: ['countyCode', 'enterpriseId'],
  figures: [
    percentFigure(
      'errorRate',
      ['错误率', 'Error rate'],
      [
        '分子：错误项数；分母：已有结论的项数。无法判定的两边均不计。',
        'Numerator: items found wrong. Denominator: items found right or wrong. Undetermined ones are in neither.',
      ],
    ),
    countFigure('checks', ['抽查次数', 'Checks'], ['期间内结束的抽查。', 'Spot checks closed in the period.']),
    countFigure('checked', ['已查项数', 'Items checked'], ['正确与错误的项数之和。', 'Items found right or wrong.']),
    countFigure('wrong', ['错误项数', 'Items wrong'], ['错误的项数。', 'Items found wrong.']),
    ...ofKinds,
  ],
  count: async (question: Question): Promise<Answer> => {
    const { bulk } = question;
    const group = ownersOf(question);
    const range = rangeOf(question);
    const checks = await bulk.reports.spotChecks(group, range);
    const items = await bulk.reports.spotCheckItems(group, range);
    return {
      keys: [...new Set(checks.map(({ key }) => key))],
      cells: (key) => {
        const links = linksOf(question, key);
        const cell = (verdict: 'checked' | 'wrong', kind?: string) => ({
          value: items
            .filter((one) => one.key === key && (kind === undefined || one.kind === kind))
            .filter((one) => one.verdict === 'wrong' || (verdict === 'checked' && one.verdict === 'right'))
            .reduce((total, { count }) => total + count, 0),
          rows: links.during('/spot-check-items', { verdict, ...(kind === undefined ? {} : { kind }) }),
        });
        const [checked, wrong] = [cell('checked'), cell('wrong')];
        return {
          errorRate: { value: percentOf(wrong.value, checked.value), numerator: wrong, denominator: checked },
          checks: {
            value: checks.find((one) => one.key === key)?.checks ?? 0,
            rows: links.during('/spot-checks', { status: 'closed' }),
          },
          ...{ checked, wrong },
          ...Object.fromEntries(
            ITEM_KINDS.flatMap((kind) => [
              [`${camel(kind)}Checked`, cell('checked', kind)],
              [`${camel(kind)}Wrong`, cell('wrong', kind)],
            ]),
          ),
        };
      },
    };
  },
};
