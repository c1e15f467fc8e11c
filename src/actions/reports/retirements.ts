import { listedPlaceOn } from '../../domain/fleet/retirement.ts';
import { countFigure, ofNow, percentFigure, percentOf } from '../../domain/reports/figure.ts';
import { legalDayOf } from '../../domain/time.ts';
import { type Answer, type Cells, linksOf, ownersOf, type Question, type ReportDef, rangeOf } from './report.ts';

/** Progress of the retirement programme (国三及以下柴油货车淘汰) as it stands now. Clause 2.4.4. */
export const retirementReport: ReportDef = {
  title: { zh: '淘汰进度', en: 'Retirement progress' },
  action: 'retirement.read',
  rows: ['county'],
  narrowedBy: ['countyCode'],
  figures: [
    ofNow(
      percentFigure(
        'retiredShare',
        ['淘汰完成率', 'Share retired'],
        [
          '分子：已淘汰；分母：名单内全部车辆（含已淘汰）。转出的不在名单内；仅凭核实信息列入。',
          'Numerator: retired. Denominator: all on the list, the retired included. Vehicles transferred out have left it; only verified facts put one on it.',
        ],
      ),
    ),
    ofNow(
      countFigure(
        'listed',
        ['名单内车辆', 'On the list'],
        ['名单内全部车辆，含已淘汰。', 'All on the list, the retired included.'],
      ),
    ),
    ofNow(
      countFigure(
        'remaining',
        ['待淘汰', 'Still to retire'],
        ['名单内尚未报废或注销的车辆。', 'Those neither scrapped nor deregistered.'],
      ),
    ),
    ofNow(
      countFigure('retired', ['已淘汰', 'Retired'], ['名单内已报废或注销的车辆。', 'Those scrapped or deregistered.']),
    ),
  ],
  count: async (question: Question): Promise<Answer> => {
    const group = ownersOf(question) === 'county' ? 'county' : 'all';
    const sums = await question.bulk.reports.retirements(group, rangeOf(question));
    const today = legalDayOf(question.now);
    const place = listedPlaceOn(question.policies.on(today), today) ?? 'due';
    const cells = (key: string): Cells => {
      const links = linksOf(question, key);
      const cell = (which: string | undefined, rows: readonly string[]) => ({
        value: sums
          .filter((sum) => sum.key === key && (which === undefined || sum.place === which))
          .reduce((total, { count }) => total + count, 0),
        rows,
      });
      const retired = cell('retired', links.now('/retirements', { status: 'retired' }));
      const listed = cell(undefined, links.now('/retirements'));
      return {
        retiredShare: { value: percentOf(retired.value, listed.value), numerator: retired, denominator: listed },
        listed,
        remaining: cell('listed', links.now('/retirements', { status: place })),
        retired,
      };
    };
    return { keys: [...new Set(sums.map(({ key }) => key))], cells };
  },
};
