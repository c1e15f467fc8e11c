import { Empty, Flex, Input, Select } from 'antd';
import { Link } from 'react-router';
import { COUNTY_CODES } from '../../../domain/codes/county.ts';
import { api, type Row, told } from '../../api/client.ts';
import { Download } from '../../parts/download.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Plate } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { useCountyName } from '../words.ts';
import { RetirementFrame } from './retirement-frame.tsx';

const W = {
  label: w('逾期未淘汰仍上路的车辆', 'Seen while overdue'),
  none: w('没有逾期未淘汰车辆的通行记录', 'No vehicle passed a gate while overdue'),
  plate: w('号牌', 'Plate'),
  times: w('通行次数', 'Times'),
  where: w('出现在', 'Where'),
  first: w('首次', 'First'),
  last: w('最近', 'Last'),
  home: w('名单所在县区', 'Listed in'),
  county: w('门禁所在县区', 'County of the gate'),
  from: w('起始日期', 'From'),
  to: w('截止日期', 'To'),
  export: w('导出', 'Export'),
  gone: w('号牌未知', 'plate not known'),
};

type Sighting = Row<'/api/v1/retirements/sightings'>;

const NAMES = ['from', 'to', 'countyCode', 'enterpriseId'] as const;

/** Vehicles that passed gates while overdue for retirement: how often, where, and when last. */
export function SightingsPage() {
  const t = useT();
  const me = useMe();
  const countyName = useCountyName();
  const [filters, set] = useUrlFilters(NAMES);
  const pages = usePages(['retirements', 'sightings', filters], (cursor) =>
    told(api.GET('/api/v1/retirements/sightings', { params: { query: { ...filters, cursor } as never } })),
  );
  const day = (name: 'from' | 'to') => (
    <Input
      type="date"
      aria-label={t(W[name])}
      value={filters[name] ?? ''}
      onChange={({ target }) => set({ [name]: target.value })}
      style={{ width: 150 }}
    />
  );
  const plateOf = ({ vehicleId, plate, plateColour }: Sighting) => (
    <Link to={`/vehicles/${vehicleId}`}>{plate ? <Plate plate={plate} colour={plateColour} /> : t(W.gone)}</Link>
  );
  const whereOf = ({ enterprises }: Sighting) =>
    enterprises.map(({ name, sightings }) => `${name ?? '—'} × ${sightings}`).join('、');
  const query = new URLSearchParams({ ...filters, format: 'xlsx' }).toString();
  return (
    <RetirementFrame
      actions={
        <Download path={`/api/v1/retirements/sightings/export?${query}`} fileName="sightings.xlsx">
          {t(W.export)}
        </Download>
      }
    >
      <Flex vertical gap={16}>
        <Flex gap={8} wrap align="center">
          {day('from')}–{day('to')}
          {me.countyCode === null && (
            <Select
              allowClear
              aria-label={t(W.county)}
              placeholder={t(W.county)}
              value={filters.countyCode}
              onChange={(countyCode?: string) => set({ countyCode })}
              options={COUNTY_CODES.map((value) => ({ value: value, label: countyName(value) }))}
              style={{ minWidth: 150 }}
            />
          )}
        </Flex>
        <Rows
          pages={pages}
          label={t(W.label)}
          rowKey={({ vehicleId }) => vehicleId}
          empty={<Empty description={t(W.none)} />}
          columns={[
            { title: t(W.plate), key: 'plate', render: plateOf },
            { title: t(W.times), dataIndex: 'sightings', align: 'right' },
            { title: t(W.where), key: 'where', render: whereOf },
            { title: t(W.first), key: 'first', render: (row: Sighting) => <Instant at={row.firstAt} /> },
            { title: t(W.last), key: 'last', render: (row: Sighting) => <Instant at={row.lastAt} /> },
            { title: t(W.home), key: 'home', render: (row: Sighting) => countyName(row.countyCode) },
          ]}
          card={(row) => (
            <Flex vertical gap={8}>
              {plateOf(row)}
              <span>
                {t(W.times)} {row.sightings} · {t(W.last)} <Instant at={row.lastAt} />
              </span>
              <span>{whereOf(row)}</span>
            </Flex>
          )}
        />
      </Flex>
    </RetirementFrame>
  );
}
