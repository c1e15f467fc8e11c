import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Empty, Flex, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { EMISSION_STAGES, stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { api, told } from '../../api/client.ts';
import { Page } from '../../parts/page.tsx';
import { PlateSearch } from '../../parts/plate-search.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { VEHICLE_STATUS_NAMES } from '../words.ts';
import { PlateSightings } from './plate-sightings.tsx';
import { VehicleRows } from './vehicle-rows.tsx';

const W = {
  title: w('车辆档案', 'Vehicles'),
  stage: w('排放阶段', 'Emission stage'),
  status: w('车辆状态', 'Status'),
  verified: w('核实情况', 'Verified'),
  yes: w('已核实', 'Verified'),
  no: w('未核实', 'Not verified'),
  register: w('登记车辆', 'Put on file'),
  declare: w('申报车辆', 'Declare a vehicle'),
  import: w('批量导入', 'Import a table'),
  none: w('没有符合条件的车辆', 'No such vehicle'),
};

const NAMES = ['emissionStage', 'status', 'verified'] as const;

/** Vehicles on file, and looking one up by its plate. */
export function VehicleListPage() {
  const t = useT();
  const may = useMay();
  const [filters, set] = useUrlFilters(NAMES);
  // A plate stands in no address: it is looked up by what is posted, and forgotten with the page.
  const [plate, setPlate] = useState('');
  const pages = usePages(['vehicles', plate, filters], (cursor) =>
    plate
      ? told(api.POST('/api/v1/vehicles/search', { body: { plate, ...(cursor ? { cursor } : {}) } as never }))
      : told(api.GET('/api/v1/vehicles', { params: { query: { ...filters, cursor } as never } })),
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
  const actions = may('vehicle.create') && (
    <>
      <Link to="/vehicles/import">
        <Button icon={<UploadOutlined />}>{t(W.import)}</Button>
      </Link>
      <Link to="/vehicles/new">
        <Button type="primary" icon={<PlusOutlined />}>
          {t(may('vehicle.verify') ? W.register : W.declare)}
        </Button>
      </Link>
    </>
  );
  return (
    <Page title={W.title} actions={actions}>
      <Flex vertical gap={16}>
        <Flex gap={8} wrap>
          <PlateSearch onSearch={setPlate} />
          {!plate && (
            <>
              {choice(
                'emissionStage',
                t(W.stage),
                EMISSION_STAGES.map((stage) => ({ value: stage, label: t(stageNameOf(stage)) })),
              )}
              {choice(
                'status',
                t(W.status),
                Object.entries(VEHICLE_STATUS_NAMES).map(([value, name]) => ({ value, label: t(name) })),
              )}
              {choice('verified', t(W.verified), [
                { value: 'true', label: t(W.yes) },
                { value: 'false', label: t(W.no) },
              ])}
            </>
          )}
        </Flex>
        <VehicleRows pages={pages} empty={<Empty description={t(W.none)} />} />
        {plate && !pages.asking && pages.rows.length === 0 && <PlateSightings plate={plate} />}
      </Flex>
    </Page>
  );
}
