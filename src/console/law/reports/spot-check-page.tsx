import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Descriptions, Flex, Form, Input } from 'antd';
import { useParams } from 'react-router';
import { ITEM_KIND_NAMES, ITEM_KINDS } from '../../../domain/spot-checks/item.ts';
import { api, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { Download } from '../../parts/download.tsx';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { OrganisationName } from '../parts/organisation.tsx';
import { REPORTS } from './kinds.ts';
import { Found } from './spot-found.tsx';
import { SpotItems } from './spot-items.tsx';

const W = {
  title: w('抽查 {from} 至 {to}', 'Spot check {from} to {to}'),
  checks: w('抽查', 'Spot checks'),
  enterprise: w('企业', 'Enterprise'),
  seed: w('随机种子', 'Seed'),
  drawn: w('抽样', 'Drawn'),
  rows: w(
    '台账 {asked} / {of} 条，通行 {pAsked} / {pOf} 次',
    '{asked} of {of} ledger rows, {pAsked} of {pOf} passages',
  ),
  protocol: w('抽查笔录', 'Protocol'),
  close: w('结束抽查', 'Close'),
  closeSays: w(
    '结束后企业可以看到结果，条目不能再修改。',
    'Its enterprise then reads it, and nothing is changed any more.',
  ),
  summary: w('结论', 'Summary'),
  pending: w('还有 {n} 项待查，全部核对后才能结束。', '{n} items are still to be checked before it can be closed.'),
  closed: w('已结束：{summary}', 'Closed: {summary}'),
  needed: w('请填写此项', 'This is needed'),
};

/** One spot check: what was drawn, what was found of each, and its end. */
export function SpotCheckPage() {
  const t = useT();
  const may = useMay();
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['law', 'spot-check', id],
    queryFn: () => told(api.GET('/api/v1/spot-checks/{id}', { params: { path: { id } } })),
  });
  if (error && !data) return <Fault error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Loading />;
  const { drawn, lines } = data;
  const pending = lines.filter(({ verdict }) => verdict === 'pending').length;
  const words = t(W.rows)
    .replace('{asked}', String(Math.min(drawn.ledgerRows.asked, drawn.ledgerRows.of)))
    .replace('{of}', String(drawn.ledgerRows.of))
    .replace('{pAsked}', String(Math.min(drawn.passages.asked, drawn.passages.of)))
    .replace('{pOf}', String(drawn.passages.of));
  const writes = data.status === 'open' && may('spot-check.write');
  return (
    <Page
      title={t(W.title).replace('{from}', data.from).replace('{to}', data.to)}
      trail={[
        { to: '/reports', title: REPORTS },
        { to: '/reports/checks', title: W.checks },
      ]}
      actions={
        <>
          <Download path={`/api/v1/spot-checks/${id}/protocol?format=pdf`} fileName="spot-check.pdf">
            {t(W.protocol)} PDF
          </Download>
          <Download path={`/api/v1/spot-checks/${id}/protocol?format=xlsx`} fileName="spot-check.xlsx">
            XLSX
          </Download>
          {writes && (
            <Act<{ summary: string }, unknown>
              label={W.close}
              says={t(W.closeSays)}
              type="primary"
              danger
              disabled={pending > 0}
              fields={
                <Form.Item name="summary" label={t(W.summary)} rules={[{ required: true, message: t(W.needed) }]}>
                  <Input.TextArea rows={4} maxLength={2000} />
                </Form.Item>
              }
              act={(body, key) =>
                told(
                  api.POST('/api/v1/spot-checks/{id}/close', {
                    params: { path: { id }, header: { 'Idempotency-Key': key } },
                    body,
                  }),
                )
              }
            />
          )}
        </>
      }
    >
      <Flex vertical gap={16}>
        {data.status === 'closed' && (
          <Alert type="success" showIcon title={t(W.closed).replace('{summary}', data.summary ?? '')} />
        )}
        {writes && pending > 0 && <Alert type="info" showIcon title={t(W.pending).replace('{n}', String(pending))} />}
        <Card size="small">
          <Descriptions
            column={{ xs: 1, md: 3 }}
            items={[
              { key: 'who', label: t(W.enterprise), children: <OrganisationName id={data.enterpriseId} /> },
              { key: 'drawn', label: t(W.drawn), children: words },
              {
                key: 'seed',
                label: t(W.seed),
                children: <code style={{ overflowWrap: 'anywhere' }}>{data.seed}</code>,
              },
            ]}
          />
        </Card>
        {ITEM_KINDS.map((kind) => {
          const own = lines.filter((one) => one.kind === kind);
          if (own.length === 0) return null;
          return (
            <SpotItems
              key={kind}
              title={`${t(ITEM_KIND_NAMES[kind])} (${own.length})`}
              items={own}
              act={(one) => writes && <Found check={id} item={one} />}
            />
          );
        })}
      </Flex>
    </Page>
  );
}
