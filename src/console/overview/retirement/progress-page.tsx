import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Flex, Input, Progress, Table, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { legalDayOf } from '../../../domain/time.ts';
import { type Answer, api, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { useCountyName } from '../words.ts';
import { QuotaForm } from './quota-form.tsx';
import { RetirementFrame } from './retirement-frame.tsx';

const W = {
  year: w('年度', 'Year'),
  label: w('各县区任务进度', 'Progress of the counties'),
  county: w('县区', 'County'),
  city: w('全市', 'The city'),
  quota: w('任务数', 'Quota'),
  retired: w('已淘汰（证明已核实）', 'Retired, verified'),
  remaining: w('尚差', 'Still to do'),
  listed: w('目前在名单', 'On the list now'),
  unproven: w('无已核实证明', 'Without proof'),
  left: w('已转出', 'Transferred out'),
  noQuota: w('未下达', 'none decided'),
  without: w('尚未下达任务的县区', 'Without a quota'),
  asOf: w('截至', 'As of'),
  give: w('下达任务', 'Decide a quota'),
  note: w(
    '只有证明经核实的才计为已淘汰；转出的不计。任务数以最近一次下达为准。',
    'Only verified proofs count; vehicles transferred out never do. The quota decided last counts.',
  ),
};

const NAMES = ['year'] as const;

type Line = Answer<'/api/v1/retirements/progress'>['counties'][number] & { readonly name: string };

/** What each county has retired in a year against its quota. */
export function ProgressPage() {
  const t = useT();
  const may = useMay();
  const queries = useQueryClient();
  const countyName = useCountyName();
  const [giving, setGiving] = useState(false);
  const [{ year: asked }, set] = useUrlFilters(NAMES);
  const year = asked && /^20\d\d$/.test(asked) ? asked : legalDayOf(Date.now()).slice(0, 4);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['retirements', 'progress', year],
    queryFn: () => told(api.GET('/api/v1/retirements/progress', { params: { query: { year } as never } })),
  });
  const lines: Line[] = data
    ? [
        ...data.counties.map((one) => ({ ...one, name: countyName(one.countyCode) })),
        ...(data.city ? [{ ...data.city, countyCode: 'all', name: t(W.city) }] : []),
      ]
    : [];
  const linked = (row: Line, value: number, query: string) =>
    row.countyCode === null ? (
      value
    ) : (
      <Link to={`/retirement?${query}${row.countyCode === 'all' ? '' : `&countyCode=${row.countyCode}`}`}>{value}</Link>
    );
  return (
    <RetirementFrame
      actions={
        may('retirement-quota.write') && (
          <Button type="primary" onClick={() => setGiving(true)}>
            {t(W.give)}
          </Button>
        )
      }
    >
      <Flex vertical gap={16}>
        <Flex gap={8} align="center" wrap>
          <Input
            type="number"
            min={2015}
            max={2099}
            prefix={`${t(W.year)}:`}
            aria-label={t(W.year)}
            defaultValue={year}
            onBlur={({ target }) => set({ year: target.value })}
            onPressEnter={({ currentTarget }) => set({ year: currentTarget.value })}
            style={{ width: 150 }}
          />
          {data && (
            <Typography.Text type="secondary">
              {t(W.asOf)} {data.on}
            </Typography.Text>
          )}
        </Flex>
        {isPending && <Loading />}
        {error && !data && <Fault error={error} onRetry={() => void refetch()} />}
        {data && (
          <Card size="small" style={{ maxWidth: 1280 }}>
            <Table<Line>
              size="small"
              aria-label={t(W.label)}
              pagination={false}
              scroll={{ x: 'max-content' }}
              rowKey={({ countyCode }) => countyCode ?? 'none'}
              dataSource={lines}
              columns={[
                { title: t(W.county), dataIndex: 'name', fixed: 'left' },
                { title: t(W.quota), key: 'quota', align: 'right', render: (row: Line) => row.quota ?? t(W.noQuota) },
                {
                  title: t(W.retired),
                  key: 'retired',
                  render: (row: Line) => (
                    <Retired row={row} link={linked(row, row.retired, 'status=retired&proven=true')} />
                  ),
                },
                {
                  title: t(W.remaining),
                  key: 'remaining',
                  align: 'right',
                  render: (row: Line) => row.remaining ?? '—',
                },
                { title: t(W.listed), dataIndex: 'listed', align: 'right' },
                {
                  title: t(W.unproven),
                  key: 'unproven',
                  align: 'right',
                  render: (row: Line) => linked(row, row.unproven, 'status=retired&proven=false'),
                },
                { title: t(W.left), dataIndex: 'transferredOut', align: 'right' },
              ]}
            />
            <Typography.Paragraph type="secondary" style={{ margin: '12px 0 0', fontSize: 12 }}>
              {t(W.note)}{' '}
              {data.city &&
                data.city.withoutQuota.length > 0 &&
                `${t(W.without)}: ${data.city.withoutQuota.map(countyName).join('、')}`}
            </Typography.Paragraph>
          </Card>
        )}
      </Flex>
      <QuotaForm
        open={giving}
        year={year}
        onClose={() => setGiving(false)}
        onGiven={() => void queries.invalidateQueries({ queryKey: ['retirements', 'progress'] })}
      />
    </RetirementFrame>
  );
}

function Retired({ row, link }: { readonly row: Line; readonly link: React.ReactNode }) {
  if (row.quota === null || row.quota === 0) return <>{link}</>;
  return (
    <Flex gap={8} align="center">
      <span className="numbers">{link}</span>
      <Progress
        aria-label={row.name}
        percent={Math.min(100, Math.floor((row.retired / row.quota) * 100))}
        showInfo={false}
        size="small"
        style={{ width: 100, margin: 0 }}
      />
    </Flex>
  );
}
