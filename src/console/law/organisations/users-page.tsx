import { Flex, Select } from 'antd';
import { ROLES } from '../../../domain/identity/actor.ts';
import { Page } from '../../parts/page.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { useT, w } from '../../session/language.ts';
import { ROLE_NAMES } from '../../shell/role-names.ts';
import { SubNav } from '../parts/sub-nav.tsx';
import { choices } from '../parts/words.ts';
import { type UserFilters, UserList } from './user-list.tsx';
import { ORGANISATION_PAGES, ORGANISATIONS } from './words.ts';

const W = {
  title: w('账号', 'Users'),
  role: w('角色', 'Role'),
  allRoles: w('全部角色', 'All roles'),
  state: w('状态', 'State'),
  any: w('全部状态', 'Any state'),
  active: w('正常', 'Active'),
  shut: w('已停用', 'Shut'),
};
const FILTERS = ['role', 'active'] as const;

/** The accounts of people. */
export function UsersPage() {
  const t = useT();
  const [filters, setFilters] = useUrlFilters(FILTERS);
  return (
    <Page title={W.title} trail={[{ to: '/organisations', title: ORGANISATIONS }]}>
      <SubNav pages={ORGANISATION_PAGES} />
      <Flex gap={8} wrap style={{ marginBottom: 12 }}>
        <Select
          aria-label={t(W.role)}
          allowClear
          value={filters.role ?? null}
          placeholder={t(W.allRoles)}
          options={choices(ROLE_NAMES, t, ROLES)}
          onChange={(role: string | undefined) => setFilters({ role })}
          style={{ minWidth: 130 }}
        />
        <Select
          aria-label={t(W.state)}
          allowClear
          value={filters.active ?? null}
          placeholder={t(W.any)}
          options={[
            { value: 'true', label: t(W.active) },
            { value: 'false', label: t(W.shut) },
          ]}
          onChange={(active: string | undefined) => setFilters({ active })}
          style={{ minWidth: 120 }}
        />
      </Flex>
      <UserList filters={filters as UserFilters} />
    </Page>
  );
}
