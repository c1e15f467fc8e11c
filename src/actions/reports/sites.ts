import { countFigure, percentFigure, percentOf } from '../../domain/reports/figure.ts';
import { type Answer, type Cells, linksOf, ownersOf, type Question, type ReportDef, rangeOf } from './report.ts';

const STANDING: readonly [string, string] = [
  '进场前已失效（驳回、撤回、退回后逾期未补正）的申报不计。',
  'Filings that were lost before the entry (rejected, withdrawn, or returned and not mended in time) do not count.',
];

/** Building sites (施工工地) that ought to have filed their machines. Clause 2.4.6a. */
export const siteReport: ReportDef = {
  title: { zh: '工地申报情况', en: 'Sites and their filings' },
  action: 'report.filings',
  rows: ['county', 'contractor', 'month'],
  narrowedBy: ['countyCode'],
  figures: [
    percentFigure(
      'filedShare',
      ['工地申报率', 'Share of sites with filings'],
      [
        `分子：有申报的工地；分母：计划工期与期间有重叠且未提前完工的工地。${STANDING[0]}`,
        `Numerator: sites with a filing. Denominator: sites whose schedule touches the period and that were not closed before it. ${STANDING[1]}`,
      ],
    ),
    countFigure(
      'sites',
      ['在建工地', 'Sites that run'],
      [
        '计划工期与期间有重叠且未提前完工的工地。',
        'Sites whose schedule touches the period and that were not closed before it.',
      ],
    ),
    countFigure(
      'withFiling',
      ['有申报', 'With a filing'],
      [`期末前已有申报的在建工地。${STANDING[0]}`, `With a filing submitted by the end of the period. ${STANDING[1]}`],
    ),
    countFigure(
      'withoutFiling',
      ['无申报', 'Without any filing'],
      [
        '期末前尚无任何申报的在建工地；是否使用机械须核实，不等于违规。',
        'Without a filing by the end of the period. Whether machines work there is to be looked into: it is no breach by itself.',
      ],
    ),
    countFigure(
      'sitesSeenUnfiled',
      ['发现未申报机械的工地', 'With machines seen but not filed'],
      [
        '期间内上报、发现或检查到机械，而该机械该次进场期末前无申报的在建工地。',
        'With a machine reported, seen or inspected there in the period for which nothing was filed for that stay by its end.',
      ],
    ),
    countFigure(
      'sightings',
      ['进场记录', 'Sightings'],
      [
        '进场时间在期间内的进场记录（上报或发现），不含检查。',
        'Machines reported or seen, by the time of the entry; inspections are none.',
      ],
    ),
    countFigure(
      'sightingsUnfiled',
      ['其中：未申报', 'of these not filed'],
      [
        '该次进场期末前无申报的进场记录；此前的申报已报离场的，不作为再次进场的申报。',
        'Those for which nothing was filed by the end of the period; a filing on which the machine left is not one for coming back.',
      ],
    ),
  ],
  count: async (question: Question): Promise<Answer> => {
    const { bulk, period } = question;
    const group = ownersOf(question);
    const { scope, countyCode, organisationIds } = rangeOf(question);
    const range = { scope, countyCode, organisationIds };
    const sites = await bulk.machineryReports.sites(group, range, period);
    const sightings = await bulk.machineryReports.sightings(group, range, period);
    const cells = (key: string): Cells => {
      const { during } = linksOf(question, key, 'organisationId');
      const site = sites.find((sum) => sum.key === key) ?? { sites: 0, filed: 0, seenUnfiled: 0 };
      const seen = sightings.find((sum) => sum.key === key) ?? { sightings: 0, filed: 0 };
      const running = { value: site.sites, rows: during('/sites') };
      const filed = { value: site.filed, rows: during('/sites', { filed: 'true' }) };
      return {
        filedShare: { value: percentOf(filed.value, running.value), numerator: filed, denominator: running },
        sites: running,
        withFiling: filed,
        withoutFiling: { value: site.sites - site.filed, rows: during('/sites', { filed: 'false' }) },
        sitesSeenUnfiled: { value: site.seenUnfiled, rows: during('/sites', { unfiledMachines: 'true' }) },
        sightings: { value: seen.sightings, rows: during('/site-entries') },
        sightingsUnfiled: { value: seen.sightings - seen.filed, rows: during('/site-entries', { filed: 'false' }) },
      };
    };
    return { keys: [...new Set([...sites, ...sightings].map(({ key }) => key))], cells };
  },
};
