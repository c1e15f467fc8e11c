import { Card, Empty, Flex } from 'antd';
import { DIRECTION_NAMES, PROTOCOL_NAMES } from '../../../domain/gates/names.ts';
import { api, type Row, told } from '../../api/client.ts';
import { CameraActs, RegisterCamera } from '../../parts/gates/camera-acts.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark } from '../../parts/tags.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { type Connectivity, HeardState } from './gate-rows.tsx';

const W = {
  title: w('摄像机', 'Cameras'),
  name: w('名称', 'Name'),
  protocol: w('接口协议', 'Protocol'),
  direction: w('车道方向', 'Lane leads'),
  lane: w('车道', 'Lane'),
  state: w('状态', 'State'),
  last: w('最近报文', 'Last message'),
  today: w('今日收到', 'Today'),
  skew: w('时钟偏差（秒）', 'Clock off by, s'),
  opens: w('可联动开闸', 'May open the barrier'),
  yes: w('是', 'Yes'),
  no: w('否', 'No'),
  acts: w('操作', 'Acts'),
  revoked: w('已停用', 'Revoked'),
  none: w('没有登记摄像机，门禁电脑直接上报。', 'No camera on record: the gate computer posts by itself.'),
};

type Camera = Row<'/api/v1/devices'>;

/** The cameras of a gate: what they speak, and when each last said something. */
export function Cameras({ gateId, seen }: { readonly gateId: string; readonly seen: Connectivity['devices'] }) {
  const t = useT();
  const may = useMay();
  const pages = usePages<Camera>(['devices', gateId], (cursor) =>
    told(api.GET('/api/v1/devices', { params: { query: { gateId, ...(cursor === undefined ? {} : { cursor }) } } })),
  );
  const today = (id: string) => seen.find((one) => one.id === id);
  const state = ({ id, revokedAt }: Camera) => {
    if (revokedAt) return <Mark tone="plain">{t(W.revoked)}</Mark>;
    const of = today(id)?.state;
    return of ? <HeardState of={of} /> : '—';
  };
  const acts = (camera: Camera) =>
    may('device.write') && !camera.revokedAt ? (
      <Flex gap={8} wrap>
        <CameraActs camera={camera} />
      </Flex>
    ) : null;
  return (
    <Card
      size="small"
      title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.title)}</h2>}
      extra={may('device.write') && <RegisterCamera gateId={gateId} />}
    >
      <Rows
        pages={pages}
        label={t(W.title)}
        rowKey={({ id }) => id}
        empty={<Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(W.none)} />}
        columns={[
          { title: t(W.name), key: 'name', render: (_, { name }) => name },
          { title: t(W.protocol), key: 'protocol', render: (_, { protocol }) => t(PROTOCOL_NAMES[protocol]) },
          { title: t(W.direction), key: 'direction', render: (_, { direction }) => t(DIRECTION_NAMES[direction]) },
          { title: t(W.lane), key: 'lane', render: (_, { lane }) => lane ?? '—' },
          { title: t(W.state), key: 'state', render: (_, camera) => state(camera) },
          { title: t(W.last), key: 'last', render: (_, { lastSeenAt }) => <Instant at={lastSeenAt} seconds /> },
          { title: t(W.today), key: 'today', align: 'right', render: (_, { id }) => today(id)?.received ?? '—' },
          { title: t(W.skew), key: 'skew', align: 'right', render: (_, { lastSkewSeconds }) => lastSkewSeconds ?? '—' },
          { title: t(W.opens), key: 'opens', render: (_, { mayOpen }) => t(mayOpen ? W.yes : W.no) },
          ...(may('device.write')
            ? [{ title: t(W.acts), key: 'acts', render: (_: unknown, camera: Camera) => acts(camera) }]
            : []),
        ]}
        card={(camera) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap={8} wrap>
              <strong>{camera.name}</strong>
              {state(camera)}
            </Flex>
            <span>
              {t(PROTOCOL_NAMES[camera.protocol])} · {t(DIRECTION_NAMES[camera.direction])}
            </span>
            <span>
              {t(W.last)} <Instant at={camera.lastSeenAt} />
            </span>
            {acts(camera)}
          </Flex>
        )}
      />
    </Card>
  );
}
