import { useQuery } from '@tanstack/react-query';
import { Card, Empty, Flex, Typography } from 'antd';
import { DIRECTION_NAMES, MODE_NAMES } from '../../../domain/gates/names.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { ChangeGate, NewGate } from '../../parts/gates/gate-acts.tsx';
import { Tokens } from '../../parts/gates/tokens.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { Cameras } from './cameras.tsx';

const W = {
  direction: w('通行方向', 'Direction'),
  mode: w('控制方式', 'Mode'),
  heard: w('最近在线', 'Last heard'),
  never: w('从未在线', 'never'),
  empty: w('该企业还没有登记门禁。', 'No gate is on record.'),
};

type Gate = Schema<'ListedGate'>;

/** The gates of an enterprise, each with its tokens and cameras. */
export function GatesPart({ id }: { readonly id: string }) {
  const t = useT();
  const may = useMay();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['law', 'gates', id],
    queryFn: () => told(api.GET('/api/v1/gates', { params: { query: { enterpriseId: id, limit: '200' } } })),
  });
  if (error && !data) return <Fault error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Loading />;
  return (
    <Flex vertical gap={12}>
      {may('gate.write') && (
        <div>
          <NewGate enterpriseId={id} />
        </div>
      )}
      {data.items.length === 0 && <Empty description={t(W.empty)} />}
      {data.items.map((gate) => (
        <GateCard key={gate.id} gate={gate} />
      ))}
    </Flex>
  );
}

function GateCard({ gate }: { readonly gate: Gate }) {
  const t = useT();
  const may = useMay();
  return (
    <Card
      size="small"
      title={<h3 style={{ fontSize: 15, margin: 0 }}>{gate.name}</h3>}
      extra={may('gate.write') && <ChangeGate gate={gate} />}
    >
      <Flex vertical gap={12}>
        <Typography.Text>
          {t(W.direction)}：{t(DIRECTION_NAMES[gate.direction])} · {t(W.mode)}：{t(MODE_NAMES[gate.mode])} ·{' '}
          {t(W.heard)}：{gate.lastHeartbeatAt ? <Instant at={gate.lastHeartbeatAt} /> : t(W.never)}
        </Typography.Text>
        {may('gate.write') && <Tokens gateId={gate.id} />}
        {may('device.read') && <Cameras gateId={gate.id} />}
      </Flex>
    </Card>
  );
}
