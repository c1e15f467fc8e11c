import { Button, Divider, Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { Instant } from '../../parts/moments.tsx';
import { Mark, Plate } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { PlateSightings } from '../vehicles/plate-sightings.tsx';
import { PendingVehicle } from './pending-vehicle.tsx';
import type { Waiting } from './queue-list.tsx';

const W = {
  last: w('最近通行', 'Last passed'),
  asserted: w('门禁上报的排放阶段', 'Stages that gates told'),
  times: w('次', 'times'),
  none: w('门禁未上报', 'none'),
  unregistered: w(
    '该号牌未建档，也没有企业申报。核对登记信息后建档，其通行即按核实的阶段重新判定。',
    'This plate is on no register and nobody declared it. Put it on file once you have looked it up.',
  ),
  register: w('登记该车', 'Put it on file'),
};

/** One plate that waits: what hangs on it, what gates told, and what was declared with its evidence. */
export function WaitingDetail({ one, onDecided }: { readonly one: Waiting; readonly onDecided: () => void }) {
  const t = useT();
  const may = useMay();
  const told = [...one.assertedStages].sort((a, b) => b.times - a.times);
  const known = { plate: one.plate, plateColour: one.plateColours[0], emissionStage: told[0]?.emissionStage };
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} wrap align="center">
        <Plate plate={one.plate} colour={one.plateColours[0]} large />
        <Typography.Text type="secondary">
          {t(W.last)} <Instant at={one.lastPassedAt} />
        </Typography.Text>
      </Flex>
      <Flex gap={8} wrap align="center">
        <Typography.Text type="secondary">{t(W.asserted)}:</Typography.Text>
        {told.length === 0 && t(W.none)}
        {told.map(({ emissionStage, times }) => (
          <Mark key={emissionStage} tone="plain">
            {t(stageNameOf(emissionStage))} {times} {t(W.times)}
          </Mark>
        ))}
      </Flex>
      {one.vehicles.map((pending) => (
        <div key={pending.vehicle.id}>
          <Divider style={{ margin: '4px 0 12px' }} />
          <PendingVehicle pending={pending} onDecided={onDecided} />
        </div>
      ))}
      {!one.onRegister && (
        <>
          <Typography.Paragraph style={{ margin: 0 }}>{t(W.unregistered)}</Typography.Paragraph>
          {may('vehicle.create') && (
            <Link to="/vehicles/new" state={known}>
              <Button type="primary">{t(W.register)}</Button>
            </Link>
          )}
          <PlateSightings plate={one.plate} />
        </>
      )}
    </Flex>
  );
}
