import { PlusOutlined } from '@ant-design/icons';
import { Button, Drawer, Empty, Flex } from 'antd';
import { useState } from 'react';
import { api, type Row, told } from '../../api/client.ts';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Stage } from '../../parts/tags.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { Evidence } from '../passages/evidence.tsx';
import { EquipmentEditor, EquipmentForm } from './equipment-form.tsx';
import { LedgerExports, LedgerHead, useLedgerFilters } from './ledger-head.tsx';
import { equipmentName, plantColumns } from './plant-columns.tsx';

const W = {
  vehicle: w('厂内运输车辆台账', 'Ledger of in-plant vehicles'),
  machine: w('非道路移动机械台账', 'Ledger of machinery'),
  addVehicle: w('登记厂内车辆', 'Record a vehicle'),
  addMachine: w('登记机械', 'Record a machine'),
  edit: w('修改', 'Change'),
  photos: w('照片', 'Photos'),
  empty: w(
    '台账中还没有内容。请登记在厂内作业的车辆和机械。',
    'Nothing on this ledger yet: record what works in the plant.',
  ),
};

export type Equipment = Row<'/api/v1/ledgers/machinery'>;

const KINDS = ['nameplate', 'engine_nameplate', 'label', 'licence', 'list'] as const;

/** Vehicles or machines that work in a plant; whoever keeps the ledger records and changes them here. */
export function PlantLedger({ kind }: { readonly kind: 'vehicle' | 'machine' }) {
  const t = useT();
  const may = useMay();
  const { role } = useMe();
  const [filters] = useLedgerFilters();
  const [open, setOpen] = useState<Equipment | 'new'>();
  const [shown, setShown] = useState<Equipment>();
  const path =
    kind === 'vehicle' ? ('/api/v1/ledgers/in-plant-vehicles' as const) : ('/api/v1/ledgers/machinery' as const);
  const pages = usePages<Equipment>(['ledger', kind, filters], (cursor) =>
    told(api.GET(path, { params: { query: { ...filters, ...(cursor === undefined ? {} : { cursor }) } } })),
  );
  const write = may('plant-equipment.write');
  const photosOf = (row: Equipment) => `${t(W.photos)} ${Object.values(row.photos).flat().length}`;
  const act = (row: Equipment) => (
    <Flex gap={8} wrap>
      {write && (
        <Button onClick={() => setOpen(row)} aria-label={`${t(W.edit)} ${equipmentName(row)}`}>
          {t(W.edit)}
        </Button>
      )}
      <Button onClick={() => setShown(row)} aria-label={`${photosOf(row)} ${equipmentName(row)}`}>
        {photosOf(row)}
      </Button>
    </Flex>
  );
  return (
    <Page
      title={W[kind]}
      actions={
        <>
          {write && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
              {t(kind === 'vehicle' ? W.addVehicle : W.addMachine)}
            </Button>
          )}
          <LedgerExports kind={kind === 'vehicle' ? 'in-plant-vehicles' : 'machinery'} />
        </>
      }
    >
      <LedgerHead />
      <Rows
        pages={pages}
        columns={plantColumns({ t, kind, several: role !== 'enterprise', act })}
        rowKey={({ id }) => id}
        label={t(W[kind])}
        card={(row) => (
          <Flex vertical gap={8}>
            <Flex justify="space-between" gap={8} wrap>
              <strong>{equipmentName(row)}</strong>
              <Stage code={row.emissionStage} />
            </Flex>
            {act(row)}
          </Flex>
        )}
        empty={<Empty description={t(W.empty)} />}
      />
      <Drawer
        title={open === 'new' ? t(kind === 'vehicle' ? W.addVehicle : W.addMachine) : t(W.edit)}
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        size={560}
        destroyOnHidden
      >
        {open === 'new' && <EquipmentForm kind={kind} onDone={() => setOpen(undefined)} />}
        {open !== undefined && open !== 'new' && <EquipmentEditor id={open.id} onDone={() => setOpen(undefined)} />}
      </Drawer>
      <Drawer
        title={t(W.photos)}
        open={shown !== undefined}
        onClose={() => setShown(undefined)}
        size={560}
        destroyOnHidden
      >
        {shown && <Evidence subjectType="plant_equipment" subjectId={shown.id} kinds={KINDS} />}
      </Drawer>
    </Page>
  );
}
