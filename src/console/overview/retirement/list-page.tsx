import { Empty, Flex, Select } from 'antd';
import { Link } from 'react-router';
import { COUNTY_CODES } from '../../../domain/codes/county.ts';
import { api, type Row, told } from '../../api/client.ts';
import { Download } from '../../parts/download.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark, Plate, Stage } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { useFactText } from '../vehicles/fact-words.ts';
import { RETIREMENT_NAMES, useCountyName } from '../words.ts';
import { PROOF_STATES } from './proof-words.ts';
import { RetirementFrame } from './retirement-frame.tsx';

const W = {
  label: w('淘汰名单', 'The list'),
  status: w('状态', 'Status'),
  county: w('县区', 'County'),
  proven: w('证明', 'Proof'),
  provenYes: w('证明已核实', 'verified'),
  provenNo: w('无已核实证明', 'not verified'),
  none: w('名单上没有符合条件的车辆', 'No such vehicle on the list'),
  plate: w('号牌', 'Plate'),
  stage: w('排放阶段', 'Stage'),
  registered: w('初次登记', 'First registered'),
  deadline: w('淘汰期限', 'Deadline'),
  clause: w('条款', 'Clause'),
  owner: w('所有人', 'Owner'),
  inferred: w('属地按号牌推断', 'county told from the plate'),
  retiredOn: w('淘汰日期', 'Retired on'),
  export: w('导出', 'Export'),
};

type Listed = Row<'/api/v1/retirements'>;

const NAMES = ['status', 'countyCode', 'proven'] as const;

/** Operating diesel goods vehicles of China III or older: due, overdue, and those retired. */
export function ListPage() {
  const t = useT();
  const me = useMe();
  const say = useFactText();
  const countyName = useCountyName();
  const [filters, set] = useUrlFilters(NAMES);
  const pages = usePages(['retirements', filters], (cursor) =>
    told(api.GET('/api/v1/retirements', { params: { query: { ...filters, cursor } as never } })),
  );
  const choice = (name: (typeof NAMES)[number], label: string, options: { value: string; label: string }[]) => (
    <Select
      allowClear
      aria-label={label}
      placeholder={label}
      value={filters[name]}
      onChange={(value?: string) => set({ [name]: value })}
      options={options}
      style={{ minWidth: 132 }}
    />
  );
  const plateOf = (row: Listed) => (
    <Link to={`/vehicles/${row.vehicleId}`}>
      <Plate plate={row.plate} colour={row.plateColour} />
    </Link>
  );
  const statusOf = ({ status }: Listed) => (
    <Mark tone={status === 'overdue' ? 'bad' : status === 'due' ? 'warn' : 'good'}>{t(RETIREMENT_NAMES[status])}</Mark>
  );
  const proofOf = ({ proof, retiredOn }: Listed) =>
    proof ? (
      <>
        <Mark tone={proof === 'verified' ? 'good' : 'warn'}>{t(PROOF_STATES[proof])}</Mark> {retiredOn}
      </>
    ) : (
      '—'
    );
  const query = new URLSearchParams({ ...filters, format: 'xlsx' }).toString();
  return (
    <RetirementFrame
      actions={
        <Download path={`/api/v1/retirements/export?${query}`} fileName="retirements.xlsx">
          {t(W.export)}
        </Download>
      }
    >
      <Flex vertical gap={16}>
        <Flex gap={8} wrap>
          {choice(
            'status',
            t(W.status),
            Object.entries(RETIREMENT_NAMES).map(([value, name]) => ({ value, label: t(name) })),
          )}
          {me.countyCode === null &&
            choice(
              'countyCode',
              t(W.county),
              COUNTY_CODES.map((value) => ({ value, label: countyName(value) })),
            )}
          {choice('proven', t(W.proven), [
            { value: 'true', label: t(W.provenYes) },
            { value: 'false', label: t(W.provenNo) },
          ])}
        </Flex>
        <Rows
          pages={pages}
          label={t(W.label)}
          rowKey={({ vehicleId }) => vehicleId}
          empty={<Empty description={t(W.none)} />}
          columns={[
            { title: t(W.plate), key: 'plate', render: plateOf },
            { title: t(W.status), key: 'status', render: statusOf },
            { title: t(W.stage), key: 'stage', render: (row: Listed) => <Stage code={row.emissionStage} /> },
            {
              title: t(W.deadline),
              key: 'deadline',
              render: (row: Listed) => `${row.deadline ?? '—'}${row.clause ? `（${t(W.clause)} ${row.clause}）` : ''}`,
            },
            {
              title: t(W.county),
              key: 'county',
              render: (row: Listed) => (
                <>
                  {countyName(row.countyCode)} {row.inferred && <Mark tone="plain">{t(W.inferred)}</Mark>}
                </>
              ),
            },
            { title: t(W.registered), key: 'registered', render: (row: Listed) => row.registeredOn ?? '—' },
            { title: t(W.owner), key: 'owner', render: (row: Listed) => say('owner', row.owner ?? undefined) },
            { title: t(W.proven), key: 'proof', render: proofOf },
          ]}
          card={(row) => (
            <Flex vertical gap={8}>
              <Flex gap={8} wrap align="center">
                {plateOf(row)}
                {statusOf(row)}
                <Stage code={row.emissionStage} />
              </Flex>
              <span>
                {t(W.deadline)} {row.deadline ?? '—'} · {countyName(row.countyCode)}
              </span>
              {row.proof && <span>{proofOf(row)}</span>}
            </Flex>
          )}
        />
      </Flex>
    </RetirementFrame>
  );
}
