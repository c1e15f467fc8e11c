import { Empty, Flex } from 'antd';
import { Link } from 'react-router';
import { COUNTY_NAMES, isCountyCode } from '../../../domain/codes/county.ts';
import { api, type Row, told } from '../../api/client.ts';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { FilterBar } from '../parts/filter-bar.tsx';
import { Period } from '../parts/period.tsx';
import { Choice, CountyPicker, EnterprisePicker } from '../parts/pickers.tsx';
import { ConnectivityTabs } from './connectivity-tabs.tsx';
import { percent } from './gate-rows.tsx';

const W = {
  title: w('数据传输率', 'Transmission rate'),
  by: w('汇总', 'By'),
  enterprise: w('按企业', 'Enterprise'),
  county: w('按县区', 'County'),
  who: w('单位', 'Of'),
  gates: w('门禁', 'Gates'),
  silent: w('静默', 'Silent'),
  never: w('从未联网', 'Never heard'),
  received: w('收到', 'Received'),
  late: w('迟报比例', 'Late'),
  days: w('已申报天次', 'Days declared'),
  declared: w('申报', 'Declared'),
  rate: w('传输率', 'Rate'),
  undeclared: w('未申报', 'Not declared'),
  span: w('未选时段时为最近 30 个整日。', 'The last 30 whole days unless a period is chosen.'),
  empty: w('没有门禁。', 'There are no gates.'),
};

type Sum = Row<'/api/v1/connectivity/summary'>;
const FILTERS = ['from', 'to', 'countyCode', 'enterpriseId', 'by'] as const;

/** Gates, arrivals and transmission rate over a period, by enterprise or county. */
export function RateSummary() {
  const t = useT();
  const { role } = useMe();
  const [filters, set] = useUrlFilters(FILTERS);
  const pages = usePages<Sum>(['connectivity', 'summary', filters], (cursor) =>
    told(
      api.GET('/api/v1/connectivity/summary', {
        params: { query: { ...(filters as object), ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  );
  const county = (code: string) => (isCountyCode(code) ? t(COUNTY_NAMES[code]) : code);
  const nameOf = (sum: Sum) => ('name' in sum ? sum.name : county(sum.countyCode));
  const linkOf = (sum: Sum) =>
    'enterpriseId' in sum
      ? `/connectivity?enterpriseId=${sum.enterpriseId}`
      : `/connectivity?countyCode=${sum.countyCode}`;
  const rate = (sum: Sum) => (sum.daysDeclared === 0 ? <Mark tone="warn">{t(W.undeclared)}</Mark> : percent(sum.rate));
  return (
    <Page title={W.title}>
      <ConnectivityTabs />
      <FilterBar>
        <Period from={filters.from} to={filters.to} onChange={set} />
        <CountyPicker value={filters.countyCode} onChange={(countyCode) => set({ countyCode })} />
        <EnterprisePicker value={filters.enterpriseId} onChange={(enterpriseId) => set({ enterpriseId })} />
        {role !== 'enterprise' && (
          <Choice
            label={t(W.by)}
            value={filters.by ?? 'enterprise'}
            onChange={(by) => set({ by })}
            options={[
              { value: 'enterprise', label: t(W.enterprise) },
              { value: 'county', label: t(W.county) },
            ]}
          />
        )}
        <span style={{ fontSize: 12, color: 'rgba(0, 0, 0, 0.68)' }}>{t(W.span)}</span>
      </FilterBar>
      <Rows
        pages={pages}
        label={t(W.title)}
        rowKey={(sum) => ('enterpriseId' in sum ? sum.enterpriseId : sum.countyCode)}
        empty={<Empty description={t(W.empty)} />}
        columns={[
          { title: t(W.who), key: 'who', render: (_, sum) => <Link to={linkOf(sum)}>{nameOf(sum)}</Link> },
          { title: t(W.gates), key: 'gates', align: 'right', render: (_, { gates }) => gates },
          { title: t(W.silent), key: 'silent', align: 'right', render: (_, { silent }) => silent },
          { title: t(W.never), key: 'never', align: 'right', render: (_, { never }) => never },
          { title: t(W.received), key: 'received', align: 'right', render: (_, { received }) => received },
          { title: t(W.late), key: 'late', align: 'right', render: (_, { lateShare }) => percent(lateShare) },
          { title: t(W.days), key: 'days', align: 'right', render: (_, { daysDeclared }) => daysDeclared },
          { title: t(W.declared), key: 'declared', align: 'right', render: (_, { declared }) => declared },
          { title: t(W.rate), key: 'rate', align: 'right', render: (_, sum) => rate(sum) },
        ]}
        card={(sum) => (
          <Link to={linkOf(sum)} style={{ color: 'inherit', display: 'block' }}>
            <Flex justify="space-between" gap={8} wrap>
              <strong>{nameOf(sum)}</strong>
              <span>{rate(sum)}</span>
            </Flex>
            <div>
              {t(W.gates)} {sum.gates} · {t(W.silent)} {sum.silent} · {t(W.never)} {sum.never}
            </div>
            <div>
              {t(W.received)} {sum.received} · {t(W.declared)} {sum.declared}
            </div>
          </Link>
        )}
      />
    </Page>
  );
}
