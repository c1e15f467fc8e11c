import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Select, Typography } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { AlertLevel } from '../../../domain/alerts/order.ts';
import { formatInstant } from '../../../domain/time.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { DraftList } from '../../parts/drafts/draft-list.tsx';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { CountySelect } from '../parts/county-select.tsx';
import { SubNav } from '../parts/sub-nav.tsx';
import { choices, countiesName } from '../parts/words.ts';
import { Level } from './level.tsx';
import { OrderCard } from './order-card.tsx';
import { ALERT_PAGES, REQUESTS_PAGE } from './pages.ts';
import { STATE_WORDS, stateOf } from './state.ts';
import { LEVEL_NAMES } from './words.ts';

const W = {
  title: w('重污染天气应急', 'Heavy-pollution alerts'),
  draw: w('拟定管控令', 'Draw up an order'),
  drafts: w('没签发的管控令草稿', 'Orders begun and not issued'),
  inForce: w('正在生效', 'In force now'),
  none: w(
    '当前没有生效的管控令，车辆进厂与机械作业按常规规则判定。',
    'No order is in force. Entries and machines are judged by the ordinary rules.',
  ),
  ahead: w('即将生效', 'Soon in force'),
  history: w('历次管控令', 'All orders'),
  level: w('级别', 'Level'),
  allLevels: w('全部级别', 'All levels'),
  number: w('文号', 'Number'),
  counties: w('区域', 'Where'),
  from: w('开始', 'From'),
  to: w('结束', 'Until'),
  lifted: w('解除为止', 'until lifted'),
  state: w('状态', 'State'),
  unnumbered: w('未编文号', 'No number'),
  empty: w('没有符合条件的管控令。', 'No order matches.'),
};

type Order = Schema<'ListedAlert'>;
const FILTERS = ['level', 'countyCode'] as const;

/** Orders: what is in force on top, what was below. */
export function AlertsPage() {
  const t = useT();
  const may = useMay();
  const go = useNavigate();
  const [filters, setFilters] = useUrlFilters(FILTERS);
  const pages = usePages<Order>(['law', 'alerts', filters], (cursor) =>
    told(api.GET('/api/v1/alerts', { params: { query: { ...(filters as { level?: AlertLevel }), cursor } } })),
  );
  const now = Date.now();
  const ahead = pages.rows.filter((one) => stateOf(one, now) === 'ahead');
  const state = (order: Order) => {
    const [word, tone] = STATE_WORDS[stateOf(order, now)];
    return <Mark tone={tone}>{t(word)}</Mark>;
  };
  const number = (order: Order) => <Link to={`/alerts/${order.id}`}>{order.orderNumber ?? t(W.unnumbered)}</Link>;
  const until = (order: Order) => (order.endsAt ? <Instant at={order.endsAt} /> : t(W.lifted));
  return (
    <Page
      title={W.title}
      actions={
        may('alert.write') && (
          <Link to="/alerts/new">
            <Button type="primary" icon={<PlusOutlined />}>
              {t(W.draw)}
            </Button>
          </Link>
        )
      }
    >
      <SubNav pages={may('exemption-request.read') ? [...ALERT_PAGES, REQUESTS_PAGE] : ALERT_PAGES} />
      {may('alert.write') && (
        <DraftList kind="alert" title={W.drafts} onOpen={({ key }) => void go(`/alerts/new?draft=${key}`)} />
      )}
      <Heading text={t(W.inForce)} />
      <InForce />
      {ahead.length > 0 && (
        <>
          <Heading text={t(W.ahead)} />
          <Flex vertical gap={12}>
            {ahead.map((order) => (
              <OrderCard key={order.id} order={order} />
            ))}
          </Flex>
        </>
      )}
      <Heading text={t(W.history)} />
      <Flex gap={8} wrap style={{ marginBottom: 12 }}>
        <Select
          aria-label={t(W.level)}
          allowClear
          value={filters.level ?? null}
          placeholder={t(W.allLevels)}
          options={choices(LEVEL_NAMES, t)}
          onChange={(level: string | undefined) => setFilters({ level })}
          style={{ minWidth: 140 }}
        />
        <CountySelect value={filters.countyCode} onChange={(countyCode) => setFilters({ countyCode })} />
      </Flex>
      <Rows
        pages={pages}
        label={t(W.history)}
        rowKey={({ id }) => id}
        empty={<Typography.Text>{t(W.empty)}</Typography.Text>}
        columns={[
          { title: t(W.level), render: (_, { level }) => <Level level={level} /> },
          { title: t(W.number), render: (_, order) => number(order) },
          { title: t(W.counties), render: (_, { countyCodes }) => t(countiesName(countyCodes)) },
          { title: t(W.from), render: (_, { startsAt }) => <Instant at={startsAt} /> },
          { title: t(W.to), render: (_, order) => until(order) },
          { title: t(W.state), render: (_, order) => state(order) },
        ]}
        card={(order) => (
          <Flex vertical gap={6}>
            <Flex gap={8} wrap align="center">
              <Level level={order.level} />
              {state(order)}
            </Flex>
            {number(order)}
            <span>{t(countiesName(order.countyCodes))}</span>
            <span>
              <Instant at={order.startsAt} /> – {until(order)}
            </span>
          </Flex>
        )}
      />
    </Page>
  );
}

const Heading = ({ text }: { readonly text: string }) => (
  <Typography.Title level={2} style={{ fontSize: 18, margin: '24px 0 12px' }}>
    {text}
  </Typography.Title>
);

function InForce() {
  const t = useT();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['law', 'alerts', 'in-force'],
    queryFn: () =>
      told(api.GET('/api/v1/alerts', { params: { query: { inForceAt: formatInstant(Date.now()), limit: '50' } } })),
    refetchInterval: 60_000,
  });
  if (error && !data) return <Fault error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Loading />;
  if (data.items.length === 0)
    return (
      <Card>
        <Typography.Text style={{ fontSize: 16 }}>{t(W.none)}</Typography.Text>
      </Card>
    );
  return (
    <Flex vertical gap={12}>
      {data.items.map((order) => (
        <OrderCard key={order.id} order={order} />
      ))}
    </Flex>
  );
}
