import { useQuery } from '@tanstack/react-query';
import { Card, Descriptions, Flex } from 'antd';
import { Link, useParams } from 'react-router';
import { DIRECTION_NAMES, MODE_NAMES } from '../../../domain/gates/names.ts';
import { api, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { ChangeGate } from '../../parts/gates/gate-acts.tsx';
import { Tokens } from '../../parts/gates/tokens.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useLanguage, useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { useNames } from '../parts/places.ts';
import { Cameras } from './cameras.tsx';
import { DeclareCounts } from './declare-counts.tsx';
import { GateRates } from './gate-rates.tsx';
import { type Connectivity, HeardState, percent, silentText } from './gate-rows.tsx';

const W = {
  list: w('联网状态', 'Connectivity'),
  enterprise: w('企业', 'Enterprise'),
  direction: w('方向', 'Direction'),
  mode: w('控制方式', 'Mode'),
  heard: w('最近来数', 'Last heard'),
  silent: w('已静默', 'Silent for'),
  today: w('今日收到', 'Today'),
  late: w('其中迟报', 'of them late'),
  skew: w('时钟偏差（秒）', 'Clock off by, s'),
  letters: w('查看未识别报文', 'What was not understood'),
  passages: w('查看该门禁的通行记录', 'Its passages'),
};

/** One gate: when it was heard from, how it sent by day, what it declared, and its cameras. */
export function GatePage() {
  const t = useT();
  const { language } = useLanguage();
  const may = useMay();
  const names = useNames();
  const { id = '' } = useParams();
  const gate = useQuery({
    queryKey: ['gate', id],
    queryFn: () => told(api.GET('/api/v1/gates/{id}', { params: { path: { id } } })),
  });
  const enterpriseId = gate.data?.enterpriseId;
  const now = useQuery({
    queryKey: ['connectivity', 'of', enterpriseId],
    queryFn: () =>
      told(api.GET('/api/v1/connectivity', { params: { query: { enterpriseId: enterpriseId ?? '', limit: '200' } } })),
    enabled: enterpriseId !== undefined,
    refetchInterval: 60_000,
  });
  const trail = [{ to: '/connectivity', title: W.list }];
  if (gate.error)
    return (
      <Page title={W.list} trail={trail}>
        <Fault error={gate.error} onRetry={() => void gate.refetch()} />
      </Page>
    );
  if (!gate.data) return <Loading />;
  const seen: Connectivity | undefined = now.data?.items.find((one) => one.id === id);
  const items = [
    { key: 'e', label: t(W.enterprise), children: names.enterprise(gate.data.enterpriseId) },
    { key: 'd', label: t(W.direction), children: t(DIRECTION_NAMES[gate.data.direction]) },
    { key: 'm', label: t(W.mode), children: <Mark tone="plain">{t(MODE_NAMES[gate.data.mode])}</Mark> },
    { key: 'h', label: t(W.heard), children: <Instant at={seen?.lastHeardAt} seconds /> },
    { key: 's', label: t(W.silent), children: silentText(seen?.silentSince ?? null, language) },
    {
      key: 't',
      label: t(W.today),
      children: seen ? `${seen.received}（${t(W.late)} ${seen.late}，${percent(seen.lateShare)}）` : '—',
    },
    { key: 'k', label: t(W.skew), children: seen?.skewSeconds ?? '—' },
  ];
  return (
    <Page
      title={gate.data.name}
      trail={trail}
      actions={
        <>
          {may('gate.write') && <ChangeGate gate={gate.data} />}
          {may('gate.count') && <DeclareCounts gateId={id} />}
        </>
      }
    >
      <Flex vertical gap={12}>
        <Card size="small" title={seen && <HeardState of={seen.state} />}>
          <Descriptions size="small" column={{ xs: 1, sm: 2, lg: 3 }} items={items} />
          <Flex gap={16} wrap style={{ marginTop: 12 }}>
            <Link to={`/passages?gateId=${id}`}>{t(W.passages)}</Link>
            {may('dead-letter.read') && <Link to={`/connectivity/dead-letters?gateId=${id}`}>{t(W.letters)}</Link>}
          </Flex>
        </Card>
        <GateRates gateId={id} enterpriseId={gate.data.enterpriseId} />
        <Cameras gateId={id} seen={seen?.devices ?? []} />
        {may('gate.write') && (
          <Card size="small">
            <Tokens gateId={id} />
          </Card>
        )}
      </Flex>
    </Page>
  );
}
