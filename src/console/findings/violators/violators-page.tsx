import { Card, Empty, Flex, Segmented, type TableColumnsType, Tag, Typography } from 'antd';
import { COUNTY_NAMES } from '../../../domain/codes/county.ts';
import { api, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { Choice } from '../parts/choice.tsx';
import { Periods } from '../parts/periods.tsx';
import { clausesOf, useKindName, useLaw } from '../parts/use-law.ts';
import { keyOf, ViolationsLink, type Violator, ViolatorName } from './violator.tsx';

const W = {
  title: w('违规主体', 'Violators'),
  hint: w('按违规次数从多到少排列，点“查看违规”看每一起。', 'Worst first. Open one to see each of its violations.'),
  by: w('查看对象', 'Who'),
  vehicle: w('车辆', 'Vehicles'),
  enterprise: w('用车企业', 'Enterprises'),
  contractor: w('施工单位', 'Contractors'),
  seller: w('销售单位', 'Sellers'),
  rank: w('名次', 'Rank'),
  who: w('违规主体', 'Violator'),
  count: w('违规次数', 'Violations'),
  times: w('起', 'violations'),
  kinds: w('违规类型', 'Of what kind'),
  last: w('最近一次', 'Last'),
  first: w('首次', 'First'),
  clause: w('条款', 'Clause'),
  county: w('县区', 'County'),
  list: w('违规主体排行', 'Violators, worst first'),
  none: w(
    '所选范围内没有违规主体。可放宽时段或换一类对象。',
    'Nobody broke a rule in this period. Try a longer one, or another kind.',
  ),
};

const FILTERS = ['by', 'from', 'to', 'clause', 'countyCode'] as const;
const KINDS = ['vehicle', 'enterprise', 'contractor', 'seller'] as const;

/** Who breaks rules, worst first; each opens its violations. */
export function ViolatorsPage() {
  const t = useT();
  const me = useMe();
  const law = useLaw();
  const kindName = useKindName();
  const [filters, set] = useUrlFilters(FILTERS);
  const by = KINDS.find((one) => one === filters.by) ?? 'vehicle';
  const { from, to, clause, countyCode } = filters;
  const narrowed = { from, to, clause, countyCode };
  const pages = usePages<Violator>(['violators', by, narrowed], (cursor) =>
    told(api.GET('/api/v1/violators', { params: { query: { by, ...narrowed, cursor } } })),
  );
  const ranks = new Map(pages.rows.map((row, index) => [keyOf(row), index + 1]));
  const kindTags = ({ kinds }: Violator) => (
    <Flex gap={4} wrap>
      {kinds.map((kind) => (
        <Tag key={kind}>{t(kindName(kind))}</Tag>
      ))}
    </Flex>
  );
  const columns: TableColumnsType<Violator> = [
    { title: t(W.rank), width: 72, render: (_, row) => ranks.get(keyOf(row)) },
    { title: t(W.who), render: (_, row) => <ViolatorName of={row} /> },
    {
      title: t(W.count),
      align: 'center',
      width: 110,
      render: (_, { violations }) => <strong className="numbers">{violations}</strong>,
    },
    { title: t(W.kinds), width: 360, render: (_, row) => kindTags(row) },
    { title: t(W.first), render: (_, { firstAt }) => <Instant at={firstAt} /> },
    { title: t(W.last), render: (_, { lastAt }) => <Instant at={lastAt} /> },
    { title: '', render: (_, row) => <ViolationsLink of={row} narrowed={narrowed} /> },
  ];
  return (
    <Page title={W.title}>
      <Typography.Paragraph type="secondary">{t(W.hint)}</Typography.Paragraph>
      <Card size="small" style={{ marginBottom: 16 }}>
        <Flex gap={12} wrap align="center">
          <Segmented
            style={{ maxWidth: '100%', overflowX: 'auto' }}
            aria-label={t(W.by)}
            value={by}
            options={KINDS.map((value) => ({ value, label: t(W[value]) }))}
            onChange={(value) => set({ by: value })}
          />
          <Periods from={from} to={to} onChange={set} />
          <Choice
            label={t(W.clause)}
            value={clause}
            options={clausesOf(law).map((one) => ({ value: one.clause, label: `${one.clause} ${t(one.title)}` }))}
            onChange={(value) => set({ clause: value })}
            width={220}
          />
          {me.role !== 'county_officer' && (
            <Choice
              label={t(W.county)}
              value={countyCode}
              options={Object.entries(COUNTY_NAMES).map(([value, name]) => ({ value, label: t(name) }))}
              onChange={(value) => set({ countyCode: value })}
            />
          )}
        </Flex>
      </Card>
      <Rows<Violator>
        pages={pages}
        label={t(W.list)}
        rowKey={keyOf}
        columns={columns}
        empty={<Empty description={t(W.none)} />}
        card={(row) => (
          <Flex vertical gap={8}>
            <Flex justify="space-between" align="center" gap={8}>
              <span>
                {ranks.get(keyOf(row))}. <ViolatorName of={row} />
              </span>
              <span>
                <strong className="numbers">{row.violations}</strong> {t(W.times)}
              </span>
            </Flex>
            {kindTags(row)}
            <Flex justify="space-between" align="center" gap={8} wrap>
              <Typography.Text type="secondary">
                {t(W.last)} <Instant at={row.lastAt} />
              </Typography.Text>
              <ViolationsLink of={row} narrowed={narrowed} />
            </Flex>
          </Flex>
        )}
      />
    </Page>
  );
}
