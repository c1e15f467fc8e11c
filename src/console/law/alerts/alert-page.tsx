import { useQuery } from '@tanstack/react-query';
import { Card, Flex, Tabs, Timeline, Typography } from 'antd';
import { useParams } from 'react-router';
import { api, type Schema } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { tagged } from '../../parts/tagged.ts';
import { Mark } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { countiesName, nameIn } from '../parts/words.ts';
import { AffectedNow } from './affected-now.tsx';
import { Effect } from './effect.tsx';
import { Level } from './level.tsx';
import { OrderWords } from './order-words.tsx';
import { Revise } from './revise.tsx';
import { STATE_WORDS, stateOf } from './state.ts';
import { REVISION_NAMES } from './words.ts';

const W = {
  alerts: w('重污染天气应急', 'Heavy-pollution alerts'),
  unnumbered: w('管控令（未编文号）', 'Order without a number'),
  where: w('管控区域', 'Where'),
  when: w('管控时间', 'When'),
  lifted: w('解除为止', 'until lifted'),
  issuer: w('发布机关', 'Issued by'),
  note: w('备注', 'Note'),
  terms: w('当前内容', 'What it says now'),
  history: w('修订经过', 'Revisions'),
  affected: w('当前影响', 'Whom it binds'),
  effect: w('实施效果', 'What it made of the traffic'),
  issuedAt: w('签发', 'Issued'),
};

const TAB = ['tab'] as const;

/** One order: what it says, how it came to say so, whom it binds and what it did. */
export function AlertPage() {
  const t = useT();
  const may = useMay();
  const { id = '' } = useParams();
  const [{ tab = 'history' }, setFilters] = useUrlFilters(TAB);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['law', 'alert', id],
    queryFn: () => tagged(api.GET('/api/v1/alerts/{id}', { params: { path: { id } } })),
  });
  if (error && !data) return <Fault error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Loading />;
  const order = data.body;
  const [word, tone] = STATE_WORDS[stateOf(order, Date.now())];
  const items = [
    { key: 'history', label: t(W.history), children: <Revisions order={order} /> },
    ...(may('alert.reach')
      ? [
          { key: 'affected', label: t(W.affected), children: <AffectedNow id={id} /> },
          { key: 'effect', label: t(W.effect), children: <Effect id={id} /> },
        ]
      : []),
  ];
  return (
    <Page
      title={order.orderNumber ?? W.unnumbered}
      trail={[{ to: '/alerts', title: W.alerts }]}
      actions={may('alert.write') && <Revise order={order} etag={data.etag} />}
    >
      <Flex vertical gap={16}>
        <Card>
          <Flex vertical gap={14}>
            <Flex gap={12} wrap align="center">
              <Level level={order.level} large />
              <Mark tone={tone}>{t(word)}</Mark>
            </Flex>
            <Line title={t(W.where)}>{t(countiesName(order.countyCodes))}</Line>
            <Line title={t(W.when)}>
              <Instant at={order.startsAt} /> – {order.endsAt ? <Instant at={order.endsAt} /> : t(W.lifted)}
            </Line>
            {order.issuer && <Line title={t(W.issuer)}>{order.issuer}</Line>}
            {order.note && <Line title={t(W.note)}>{order.note}</Line>}
            <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
              {t(W.terms)}
            </Typography.Title>
            <OrderWords restrictions={order.restrictions} closedHours={order.closedHours} large />
          </Flex>
        </Card>
        <Card>
          <Tabs activeKey={tab} onChange={(key) => setFilters({ tab: key })} items={items} destroyOnHidden />
        </Card>
      </Flex>
    </Page>
  );
}

const Line = ({ title, children }: { readonly title: string; readonly children: React.ReactNode }) => (
  <div>
    <Typography.Text type="secondary">{title}：</Typography.Text>
    <strong>{children}</strong>
  </div>
);

function Revisions({ order }: { readonly order: Schema<'Alert'> }) {
  const t = useT();
  const revisions = [...order.revisions].sort((a, b) => b.revision - a.revision);
  return (
    <Timeline
      style={{ marginTop: 8 }}
      items={revisions.map((one) => ({
        key: one.revision,
        content: (
          <Flex vertical gap={6}>
            <Flex gap={8} wrap align="center">
              <strong>{t(nameIn(REVISION_NAMES, one.kind))}</strong>
              <Level level={one.level} />
              <span>
                {t(W.issuedAt)} <Instant at={one.issuedAt} />
              </span>
            </Flex>
            <span>
              {t(countiesName(one.countyCodes))} · <Instant at={one.startsAt} /> –{' '}
              {one.endsAt ? <Instant at={one.endsAt} /> : t(W.lifted)}
            </span>
            <OrderWords restrictions={one.restrictions} closedHours={one.closedHours} />
            {one.note && <Typography.Text type="secondary">{one.note}</Typography.Text>}
          </Flex>
        ),
      }))}
    />
  );
}
