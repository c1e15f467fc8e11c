import { useQuery } from '@tanstack/react-query';
import { Card, Empty, Skeleton, Table } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { addDays, legalDayOf } from '../../../domain/time.ts';
import { api, type Row, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { Period } from '../parts/period.tsx';
import { numberOf, usePolicyParameters } from '../parts/policy-parameters.ts';
import { percent } from './gate-rows.tsx';

const RateChart = lazy(() => import('./rate-chart.tsx'));

const W = {
  title: w('每日数据传输率', 'Transmission rate by day'),
  none: w(
    '该时段没有申报数量，无法计算传输率。请每日申报门禁实际通行数。',
    'No count was declared in this period, so that no rate can be told. Declare each day what the gate counted.',
  ),
  day: w('日期', 'Day'),
  declared: w('申报数', 'Declared'),
  received: w('收到数', 'Received'),
  rate: w('传输率', 'Rate'),
  at: w('申报时间', 'Declared at'),
  low: w('低于要求', 'Too low'),
  running: w('当日未结束', 'Not over yet'),
  required: w('要求不低于', 'Must be at least'),
};

type Counts = Row<'/api/v1/gate-counts'>;

/** How much of what a gate counted arrived, by day: as a chart and as a table. */
export function GateRates({ gateId, enterpriseId }: { readonly gateId: string; readonly enterpriseId: string }) {
  const t = useT();
  const today = legalDayOf(Date.now());
  const [days, setDays] = useState<{ from: string | undefined; to: string | undefined }>({
    from: addDays(today, -29),
    to: today,
  });
  const required = numberOf(usePolicyParameters(), 'transmissionPermille');
  const { data, error, refetch } = useQuery({
    queryKey: ['gate-counts', gateId, days],
    queryFn: async () => {
      const { items } = await told(
        api.GET('/api/v1/gate-counts', { params: { query: { enterpriseId, limit: '200', ...(days as object) } } }),
      );
      return lastOfDays(items.filter((one) => one.gateId === gateId));
    },
  });
  const rate = ({ counted, declared }: Counts) => (declared === 0 ? 1 : counted / declared);
  const tooLow = (counts: Counts) => required !== undefined && rate(counts) * 1_000 < required;
  return (
    <Card
      size="small"
      title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.title)}</h2>}
      extra={required !== undefined && `${t(W.required)} ${percent(required / 1_000)}`}
    >
      <Period from={days.from} to={days.to} onChange={setDays} />
      <div style={{ marginTop: 12 }}>
        {error ? (
          <Fault error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton active />
        ) : data.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(W.none)} />
        ) : (
          <>
            <Suspense fallback={<Skeleton active />}>
              <RateChart
                label={t(W.title)}
                names={{ declared: t(W.declared), received: t(W.received), rate: t(W.rate) }}
                days={data.map((one) => ({
                  day: one.day,
                  declared: one.declared,
                  received: one.received,
                  rate: rate(one),
                }))}
                required={required === undefined ? undefined : required / 1_000}
              />
            </Suspense>
            <Table<Counts>
              aria-label={t(W.title)}
              size="small"
              pagination={false}
              rowKey={({ id }) => id}
              dataSource={[...data].reverse()}
              columns={[
                { title: t(W.day), key: 'day', render: (_, { day }) => day },
                { title: t(W.declared), key: 'd', align: 'right', render: (_, { declared }) => declared },
                { title: t(W.received), key: 'r', align: 'right', render: (_, { received }) => received },
                {
                  title: t(W.rate),
                  key: 'rate',
                  align: 'right',
                  render: (_, counts) => (
                    <>
                      {counts.day === today ? (
                        <Mark tone="plain">{t(W.running)}</Mark>
                      ) : (
                        tooLow(counts) && <Mark tone="bad">{t(W.low)}</Mark>
                      )}{' '}
                      {percent(rate(counts))}
                    </>
                  ),
                },
                {
                  title: t(W.at),
                  key: 'at',
                  responsive: ['md'],
                  render: (_, { declaredAt }) => <Instant at={declaredAt} />,
                },
              ]}
            />
          </>
        )}
      </div>
    </Card>
  );
}

/** The latest word on each day, the oldest day first. */
function lastOfDays(all: readonly Counts[]): Counts[] {
  const byDay = new Map<string, Counts>();
  for (const one of all) {
    const known = byDay.get(one.day);
    if (!known || known.declaredAt < one.declaredAt) byDay.set(one.day, one);
  }
  return [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}
