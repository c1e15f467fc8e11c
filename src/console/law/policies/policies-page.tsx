import { Empty, Flex } from 'antd';
import { Link } from 'react-router';
import { api, type Schema, told } from '../../api/client.ts';
import { today } from '../../parts/china-time.ts';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark } from '../../parts/tags.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { SubNav } from '../parts/sub-nav.tsx';
import { usePublished } from './law-on.ts';
import { POLICIES, POLICY_PAGES } from './pages.ts';
import { CopyButton } from './published-actions.tsx';
import { STATUSES } from './words.ts';

const W = {
  title: w('版本与草案', 'Versions and drafts'),
  name: w('名称', 'Title'),
  version: w('版本', 'Version'),
  from: w('首个施行日', 'First day'),
  state: w('状态', 'State'),
  at: w('记录时间', 'Recorded'),
  untitled: w('未命名草案', 'Draft without a title'),
  inForce: w('施行中', 'In force'),
  empty: w('还没有任何政策。', 'There is no policy yet.'),
};

type Summary = Schema<'PolicySummary'>;

/** Every policy and draft, newest first. */
export function PoliciesPage() {
  const t = useT();
  const may = useMay();
  const pages = usePages<Summary>(['law', 'policies', 'all'], (cursor) =>
    told(api.GET('/api/v1/policies', { params: { query: { cursor } } })),
  );
  const current = usePublished().data?.find(({ from }) => from !== null && from <= today());
  const name = (one: Summary) => <Link to={`/policies/${one.id}`}>{one.title ? t(one.title) : t(W.untitled)}</Link>;
  const state = (one: Summary) => {
    const [word, tone] = STATUSES[one.status];
    return (
      <Flex gap={6} wrap>
        <Mark tone={tone}>{t(word)}</Mark>
        {one.id === current?.id && <Mark tone="good">{t(W.inForce)}</Mark>}
      </Flex>
    );
  };
  return (
    <Page
      title={W.title}
      trail={[{ to: '/policies', title: POLICIES }]}
      actions={current && may('policy.write') && <CopyButton basedOn={current.id} />}
    >
      <SubNav pages={POLICY_PAGES} />
      <Rows
        pages={pages}
        label={t(W.title)}
        rowKey={({ id }) => id}
        empty={<Empty description={t(W.empty)} />}
        columns={[
          { title: t(W.name), render: (_, one) => name(one) },
          { title: t(W.version), render: (_, { version }) => version ?? '—' },
          { title: t(W.from), render: (_, { from }) => from ?? '—' },
          { title: t(W.state), render: (_, one) => state(one) },
          { title: t(W.at), render: (_, { recordedAt }) => <Instant at={recordedAt} /> },
        ]}
        card={(one) => (
          <Flex vertical gap={6}>
            {name(one)}
            {state(one)}
            <span>
              {t(W.version)} {one.version ?? '—'} · {t(W.from)} {one.from ?? '—'}
            </span>
          </Flex>
        )}
      />
    </Page>
  );
}
