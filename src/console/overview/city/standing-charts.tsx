import { useQuery } from '@tanstack/react-query';
import { api, told } from '../../api/client.ts';
import { pageOf } from '../../parts/api-links.ts';
import { useLanguage, useT, w } from '../../session/language.ts';
import { useCountyName } from '../words.ts';
import { ChartCard } from './chart-card.tsx';
import { type About, definitionOf, hasAny, linesOf, type Series, seriesOf } from './figures.ts';
import { EVERY, pointOf, useReport } from './reports.ts';

const W = {
  clauses: w('违规数（按条款）', 'Breaches by clause'),
  rate: w('门禁数据传输率', 'Transmission rate of gates'),
  month: w('月份', 'Month'),
  clause: w('条款', 'Clause'),
  county: w('县区', 'County'),
  quota: w('任务数', 'Quota'),
  retired: w('已淘汰', 'Retired'),
  remaining: w('目前待淘汰', 'Still to retire now'),
  note: w(
    '已淘汰：年度内报废或注销且证明已核实的车辆；任务数以最近一次下达为准。',
    'Retired: within the year, with a proof that was verified. The quota is the one last decided.',
  ),
};

const STATUSES = [
  ['open', '#b42318'],
  ['notified', '#ea8a0c'],
  ['appealed', '#7c3aed'],
  ['confirmed', '#1d4ed8'],
  ['rectified', '#0f8b7e'],
] as const;

/** Breaches by clause, with what became of them. */
export function ClauseChart({ months, county }: About) {
  const t = useT();
  const { language } = useLanguage();
  const asking = useReport('violations', 'clause', months, county);
  const rows = asking.data?.items.filter(({ cells }) => (cells['breaches']?.value ?? 0) > 0) ?? [];
  const labels = rows.map(({ key }) => key).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const figures = asking.data && {
    ...{ unit: 'count' as const, labelTitle: t(W.clause), labels, stacked: true, lying: true },
    series: STATUSES.map(([name, colour]) =>
      seriesOf(asking.data, name, labels, t, { shape: 'bar', colour, hatched: name === 'appealed' }),
    ).filter(hasAny),
  };
  return (
    <ChartCard
      title={W.clauses}
      asking={asking}
      figures={figures}
      note={definitionOf(asking.data, ['breaches'], language)}
    />
  );
}

/** What share of the passages that gates counted arrived. */
export function RateChart({ months, county }: About) {
  const t = useT();
  const { language } = useLanguage();
  const asking = useReport('connectivity', 'month', months, county);
  const figures = linesOf(asking.data, ['transmissionRate'], months, t(W.month), t);
  return (
    <ChartCard
      title={W.rate}
      asking={asking}
      figures={figures}
      note={definitionOf(asking.data, ['transmissionRate'], language)}
    />
  );
}

/** What each county has retired in the year in which the period ends, against its quota. */
export function RetirementChart({ months, county }: About) {
  const t = useT();
  const countyName = useCountyName();
  const year = months.to.slice(0, 4);
  const asking = useQuery({
    queryKey: ['retirements', 'progress', year],
    queryFn: () => told(api.GET('/api/v1/retirements/progress', { params: { query: { year } as never } })),
    refetchInterval: EVERY,
  });
  const now = useReport('retirements', 'county', months, county);
  const rows = asking.data?.counties.filter(({ countyCode }) => !county || countyCode === county) ?? [];
  const series: Series[] = [
    {
      ...{ name: t(W.quota), shape: 'bar', colour: '#8b929a', hatched: true },
      points: rows.map(({ quota }) => ({ value: quota, page: `/retirement/progress?year=${year}` })),
    },
    {
      ...{ name: t(W.retired), shape: 'bar', colour: '#0f8b7e' },
      points: rows.map(({ retired, countyCode: code }) => ({
        value: retired,
        page: pageOf(`/retirements?status=retired&proven=true${code === null ? '' : `&countyCode=${code}`}`),
      })),
    },
    {
      ...{ name: t(W.remaining), shape: 'bar', colour: '#c2410c' },
      points: rows.map(({ countyCode }) =>
        pointOf(now.data?.items.find(({ key }) => key === countyCode)?.cells['remaining']),
      ),
    },
  ];
  const labels = rows.map(({ countyCode }) => countyName(countyCode));
  const figures = asking.data && now.data && { unit: 'count' as const, labelTitle: t(W.county), labels, series };
  const title = w(`${year} 年淘汰进度`, `Retirement progress ${year}`);
  return (
    <ChartCard
      title={title}
      asking={{ ...asking, isPending: asking.isPending || now.isPending }}
      figures={figures}
      note={t(W.note)}
    />
  );
}
