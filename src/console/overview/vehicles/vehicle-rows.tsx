import { Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Schema } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark, Plate, Stage } from '../../parts/tags.tsx';
import type { Pages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useFactText } from './fact-words.ts';

const W = {
  label: w('车辆', 'Vehicles'),
  plate: w('号牌', 'Plate'),
  stage: w('排放阶段', 'Stage'),
  word: w('核实情况', 'Verified'),
  fuel: w('燃料', 'Fuel'),
  type: w('车辆类型', 'Type'),
  registered: w('初次登记', 'First registered'),
  status: w('状态', 'Status'),
  updated: w('更新时间', 'Updated'),
};
const BY = {
  verified: w('已核实', 'verified'),
  declared: w('企业申报', 'declared'),
};

type Vehicle = Schema<'VehicleSummary'>;

/** Vehicles one under another; each opens its file. */
export function VehicleRows({ pages, empty }: { readonly pages: Pages<Vehicle>; readonly empty: ReactNode }) {
  const t = useT();
  const say = useFactText();
  const plateOf = (row: Vehicle) => (
    <Link to={`/vehicles/${row.id}`}>
      <Plate plate={row.plate} colour={row.plateColour} />
    </Link>
  );
  return (
    <Rows
      pages={pages}
      label={t(W.label)}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        { title: t(W.plate), key: 'plate', render: plateOf },
        {
          title: t(W.stage),
          key: 'stage',
          render: (row: Vehicle) => <Stage code={row.emissionStage} substage={row.emissionSubstage} />,
        },
        { title: t(W.word), key: 'word', render: (row: Vehicle) => <Word verified={row.verified} /> },
        { title: t(W.fuel), key: 'fuel', render: (row: Vehicle) => say('fuel', row.fuel ?? undefined) },
        {
          title: t(W.type),
          key: 'type',
          render: (row: Vehicle) => say('vehicleType', row.vehicleType ?? undefined),
        },
        { title: t(W.registered), key: 'registered', render: (row: Vehicle) => row.registeredOn ?? '—' },
        { title: t(W.status), key: 'status', render: (row: Vehicle) => say('status', row.status) },
        { title: t(W.updated), key: 'updated', render: (row: Vehicle) => <Instant at={row.updatedAt} /> },
      ]}
      card={(row) => (
        <Flex vertical gap={8}>
          <Flex gap={8} wrap align="center">
            {plateOf(row)}
            <Stage code={row.emissionStage} substage={row.emissionSubstage} />
            <Word verified={row.verified} />
          </Flex>
          <Typography.Text type="secondary">
            {say('fuel', row.fuel ?? undefined)} · {say('vehicleType', row.vehicleType ?? undefined)} ·{' '}
            {say('status', row.status)}
          </Typography.Text>
        </Flex>
      )}
    />
  );
}

/** Whether an officer verified any of what is on file. */
export function Word({ verified }: { readonly verified: boolean }) {
  const t = useT();
  return <Mark tone={verified ? 'good' : 'warn'}>{t(verified ? BY.verified : BY.declared)}</Mark>;
}
