import { Form, Input, Select } from 'antd';
import { COUNTY_CODES, COUNTY_NAMES } from '../../../domain/codes/county.ts';
import type { Role } from '../../../domain/identity/actor.ts';
import { MAY_APPOINT } from '../../../domain/identity/appointment.ts';
import type { OrganisationKind } from '../../../domain/identity/organisation.ts';
import { api, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { ROLE_NAMES } from '../../shell/role-names.ts';
import { OrganisationSelect } from '../parts/organisation.tsx';
import { choices } from '../parts/words.ts';

const W = {
  make: w('新建账号', 'Make a user'),
  says: w(
    '初始密码由您告知本人。也可以发“邀请”，由本人自己设置密码。',
    'You tell the password to whoever it is for. An invitation lets them choose it themselves.',
  ),
  name: w('用户名', 'User name'),
  password: w('初始密码', 'Password'),
  role: w('角色', 'Role'),
  organisation: w('单位', 'Organisation'),
  county: w('县区', 'County'),
  needed: w('请填写此项', 'This is needed'),
};

type Values = { username: string; password: string; role: Role; organisationId?: string; countyCode?: string };
const OF_ORGANISATIONS: readonly Role[] = ['contractor', 'enterprise', 'department'];

/** Makes an account for somebody; of one organisation where that is given. */
export function NewUser({
  organisationId,
  kind,
}: {
  readonly organisationId: string | undefined;
  readonly kind: OrganisationKind | undefined;
}) {
  const t = useT();
  const { role } = useMe();
  const roles = MAY_APPOINT[role].filter((one) => kind === undefined || one === kind);
  if (roles.length === 0) return null;
  return (
    <Act<Values, unknown>
      label={W.make}
      says={t(W.says)}
      initial={{ role: roles[0], organisationId }}
      fields={<Fields roles={roles} fixed={organisationId !== undefined} />}
      act={(values, key) =>
        told(
          api.POST('/api/v1/users', {
            params: { header: { 'Idempotency-Key': key } },
            body: { ...values, ...(organisationId === undefined ? {} : { organisationId }) },
          }),
        )
      }
    />
  );
}

function Fields({ roles, fixed }: { readonly roles: readonly Role[]; readonly fixed: boolean }) {
  const t = useT();
  const form = Form.useFormInstance();
  const role = Form.useWatch('role', form) as Role | undefined;
  const needed = [{ required: true, message: t(W.needed) }];
  return (
    <>
      <Form.Item name="role" label={t(W.role)} rules={needed}>
        <Select options={choices(ROLE_NAMES, t, roles)} disabled={roles.length === 1} />
      </Form.Item>
      <Form.Item name="username" label={t(W.name)} rules={needed}>
        <Input autoComplete="off" autoCapitalize="none" maxLength={64} />
      </Form.Item>
      <Form.Item name="password" label={t(W.password)} rules={needed}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {!fixed && role !== undefined && OF_ORGANISATIONS.includes(role) && (
        <Form.Item name="organisationId" label={t(W.organisation)} rules={role === 'department' ? [] : needed}>
          <OrganisationSelect kind={role as OrganisationKind} />
        </Form.Item>
      )}
      {role === 'county_officer' && (
        <Form.Item name="countyCode" label={t(W.county)} rules={needed}>
          <Select options={choices(COUNTY_NAMES, t, COUNTY_CODES)} />
        </Form.Item>
      )}
    </>
  );
}
