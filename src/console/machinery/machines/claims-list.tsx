import { Empty, Flex, Select, Typography } from 'antd';
import { Link } from 'react-router';
import {
  CLAIM_GROUNDS,
  CLAIM_STATUS_NAMES,
  CLAIM_STATUSES,
  type ClaimStatus,
} from '../../../domain/machinery/machine-claim.ts';
import { api, type Row, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { ClaimState } from './claim-state.tsx';

const W = {
  title: w('过户与归属', 'Changes of holder'),
  machines: w('非道路机械', 'Machines'),
  kind: w('类别', 'Kind'),
  claim: w('申请过户', 'Claim'),
  offer: w('转让', 'Offer'),
  grounds: w('原因', 'Why'),
  status: w('状态', 'State'),
  all: w('全部状态', 'All states'),
  opened: w('提出时间', 'Opened'),
  answerBy: w('答复期限', 'Answer by'),
  awaits: w('等待', 'Waits for'),
  awaitsAll: w('不限', 'Anybody'),
  awaitsAnswer: w('本单位答复', 'My answer'),
  awaitsDecision: w('执法人员裁定', 'A decision'),
  empty: w('没有过户或归属案件。', 'No cases.'),
};

type Claim = Row<'/api/v1/machine-claims'>;

/** Cases about who holds a machine. */
export function ClaimsList() {
  const t = useT();
  const [filters, setFilters] = useUrlFilters(['status', 'awaits']);
  const query = {
    ...(filters.status ? { status: filters.status as ClaimStatus } : {}),
    ...(filters.awaits ? { awaits: filters.awaits as 'answer' | 'decision' } : {}),
  };
  const pages = usePages<Claim>(['machine-claims', 'list', query], (cursor) =>
    told(api.GET('/api/v1/machine-claims', { params: { query: { ...query, ...(cursor ? { cursor } : {}) } } })),
  );
  const kind = ({ kind: of }: Claim) => t(of === 'claim' ? W.claim : W.offer);
  return (
    <Page title={W.title} trail={[{ to: '/machines', title: W.machines }]}>
      <Flex gap={8} wrap style={{ marginBottom: 16 }}>
        <Select
          aria-label={t(W.status)}
          value={filters.status ?? ''}
          onChange={(status) => setFilters({ status })}
          style={{ width: 140 }}
          options={[
            { value: '', label: t(W.all) },
            ...CLAIM_STATUSES.map((code) => ({ value: code, label: t(CLAIM_STATUS_NAMES[code]) })),
          ]}
        />
        <Select
          aria-label={t(W.awaits)}
          value={filters.awaits ?? ''}
          onChange={(awaits) => setFilters({ awaits })}
          style={{ width: 150 }}
          options={[
            { value: '', label: t(W.awaitsAll) },
            { value: 'answer', label: t(W.awaitsAnswer) },
            { value: 'decision', label: t(W.awaitsDecision) },
          ]}
        />
      </Flex>
      <Rows<Claim>
        pages={pages}
        rowKey={({ id }) => id}
        label={t(W.title)}
        empty={<Empty description={t(W.empty)} />}
        columns={[
          { title: t(W.kind), render: (_, row) => <Link to={`/machines/claims/${row.id}`}>{kind(row)}</Link> },
          { title: t(W.grounds), render: (_, { grounds }) => t(CLAIM_GROUNDS[grounds]) },
          { title: t(W.status), render: (_, { status }) => <ClaimState of={status} /> },
          { title: t(W.opened), render: (_, { openedAt }) => <Instant at={openedAt} /> },
          { title: t(W.answerBy), dataIndex: 'answerBy' },
        ]}
        card={(row) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap={8}>
              <Link to={`/machines/claims/${row.id}`}>{kind(row)}</Link>
              <ClaimState of={row.status} />
            </Flex>
            <Typography.Text type="secondary">
              {t(CLAIM_GROUNDS[row.grounds])} · {t(W.answerBy)} {row.answerBy}
            </Typography.Text>
          </Flex>
        )}
      />
    </Page>
  );
}
