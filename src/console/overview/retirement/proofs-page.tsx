import { useQueryClient } from '@tanstack/react-query';
import { Button, Empty, Flex, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, type Schema, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { useCountyName } from '../words.ts';
import { DecideProof } from './decide-proof.tsx';
import { PROOF_KIND_NAMES, PROOF_STATES } from './proof-words.ts';
import { RetirementFrame } from './retirement-frame.tsx';

const W = {
  label: w('淘汰证明', 'Proofs'),
  status: w('状态', 'Status'),
  none: w('没有淘汰证明。证明在车辆档案中登记。', 'No proofs. They are recorded on the file of a vehicle.'),
  kind: w('类型', 'Kind'),
  number: w('证明编号', 'Number'),
  on: w('淘汰日期', 'Retired on'),
  county: w('县区', 'County'),
  recorded: w('登记时间', 'Recorded'),
  recycler: w('回收企业', 'Recycler'),
  decide: w('核实', 'Decide'),
  look: w('查看', 'Look at it'),
  vehicle: w('车辆档案', 'Vehicle'),
};

type Proof = Schema<'RetirementProof'>;

const NAMES = ['status', 'countyCode', 'vehicleId'] as const;
const TONES = { recorded: 'warn', verified: 'good', refused: 'bad' } as const;

/** Proofs that listed vehicles were scrapped or deregistered, and deciding on them. */
export function ProofsPage() {
  const t = useT();
  const may = useMay();
  const queries = useQueryClient();
  const countyName = useCountyName();
  const [deciding, setDeciding] = useState<Proof>();
  const [filters, set] = useUrlFilters(NAMES);
  const pages = usePages(['retirement-proofs', filters], (cursor) =>
    told(api.GET('/api/v1/retirement-proofs', { params: { query: { ...filters, cursor } as never } })),
  );
  const statusOf = ({ status }: Proof) => <Mark tone={TONES[status]}>{t(PROOF_STATES[status])}</Mark>;
  const act = (proof: Proof) => (
    <Flex gap={12} align="center">
      <Button size="small" onClick={() => setDeciding(proof)}>
        {t(may('retirement-proof.decide') && proof.status === 'recorded' ? W.decide : W.look)}
      </Button>
      <Link to={`/vehicles/${proof.vehicleId}`}>{t(W.vehicle)}</Link>
    </Flex>
  );
  return (
    <RetirementFrame>
      <Flex vertical gap={16}>
        <Select
          allowClear
          aria-label={t(W.status)}
          placeholder={t(W.status)}
          value={filters.status}
          onChange={(status?: string) => set({ status })}
          options={(['recorded', 'verified', 'refused'] as const).map((value) => ({
            value: value,
            label: t(PROOF_STATES[value]),
          }))}
          style={{ width: 160 }}
        />
        <Rows
          pages={pages}
          label={t(W.label)}
          rowKey={({ id }) => id}
          empty={<Empty description={t(W.none)} />}
          columns={[
            { title: t(W.number), dataIndex: 'certificateNumber' },
            { title: t(W.kind), key: 'kind', render: (row: Proof) => t(PROOF_KIND_NAMES[row.kind]) },
            { title: t(W.status), key: 'status', render: statusOf },
            { title: t(W.on), dataIndex: 'retiredOn' },
            { title: t(W.recycler), key: 'recycler', render: (row: Proof) => row.recycler?.name ?? '—' },
            { title: t(W.county), key: 'county', render: (row: Proof) => countyName(row.countyCode) },
            { title: t(W.recorded), key: 'recorded', render: (row: Proof) => <Instant at={row.recordedAt} /> },
            { title: '', key: 'act', render: act },
          ]}
          card={(row) => (
            <Flex vertical gap={8}>
              <Flex gap={8} wrap align="center">
                <strong>{row.certificateNumber}</strong>
                {statusOf(row)}
              </Flex>
              <span>
                {t(PROOF_KIND_NAMES[row.kind])} · {row.retiredOn} · {countyName(row.countyCode)}
              </span>
              {act(row)}
            </Flex>
          )}
        />
      </Flex>
      <DecideProof
        proof={deciding}
        onClose={() => setDeciding(undefined)}
        onDecided={() => {
          setDeciding(undefined);
          void queries.invalidateQueries({ queryKey: ['retirement-proofs'] });
        }}
      />
    </RetirementFrame>
  );
}
