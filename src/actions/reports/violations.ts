import { VIOLATION_STATUSES, VOID_STATUSES } from '../../domain/enforcement/violation.ts';
import { VIOLATION_STATUS_NAMES } from '../../domain/enforcement/violation-states.ts';
import { countFigure } from '../../domain/reports/figure.ts';
import type { ViolationSum } from '../../store/reports.ts';
import { type Answer, type Cells, linksOf, ownersOf, type Question, type ReportDef, rangeOf } from './report.ts';

const STANDING = VIOLATION_STATUSES.filter((status) => !VOID_STATUSES.includes(status));

const OVER =
  '按违规发生日计；已撤销、已失效的不计。不属于任何县区或企业的仅计入合计；同时违反两项条款的在两行各计一次。';
const OVER_EN =
  'By the day on which they occurred; cancelled and withdrawn ones never count. What belongs to no county or enterprise stands in the total alone; what breaks two clauses stands in both rows.';

/** Violations (违规线索) that stand, by county, enterprise, clause, kind and month, with what became of them. */
export const violationReport: ReportDef = {
  title: { zh: '违规线索统计', en: 'Violations' },
  action: 'report.read',
  rows: ['county', 'enterprise', 'clause', 'kind', 'month'],
  narrowedBy: ['countyCode', 'enterpriseId', 'clause', 'kind'],
  figures: [
    countFigure(
      'breaches',
      ['违规数', 'Breaches'],
      [`违规线索数。${OVER}`, `Violations that are breaches. ${OVER_EN}`],
    ),
    ...STANDING.map((status) =>
      countFigure(
        status,
        [`其中：${VIOLATION_STATUS_NAMES[status].zh}`, `of these ${VIOLATION_STATUS_NAMES[status].en}`],
        [
          `目前状态为“${VIOLATION_STATUS_NAMES[status].zh}”的违规数。`,
          `Breaches whose status is ${VIOLATION_STATUS_NAMES[status].en} now.`,
        ],
      ),
    ),
    countFigure(
      'reviews',
      ['待核查线索', 'Findings for review'],
      ['待核查线索数，不是违规。', 'Findings for review, which are no breaches. Counted in the same way.'],
    ),
  ],
  count: async (question: Question): Promise<Answer> => {
    const { bulk, narrowing } = question;
    const group = question.group === 'clause' || question.group === 'kind' ? question.group : ownersOf(question);
    const { clause, kind } = narrowing;
    const sums = await bulk.reports.violations(group, rangeOf(question), { clause, kind });
    return { keys: [...new Set(sums.map(({ key }) => key))], cells: (key) => cellsOf(question, key, sums) };
  },
};

function cellsOf(question: Question, key: string, sums: readonly ViolationSum[]): Cells {
  const links = linksOf(question, key);
  const cell = (effect: 'breach' | 'review', status?: string) => ({
    value: sums
      .filter((sum) => sum.key === key && sum.effect === effect && (status === undefined || sum.status === status))
      .reduce((total, { count }) => total + count, 0),
    rows: links.during('/violations', { effect, ...(status === undefined ? {} : { status }) }),
  });
  return {
    breaches: cell('breach'),
    ...Object.fromEntries(STANDING.map((status) => [status, cell('breach', status)])),
    reviews: cell('review'),
  };
}
