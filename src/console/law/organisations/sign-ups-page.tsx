import { Empty, Flex, Segmented } from 'antd';
import { Link } from 'react-router';
import { api, type Schema, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { SubNav } from '../parts/sub-nav.tsx';
import { countyName } from '../parts/words.ts';
import { ORGANISATION_PAGES, ORGANISATIONS, SIGN_UP_STATES } from './words.ts';

const W = {
  title: w('注册审核', 'Sign-ups'),
  waiting: w('待审核', 'Waiting'),
  all: w('全部', 'All'),
  name: w('单位名称', 'Name'),
  code: w('统一社会信用代码', 'Credit code'),
  county: w('县区', 'County'),
  at: w('提交时间', 'Submitted'),
  state: w('状态', 'State'),
  none: w('没有待审核的注册申请。', 'Nobody waits.'),
  show: w('显示', 'Show'),
};
type SignUp = Schema<'SignUp'>;
const FILTERS = ['show'] as const;

/** Contractors that signed up; those that wait first. */
export function SignUpsPage() {
  const t = useT();
  const [{ show = 'submitted' }, setFilters] = useUrlFilters(FILTERS);
  const pages = usePages<SignUp>(['law', 'sign-ups', show], (cursor) =>
    told(
      api.GET('/api/v1/sign-ups', {
        params: { query: { ...(show === 'all' ? {} : { status: 'submitted' as const }), cursor } },
      }),
    ),
  );
  const name = (one: SignUp) => <Link to={`/organisations/sign-ups/${one.id}`}>{one.name}</Link>;
  const state = ({ status }: SignUp) => <Mark tone={SIGN_UP_STATES[status][1]}>{t(SIGN_UP_STATES[status][0])}</Mark>;
  return (
    <Page title={W.title} trail={[{ to: '/organisations', title: ORGANISATIONS }]}>
      <SubNav pages={ORGANISATION_PAGES} />
      <Segmented
        aria-label={t(W.show)}
        value={show}
        options={[
          { value: 'submitted', label: t(W.waiting) },
          { value: 'all', label: t(W.all) },
        ]}
        onChange={(next) => setFilters({ show: next })}
        style={{ marginBottom: 12 }}
      />
      <Rows
        pages={pages}
        label={t(W.title)}
        rowKey={({ id }) => id}
        empty={<Empty description={t(W.none)} />}
        columns={[
          { title: t(W.name), render: (_, one) => name(one) },
          { title: t(W.code), render: (_, { creditCode }) => <span className="numbers">{creditCode}</span> },
          { title: t(W.county), render: (_, { countyCode }) => t(countyName(countyCode)) },
          { title: t(W.at), render: (_, { submittedAt }) => <Instant at={submittedAt} /> },
          { title: t(W.state), render: (_, one) => state(one) },
        ]}
        card={(one) => (
          <Flex vertical gap={6}>
            <Flex gap={8} wrap>
              {name(one)}
              {state(one)}
            </Flex>
            <span className="numbers">{one.creditCode}</span>
            <span>
              {t(countyName(one.countyCode))} · <Instant at={one.submittedAt} />
            </span>
          </Flex>
        )}
      />
    </Page>
  );
}
