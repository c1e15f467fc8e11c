import { Empty, Flex, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { Message } from '../../../domain/failure.ts';
import { api, type Row, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark, Plate } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { FilterBar } from '../parts/filter-bar.tsx';
import { Period } from '../parts/period.tsx';
import { Choice, CountyPicker, EnterprisePicker, GatePicker } from '../parts/pickers.tsx';
import { useNames } from '../parts/places.ts';
import { DOUBT_WORDS, optionsOf } from '../parts/words.ts';
import { PassageTabs } from './passage-tabs.tsx';

const W = {
  title: w('号牌存疑的通行', 'Doubtful plates'),
  time: w('时间', 'Time'),
  plate: w('识别结果', 'As read'),
  confidence: w('可信度', 'Confidence'),
  doubt: w('疑点', 'Doubt'),
  maybe: w('可能是', 'May be'),
  gate: w('门禁', 'Gate'),
  empty: w('没有号牌存疑的通行记录，无需处理。', 'No plate is in doubt: nothing to do.'),
};

type Doubtful = Row<'/api/v1/passages/doubtful'>;

const FILTERS = ['from', 'to', 'enterpriseId', 'gateId', 'countyCode', 'doubt'] as const;

/** Passages whose plate a person should look at. */
export function DoubtfulList() {
  const t = useT();
  const names = useNames();
  const [filters, set] = useUrlFilters(FILTERS);
  const pages = usePages<Doubtful>(['passages', 'doubtful', filters], (cursor) =>
    told(
      api.GET('/api/v1/passages/doubtful', {
        params: { query: { ...(filters as object), ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  );
  return (
    <Page title={W.title}>
      <PassageTabs />
      <FilterBar>
        <Period from={filters.from} to={filters.to} onChange={set} />
        <CountyPicker value={filters.countyCode} onChange={(countyCode) => set({ countyCode })} />
        <EnterprisePicker value={filters.enterpriseId} onChange={(enterpriseId) => set({ enterpriseId })} />
        <GatePicker enterpriseId={filters.enterpriseId} value={filters.gateId} onChange={(gateId) => set({ gateId })} />
        <Choice
          label={t(W.doubt)}
          value={filters.doubt}
          onChange={(doubt) => set({ doubt })}
          options={optionsOf(DOUBT_WORDS, t)}
        />
      </FilterBar>
      <Rows
        pages={pages}
        columns={columnsOf(t, names.gate)}
        rowKey={({ id }) => id}
        label={t(W.title)}
        card={(row) => (
          <Link to={`/passages/${row.id}`} style={{ color: 'inherit', display: 'block' }}>
            <Flex justify="space-between" gap={8} wrap>
              <Plate plate={row.plate} colour={row.plateColour} />
              <Instant at={row.passedAt} />
            </Flex>
            <Flex gap={4} wrap style={{ marginTop: 8 }}>
              <Doubts row={row} t={t} />
            </Flex>
          </Link>
        )}
        empty={<Empty description={t(W.empty)} />}
      />
    </Page>
  );
}

const Doubts = ({ row, t }: { readonly row: Doubtful; readonly t: (message: Message) => string }) =>
  row.doubts.map((doubt) => (
    <Mark key={doubt} tone="warn">
      {t(DOUBT_WORDS[doubt])}
    </Mark>
  ));

const columnsOf = (t: (message: Message) => string, gate: (id: string) => string): TableColumnsType<Doubtful> => [
  {
    title: t(W.time),
    key: 'time',
    render: (_, { id, passedAt }) => (
      <Link to={`/passages/${id}`}>
        <Instant at={passedAt} seconds />
      </Link>
    ),
  },
  { title: t(W.plate), key: 'plate', render: (_, row) => <Plate plate={row.plate} colour={row.plateColour} /> },
  {
    title: t(W.confidence),
    key: 'confidence',
    render: (_, { confidence }) => (confidence === null ? '—' : `${(confidence * 100).toFixed(0)}%`),
  },
  {
    title: t(W.doubt),
    key: 'doubt',
    render: (_, row) => (
      <Flex gap={4} wrap>
        <Doubts row={row} t={t} />
      </Flex>
    ),
  },
  {
    title: t(W.maybe),
    key: 'maybe',
    render: (_, { candidates, alternatives }) => (
      <Flex gap={4} wrap>
        {candidates.slice(0, 3).map((one) => (
          <Plate key={one.plate} plate={one.plate} colour={one.plateColour} />
        ))}
        {candidates.length === 0 && (alternatives.slice(0, 3).join('、') || '—')}
      </Flex>
    ),
  },
  { title: t(W.gate), key: 'gate', render: (_, { gateId }) => gate(gateId) },
];
