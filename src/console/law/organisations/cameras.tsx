import { useQuery } from '@tanstack/react-query';
import { Flex, Typography } from 'antd';
import { DIRECTION_NAMES, PROTOCOL_NAMES } from '../../../domain/gates/names.ts';
import { api, told } from '../../api/client.ts';
import { CameraActs, RegisterCamera } from '../../parts/gates/camera-acts.tsx';
import { Instant } from '../../parts/moments.tsx';
import { PartFault } from '../../parts/part-fault.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';

const W = {
  title: w('摄像机', 'Cameras'),
  revoked: w('已停用', 'Revoked'),
  valid: w('使用中', 'In use'),
  seen: w('最近上报', 'Last seen'),
  never: w('从未上报', 'never'),
  skew: w('时钟偏差 {n} 秒', 'clock off by {n} s'),
  none: w('还没有摄像机。', 'There is none yet.'),
};

/** The cameras at a gate; the address to type into one is shown when it is registered and never again. */
export function Cameras({ gateId }: { readonly gateId: string }) {
  const t = useT();
  const may = useMay();
  const cameras = useQuery({
    queryKey: ['devices', 'of', gateId],
    queryFn: () => told(api.GET('/api/v1/devices', { params: { query: { gateId, limit: '100' } } })),
  });
  return (
    <Flex vertical gap={6}>
      <Flex gap={12} wrap align="center">
        <strong>{t(W.title)}</strong>
        {may('device.write') && <RegisterCamera gateId={gateId} />}
      </Flex>
      <PartFault of={cameras} />
      {cameras.data?.items.length === 0 && <Typography.Text type="secondary">{t(W.none)}</Typography.Text>}
      {cameras.data?.items.map((one) => (
        <Flex key={one.id} gap={12} wrap align="center">
          <Mark tone={one.revokedAt ? 'plain' : 'good'}>{t(one.revokedAt ? W.revoked : W.valid)}</Mark>
          <span>
            {one.name} · {t(PROTOCOL_NAMES[one.protocol])} · {t(DIRECTION_NAMES[one.direction])} · {t(W.seen)}{' '}
            {one.lastSeenAt ? <Instant at={one.lastSeenAt} /> : t(W.never)}
            {one.lastSkewSeconds !== null &&
              one.lastSkewSeconds !== 0 &&
              ` · ${t(W.skew).replace('{n}', String(one.lastSkewSeconds))}`}
          </span>
          {!one.revokedAt && may('device.write') && <CameraActs camera={one} />}
        </Flex>
      ))}
    </Flex>
  );
}
