import { useInfiniteQuery } from '@tanstack/react-query';
import { Flex, Switch, Typography } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { authorised, type Schema } from '../../api/client.ts';
import { Problem, problemOf } from '../../api/problem.ts';
import { Download } from '../../parts/download.tsx';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { keptLanguage, useT, w } from '../../session/language.ts';
import { Definitions } from './definitions.tsx';
import { KINDS, kindOf, REPORTS } from './kinds.ts';
import { ReportFilters } from './report-filters.tsx';
import { ReportTable } from './report-table.tsx';

const W = {
  export: w('导出', 'Export'),
  zero: w('隐藏全为零的列', 'Hide columns of zeros'),
  made: w('统计时间', 'Made at'),
  period: w('{from} 至 {to}', '{from} to {to}'),
  open: w('点击数字查看对应明细。', 'A number opens the rows behind it.'),
};

export type Report = Schema<'Report'>;
const FILTERS = ['month', 'from', 'to', 'countyCode', 'enterpriseId', 'by'] as const;

/** One report as a table, whose numbers open their rows. */
export function ReportPage() {
  const t = useT();
  const { kind = '' } = useParams();
  const def = kindOf(kind);
  const [filters, setFilters] = useUrlFilters(FILTERS);
  const [hideZeros, setHideZeros] = useState(true);
  const search = new URLSearchParams(filters).toString();
  const pages = useInfiniteQuery({
    queryKey: ['law', 'report', kind, search, keptLanguage()],
    queryFn: ({ pageParam }) => pageOf(kind, search, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Report) => last.next,
    enabled: def !== undefined,
  });
  if (!def) return <Fault error={new Problem(404, {})} />;
  const report = pages.data?.pages[0];
  const exported = (format: string) =>
    `/api/v1/reports/${kind}/export?${new URLSearchParams({ ...(filters as Record<string, string>), format }).toString()}`;
  return (
    <Page
      title={KINDS[kind as keyof typeof KINDS].title}
      trail={[{ to: '/reports', title: REPORTS }]}
      actions={
        <>
          <Download path={exported('xlsx')} fileName={`${kind}.xlsx`}>
            {t(W.export)} XLSX
          </Download>
          <Download path={exported('csv')} fileName={`${kind}.csv`}>
            CSV
          </Download>
        </>
      }
    >
      <Flex vertical gap={12}>
        <ReportFilters def={def} filters={filters} set={setFilters} />
        {pages.error && !report ? (
          <Fault error={pages.error} onRetry={() => void pages.refetch()} />
        ) : !report ? (
          <Loading />
        ) : (
          <>
            <Flex gap={16} wrap align="center" justify="space-between">
              <Typography.Text className="numbers">
                {t(W.period).replace('{from}', report.from).replace('{to}', report.to)} · {t(W.made)}{' '}
                <Instant at={report.madeAt} /> · {t(W.open)}
              </Typography.Text>
              <Flex component="label" gap={8} align="center">
                <Switch size="small" checked={hideZeros} onChange={setHideZeros} aria-label={t(W.zero)} />
                {t(W.zero)}
              </Flex>
            </Flex>
            <ReportTable
              report={report}
              items={pages.data?.pages.flatMap(({ items }) => items) ?? []}
              hideZeros={hideZeros}
              more={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
              fetching={pages.isFetchingNextPage}
            />
            <Definitions columns={report.columns} />
          </>
        )}
      </Flex>
    </Page>
  );
}

async function pageOf(kind: string, search: string, cursor: string | undefined): Promise<Report> {
  const query = new URLSearchParams(search);
  if (cursor) query.set('cursor', cursor);
  const answer = await authorised(new Request(`/api/v1/reports/${kind}?${query.toString()}`));
  if (!answer.ok) throw await problemOf(answer, keptLanguage());
  return (await answer.json()) as Report;
}
