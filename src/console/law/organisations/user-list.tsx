import { Empty, Flex } from 'antd';
import type { OrganisationKind } from '../../../domain/identity/organisation.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark } from '../../parts/tags.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { ROLE_NAMES } from '../../shell/role-names.ts';
import { OrganisationName } from '../parts/organisation.tsx';
import { countyName } from '../parts/words.ts';
import { NewUser } from './new-user.tsx';
import { UserActs } from './user-acts.tsx';

const W = {
  title: w('账号', 'Users'),
  name: w('用户名', 'User name'),
  role: w('角色', 'Role'),
  organisation: w('单位', 'Organisation'),
  county: w('县区', 'County'),
  state: w('状态', 'State'),
  active: w('正常', 'Active'),
  shut: w('已停用', 'Shut'),
  manager: w('管理员', 'Manager'),
  opened: w('开立时间', 'Opened'),
  empty: w('没有账号。可新建账号，或在“邀请”中发出邀请。', 'There is no user. Make one, or invite somebody.'),
};

type User = Schema<'User'>;
export type UserFilters = { readonly role?: User['role']; readonly active?: 'true' | 'false' };

/** Users, of one organisation or of all in reach, and what can be done with each. */
export function UserList({
  organisationId,
  kind,
  filters = {},
}: {
  readonly organisationId?: string;
  readonly kind?: OrganisationKind;
  readonly filters?: UserFilters;
}) {
  const t = useT();
  const may = useMay();
  const pages = usePages<User>(['law', 'users', organisationId, filters], (cursor) =>
    told(api.GET('/api/v1/users', { params: { query: { ...filters, organisationId, cursor } } })),
  );
  const state = ({ active, manager }: User) => (
    <Flex gap={6} wrap>
      <Mark tone={active ? 'good' : 'plain'}>{t(active ? W.active : W.shut)}</Mark>
      {manager && <Mark tone="info">{t(W.manager)}</Mark>}
    </Flex>
  );
  const of = (one: User) => (one.organisationId ? <OrganisationName id={one.organisationId} /> : '—');
  const county = ({ countyCode }: User) => (countyCode ? t(countyName(countyCode)) : '—');
  const all = organisationId === undefined;
  return (
    <Flex vertical gap={12}>
      {may('user.create') && (
        <div>
          <NewUser organisationId={organisationId} kind={kind} />
        </div>
      )}
      <Rows
        pages={pages}
        label={t(W.title)}
        rowKey={({ id }) => id}
        empty={<Empty description={t(W.empty)} />}
        columns={[
          { title: t(W.name), render: (_, { username }) => <strong>{username}</strong> },
          { title: t(W.role), render: (_, { role }) => t(ROLE_NAMES[role]) },
          ...(all
            ? [
                { title: t(W.organisation), render: (_: unknown, one: User) => of(one) },
                { title: t(W.county), render: (_: unknown, one: User) => county(one) },
              ]
            : []),
          { title: t(W.state), render: (_, one) => state(one) },
          { title: t(W.opened), render: (_, { createdAt }) => <Instant at={createdAt} /> },
          { title: '', key: 'act', render: (_, one) => <UserActs user={one} /> },
        ]}
        card={(one) => (
          <Flex vertical gap={6}>
            <Flex gap={8} wrap align="center">
              <strong>{one.username}</strong>
              {state(one)}
            </Flex>
            <Flex gap={8} wrap>
              <span>{t(ROLE_NAMES[one.role])}</span>
              {all && (
                <>
                  <span>{of(one)}</span>
                  <span>{county(one)}</span>
                </>
              )}
            </Flex>
            <UserActs user={one} />
          </Flex>
        )}
      />
    </Flex>
  );
}
