import { Empty, Flex } from 'antd';
import { Link } from 'react-router';
import { api, type Row, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark, type Tone } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { FilterBar } from '../parts/filter-bar.tsx';
import { Choice, GatePicker } from '../parts/pickers.tsx';
import { useNames } from '../parts/places.ts';
import { optionsOf } from '../parts/words.ts';
import { ConnectivityTabs } from './connectivity-tabs.tsx';

const W = {
  title: w('未识别报文', 'Messages that were not understood'),
  received: w('收到时间', 'Arrived'),
  reason: w('原因', 'Why'),
  gate: w('门禁', 'Gate'),
  bytes: w('字节', 'Bytes'),
  state: w('状态', 'State'),
  empty: w('没有未识别的报文，摄像机数据都已正常解析。', 'None: whatever cameras said was understood.'),
};

export type DeadLetter = Row<'/api/v1/dead-letters'>;

const STATES = {
  open: w('待处理', 'Open'),
  replayed: w('已重新解析', 'Heard again'),
  dismissed: w('已关闭', 'Closed'),
};
const TONES: Readonly<Record<DeadLetter['status'], Tone>> = { open: 'warn', replayed: 'good', dismissed: 'plain' };
const FILTERS = ['status', 'gateId', 'deviceId'] as const;

/** Where a message stands that was not understood. */
export function LetterState({ of }: { readonly of: DeadLetter['status'] }) {
  const t = useT();
  return <Mark tone={TONES[of]}>{t(STATES[of])}</Mark>;
}

/** What cameras said and nobody understood. */
export function DeadLetterList() {
  const t = useT();
  const names = useNames();
  const [filters, set] = useUrlFilters(FILTERS);
  const pages = usePages<DeadLetter>(['dead-letters', filters], (cursor) =>
    told(
      api.GET('/api/v1/dead-letters', {
        params: { query: { ...(filters as object), ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  );
  return (
    <Page title={W.title}>
      <ConnectivityTabs />
      <FilterBar>
        <Choice
          label={t(W.state)}
          value={filters.status}
          onChange={(status) => set({ status })}
          options={optionsOf(STATES, t)}
        />
        <GatePicker value={filters.gateId} onChange={(gateId) => set({ gateId })} />
      </FilterBar>
      <Rows
        pages={pages}
        label={t(W.title)}
        rowKey={({ id }) => id}
        empty={<Empty description={t(W.empty)} />}
        columns={[
          {
            title: t(W.received),
            key: 'received',
            render: (_, { id, receivedAt }) => (
              <Link to={`/connectivity/dead-letters/${id}`}>
                <Instant at={receivedAt} seconds />
              </Link>
            ),
          },
          { title: t(W.reason), key: 'reason', render: (_, { reason }) => reason },
          {
            title: t(W.gate),
            key: 'gate',
            render: (_, { gateId, enterpriseId }) => `${names.enterprise(enterpriseId)} · ${names.gate(gateId)}`,
          },
          { title: t(W.bytes), key: 'bytes', align: 'right', render: (_, { bytes }) => bytes },
          { title: t(W.state), key: 'state', render: (_, { status }) => <LetterState of={status} /> },
        ]}
        card={(letter) => (
          <Link to={`/connectivity/dead-letters/${letter.id}`} style={{ color: 'inherit', display: 'block' }}>
            <Flex justify="space-between" gap={8} wrap>
              <Instant at={letter.receivedAt} />
              <LetterState of={letter.status} />
            </Flex>
            <div>{letter.reason}</div>
            <div>{names.enterprise(letter.enterpriseId)}</div>
          </Link>
        )}
      />
    </Page>
  );
}
