import { canonicalJson } from '../../domain/canonical.ts';
import { CLEAN_MODES, type CleanTransportRule, cleanShareOf } from '../../domain/fleet/clean-share.ts';
import { countFigure, percentFigure, percentOf, tonnesFigure } from '../../domain/reports/figure.ts';
import { monthOf, monthsOf, type Period } from '../../domain/reports/period.ts';
import { cleanRuleOf, roadOf } from '../fleet/transport-share.ts';
import { type Answer, type Cells, linksOf, ownersOf, type Question, type ReportDef, rangeOf } from './report.ts';

/** Clean transport share (清洁运输比例) by mass, of whole months. Clause 2.4.2c. */
export const cleanTransportReport: ReportDef = {
  title: { zh: '清洁运输比例', en: 'Clean transport' },
  action: 'report.read',
  rows: ['county', 'enterprise', 'month'],
  narrowedBy: ['countyCode', 'enterpriseId'],
  byWholeMonths: true,
  figures: [
    percentFigure(
      'cleanShare',
      ['清洁运输比例', 'Clean share'],
      [
        '分子：清洁方式运量；分母：总运量。未称重的装载两边均不计，另列于旁。',
        'Numerator: mass moved by clean modes. Denominator: all mass moved. Loads that nobody weighed are in neither; they stand beside it.',
      ],
    ),
    tonnesFigure(
      'cleanTonnes',
      ['清洁方式运量（吨）', 'By clean modes, t'],
      [
        '政策当月认定的清洁方式（铁路、水运、管道、皮带等）运量；政策计入的新能源货车运量亦在内。',
        'Tonnes by the modes that the month’s policy calls clean, and by new-energy trucks where it counts them.',
      ],
    ),
    tonnesFigure(
      'totalTonnes',
      ['总运量（吨）', 'All, t'],
      ['各方式与公路称重运量之和。', 'Tonnes by other modes and by road as weighed.'],
    ),
    tonnesFigure(
      'otherTonnes',
      ['非公路运量（吨）', 'Other than by road, t'],
      ['企业申报的非公路运量。', 'Tonnes that enterprises told of, other than by road.'],
    ),
    tonnesFigure(
      'roadTonnes',
      ['公路运量（吨）', 'By road, t'],
      ['门禁进出中称重的装载，一次进出计一次。', 'Weighed loads at gates, one for each access.'],
    ),
    countFigure(
      'loads',
      ['公路装载次数', 'Loads by road'],
      ['有装载的进出次数。', 'Accesses with a load, weighed or not.'],
    ),
    countFigure(
      'unweighed',
      ['未称重装载', 'Loads not weighed'],
      [
        '有装载而无质量的进出次数；比例仅在其为零时完整。',
        'Accesses with a load of no known mass; the share is whole only where there are none.',
      ],
    ),
  ],
  count: async (question: Question): Promise<Answer> => {
    const { bulk, period, policies } = question;
    const group = ownersOf(question);
    const range = rangeOf(question);
    const months = monthsOf(period).map(({ month }) => month);
    const moved = await bulk.reports.movedCleanly(group, range, months);
    const sums = new Map<string, Sum>();
    const add = (key: string, more: Sum) => {
      const known = sums.get(key) ?? NOTHING;
      sums.set(key, {
        cleanKg: known.cleanKg + more.cleanKg,
        totalKg: known.totalKg + more.totalKg,
        roadKg: known.roadKg + more.roadKg,
        loads: known.loads + more.loads,
        unweighed: known.unweighed + more.unweighed,
      });
    };
    for (const { month, period: inside } of monthsOf(period)) {
      const accesses = await bulk.reports.accesses(group, range, inside);
      const ofMonth = moved.filter((one) => one.month === month);
      const rule = cleanRuleOf(policies, month);
      for (const key of new Set([...accesses, ...ofMonth].map((one) => one.key))) {
        const road = roadOf(accesses.filter((one) => one.key === key));
        const share = cleanShareOf(
          ofMonth.filter((one) => one.key === key),
          road,
          rule,
        );
        add(key, { ...share, roadKg: road.kg, loads: road.loads });
      }
    }
    return { keys: [...sums.keys()], cells: (key) => cellsOf(question, key, sums.get(key) ?? NOTHING) };
  },
};

type Sum = Readonly<Record<'cleanKg' | 'totalKg' | 'roadKg' | 'loads' | 'unweighed', number>>;
const NOTHING: Sum = { cleanKg: 0, totalKg: 0, roadKg: 0, loads: 0, unweighed: 0 };

function cellsOf(question: Question, key: string, sum: Sum): Cells {
  const links = linksOf(question, key);
  const tonnes = (kg: number, rows: readonly string[]) => ({ value: kg / 1000, rows, sum: 'tonnes' });
  const { from, to } = question.period;
  const other = links.now('/clean-transport', { fromMonth: monthOf(from), toMonth: monthOf(to) });
  const road = (load: string) => links.during('/passages', { counted: 'true', load });
  const clean = tonnes(sum.cleanKg, cleanLinks(question, links));
  const all = tonnes(sum.totalKg, [...other, ...road('weighed')]);
  return {
    cleanShare: { value: percentOf(sum.cleanKg, sum.totalKg), numerator: clean, denominator: all },
    cleanTonnes: clean,
    totalTonnes: all,
    otherTonnes: tonnes(sum.totalKg - sum.roadKg, other),
    roadTonnes: tonnes(sum.roadKg, road('weighed')),
    loads: { value: sum.loads, rows: road('loaded') },
    unweighed: { value: sum.unweighed, rows: road('unweighed') },
  };
}

/** What the policies of the months call clean, months with one and the same rule in one call. */
function cleanLinks({ policies, period }: Question, links: ReturnType<typeof linksOf>): string[] {
  const spans: { rule: CleanTransportRule; from: string; to: string; period: Period }[] = [];
  for (const { month, period: inside } of monthsOf(period)) {
    const rule = cleanRuleOf(policies, month);
    const last = spans.at(-1);
    if (last && canonicalJson(last.rule) === canonicalJson(rule))
      spans.splice(-1, 1, { ...last, to: month, period: { from: last.period.from, to: inside.to } });
    else spans.push({ rule, from: month, to: month, period: inside });
  }
  return spans.flatMap(({ rule, from, to, period: { from: fromDay, to: toDay } }) => {
    const months = { fromMonth: from, toMonth: to };
    const every = CLEAN_MODES.every((mode) => rule.modes.includes(mode));
    const modes = every ? [{}] : rule.modes.map((mode) => ({ mode }));
    const trucks = rule.newEnergyTrucks ? (['verified', 'asserted'] as const) : [];
    return [
      ...modes.flatMap((mode) => links.now('/clean-transport', { ...months, ...mode })),
      ...trucks.flatMap((newEnergy) =>
        links.during('/passages', { from: fromDay, to: toDay, counted: 'true', load: 'weighed', newEnergy }),
      ),
    ];
  });
}
