import { countFigure } from '../../domain/reports/figure.ts';
import { instantsOf } from '../../domain/reports/period.ts';
import { addDays } from '../../domain/time.ts';
import type { ViolatorGroup } from '../../store/violators.ts';
import { type Answer, type Cells, linksOf, type Question, type ReportDef } from './report.ts';

const OFFENDERS = [
  ['vehicles', 'vehicle', '车辆', 'vehicles'],
  ['enterprises', 'enterprise', '企业', 'enterprises'],
  ['contractors', 'contractor', '施工单位', 'contractors'],
  ['sellers', 'seller', '销售单位', 'sellers'],
] as const satisfies readonly (readonly [string, ViolatorGroup, string, string])[];

/** Repeat offenders (屡罚屡犯), by the policy's parameter `repeatOffender` of the last day of the period. */
export const repeatOffenderReport: ReportDef = {
  title: { zh: '屡罚屡犯统计', en: 'Repeat offenders' },
  action: 'violator.read',
  rows: ['county', 'month'],
  narrowedBy: ['countyCode'],
  figures: OFFENDERS.map(([name, , zh, en]) =>
    countFigure(
      name,
      [`屡犯${zh}`, `Repeat ${en}`],
      [
        `截至期末、政策所定天数内违规次数达到所定次数的${zh}数；已撤销、已失效的违规不计。无政策的日期为零。`,
        `Those with as many breaches as the policy says in the days it says, up to the last day of the period; cancelled and withdrawn ones never count. None where no policy is in force.`,
      ],
    ),
  ),
  count: async (question: Question): Promise<Answer> => {
    const { bulk, scope, period, narrowing, group, policies } = question;
    const parameter = policies.on(period.to)?.parameter('repeatOffender');
    const days = { from: addDays(period.to, 1 - (parameter?.days ?? 1)), to: period.to };
    const found = new Map<string, Cells>();
    for (const key of group === 'county' ? await countiesOf(question, days) : ['']) {
      const links = linksOf(question, key);
      const countyCode = group === 'county' ? key : narrowing.countyCode;
      const filter = { ...instantsOf(days), ...(countyCode === undefined ? {} : { countyCode }) };
      const cells: [string, Cells[string]][] = [];
      for (const [name, by] of OFFENDERS) {
        const atLeast = parameter?.breaches;
        const value = atLeast === undefined ? 0 : await bulk.violations.countViolators(scope, by, filter, atLeast);
        const rows = atLeast === undefined ? [] : links.during('/violators', { ...days, by, atLeast: String(atLeast) });
        cells.push([name, { value, rows }]);
      }
      found.set(key, Object.fromEntries(cells));
    }
    const none: Cells = Object.fromEntries(OFFENDERS.map(([name]) => [name, { value: 0, rows: [] }]));
    return { keys: [...found.keys()], cells: (key) => found.get(key) ?? none };
  },
};

/** The counties in which anything was committed in the days looked at. */
async function countiesOf({ bulk, scope, narrowing }: Question, days: { from: string; to: string }): Promise<string[]> {
  const range = { scope, ...instantsOf(days), countyCode: narrowing.countyCode };
  const sums = await bulk.reports.violations('county', range);
  return [...new Set(sums.map(({ key }) => key))];
}
