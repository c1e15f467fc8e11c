import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Col, Flex, Row, Tabs, Typography } from 'antd';
import { useParams } from 'react-router';
import { api, type Schema, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Outcome } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { useT, w } from '../../session/language.ts';
import { JobProgress } from '../parts/job-progress.tsx';
import { kindName } from '../parts/kind-words.ts';
import { Listed } from '../parts/listed.tsx';
import { countyName } from '../parts/words.ts';
import { type Counted, CountTable } from './count-table.tsx';
import { useRuleTitles } from './law-on.ts';
import { POLICIES } from './pages.ts';
import { PreviewList } from './preview-list.tsx';

const W = {
  title: w('试算结果', 'What the preview found'),
  draft: w('草案', 'The draft'),
  period: w('时段 {from} 至 {to}', 'From {from} to {to}'),
  city: w('全市', 'the whole city'),
  exact: w('结果与草案施行后的判定一致。', 'It is just what the draft would have done.'),
  limits: w('以下方面未能完全按草案试算', 'In these respects it is not exactly what the draft would have done'),
  before: w('现行规则标记', 'Flags as it was'),
  after: w('草案标记', 'Flags under the draft'),
  newly: w('新增标记', 'Newly flagged'),
  noLonger: w('不再标记', 'No longer flagged'),
  looked: w('共试算', 'Looked at'),
  byRule: w('按条款', 'By rule'),
  byKind: w('按类型', 'By kind'),
  byCounty: w('按县区', 'By county'),
  byMonth: w('按月份', 'By month'),
  outcomes: w('通行结论变化', 'Outcomes of passages'),
  from: w('原结论', 'Before'),
  to: w('草案结论', 'Under the draft'),
  things: w('数量', 'How many'),
  rows: w('涉及的明细', 'Who is treated otherwise'),
  passages: w('车次', 'Passages'),
  vehicles: w('车辆', 'Vehicles'),
  enterprises: w('企业', 'Enterprises'),
  machines: w('机械', 'Machines'),
  lookedWords: w(
    '通行 {passage}、销售 {sale}、淘汰 {retirement}、机械 {machine}、传输率 {transmission}',
    '{passage} passages, {sale} sales, {retirement} retirements, {machine} machines, {transmission} transmission rates',
  ),
};

const FILTERS = ['by', 'list'] as const;
const LISTS = ['passages', 'vehicles', 'enterprises', 'machines'] as const;
type Preview = Schema<'PolicyPreview'>;

/** What a draft would have flagged over a past period: its progress, its sums, and the rows behind them. */
export function PreviewPage() {
  const t = useT();
  const { id = '' } = useParams();
  const [{ by = 'rule', list = 'enterprises' }, setFilters] = useUrlFilters(FILTERS);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['law', 'policy-preview', id],
    queryFn: () => told(api.GET('/api/v1/policy-previews/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && state.data.job.status !== 'queued' ? false : 2_000),
  });
  const titles = useRuleTitles(data ? [data.policyId, ...data.against] : []);
  if (error && !data) return <Fault error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Loading />;
  const ruleName = (code: string) => (titles[code] ? t(titles[code]) : code);
  const tables: Readonly<Record<string, readonly Counted[]>> = {
    rule: data.byRule.map(({ rule, ...of }) => ({ ...of, key: rule, name: ruleName(rule) })),
    kind: data.byKind.map(({ kind, ...of }) => ({ ...of, key: kind, name: t(kindName(kind)) })),
    county: data.byCounty.map(({ countyCode, ...of }) => ({
      ...of,
      key: countyCode ?? '-',
      name: countyCode ? t(countyName(countyCode)) : '—',
    })),
    month: data.byMonth.map(({ month, ...of }) => ({ ...of, key: month, name: month })),
  };
  const names = { rule: W.byRule, kind: W.byKind, county: W.byCounty, month: W.byMonth };
  return (
    <Page
      title={W.title}
      trail={[
        { to: '/policies', title: POLICIES },
        { to: `/policies/${data.policyId}?tab=preview`, title: W.draft },
      ]}
    >
      <Flex vertical gap={16}>
        <Card>
          <Flex vertical gap={12}>
            <Typography.Text strong className="numbers">
              {t(W.period).replace('{from}', data.from).replace('{to}', data.to)} ·{' '}
              {t(data.countyCode ? countyName(data.countyCode) : W.city)}
            </Typography.Text>
            <Typography.Text type="secondary">{t(data.judging)}</Typography.Text>
            <JobProgress job={data.job} />
          </Flex>
        </Card>
        {data.exact ? (
          <Alert type="info" showIcon title={t(W.exact)} />
        ) : (
          <Alert
            type="warning"
            showIcon
            title={t(W.limits)}
            description={
              <ul style={{ margin: 0, paddingInlineStart: 20 }}>
                {data.limits.map(({ detail }) => (
                  <li key={detail.zh}>{t(detail)}</li>
                ))}
              </ul>
            }
          />
        )}
        <Sums preview={data} />
        <Card>
          <Tabs
            activeKey={by}
            onChange={(key) => setFilters({ by: key })}
            items={Object.entries(names).map(([key, label]) => ({
              key,
              label: t(label),
              children: <CountTable title={t(label)} rows={tables[key] ?? []} />,
            }))}
          />
          {data.outcomes.length > 0 && (
            <Listed
              title={t(W.outcomes)}
              rows={data.outcomes}
              rowKey={({ before, after }) => `${before} ${after}`}
              columns={[
                { title: t(W.from), cell: ({ before }) => <Outcome of={before} /> },
                { title: t(W.to), cell: ({ after }) => <Outcome of={after} /> },
                { title: t(W.things), align: 'right', cell: ({ things }) => things },
              ]}
            />
          )}
        </Card>
        <Card title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.rows)}</h2>}>
          <Tabs
            activeKey={list}
            onChange={(key) => setFilters({ list: key })}
            destroyOnHidden
            items={LISTS.map((key) => ({
              key,
              label: t(W[key]),
              children: <PreviewList id={id} list={key} ruleName={ruleName} state={data.job.status} />,
            }))}
          />
        </Card>
      </Flex>
    </Page>
  );
}

function Sums({ preview }: { readonly preview: Preview }) {
  const t = useT();
  const { total, looked } = preview;
  const figures = [
    [W.newly, total.newly],
    [W.noLonger, total.noLonger],
    [W.before, total.before],
    [W.after, total.after],
  ] as const;
  const words = Object.entries(looked).reduce(
    (text, [name, count]) => text.replace(`{${name}}`, String(count)),
    t(W.lookedWords),
  );
  return (
    <div>
      <Row gutter={[12, 12]}>
        {figures.map(([title, value]) => (
          <Col key={title.en} xs={12} md={6}>
            <Card size="small">
              <Typography.Text type="secondary">{t(title)}</Typography.Text>
              <div className="numbers" style={{ fontSize: 28, fontWeight: 600 }}>
                {value}
              </div>
            </Card>
          </Col>
        ))}
      </Row>
      <Typography.Text type="secondary" style={{ display: 'block', marginTop: 8 }}>
        {t(W.looked)}：{words}
      </Typography.Text>
    </div>
  );
}
