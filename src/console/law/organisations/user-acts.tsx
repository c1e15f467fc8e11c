import { Flex } from 'antd';
import { hasManagers } from '../../../domain/identity/manager.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { instantText } from '../../parts/moments.tsx';
import { useSecrets } from '../../parts/secrets.tsx';
import { tagged } from '../../parts/tagged.ts';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';

const W = {
  reset: w('重置密码', 'Reset password'),
  resetSays: w(
    '生成一次性重置码，一天内有效。原密码在设置新密码前仍可使用。',
    'A secret good once and for a day. The old password works until a new one is set.',
  ),
  shown: w('密码重置码', 'The reset'),
  link: w('重置链接', 'Link'),
  secret: w('重置码', 'Secret'),
  how: w('把链接发给本人，打开即可设置新密码。', 'Whoever it is for opens the link and sets a new password.'),
  until: w('有效期至', 'Good until'),
  shut: w('停用', 'Shut'),
  shutSays: w('停用后该用户立即退出登录，不能再登录。', 'Its sessions end at once, and it cannot sign in.'),
  open: w('恢复', 'Open again'),
  openSays: w('恢复后该用户可以重新登录。', 'It can sign in again.'),
  manager: w('设为管理员', 'Make a manager'),
  managerSays: w('管理员可以邀请、停用本单位人员。', 'A manager looks after the people of the organisation.'),
  noManager: w('取消管理员', 'No longer a manager'),
  noManagerSays: w('取消后不能再管理本单位人员。', 'It then looks after nobody.'),
};

/** What can be done with a user. */
export function UserActs({ user }: { readonly user: Schema<'User'> }) {
  const t = useT();
  const may = useMay();
  const me = useMe();
  const show = useSecrets();
  if (user.id === me.id) return null;
  const params = (key: string) => ({ path: { id: user.id }, header: { 'Idempotency-Key': key } });
  const setManager = async () => {
    const path = { id: user.id };
    const { etag } = await tagged(api.GET('/api/v1/users/{id}', { params: { path } }));
    return told(
      api.PATCH('/api/v1/users/{id}', {
        params: { path, header: { 'If-Match': etag } },
        body: { manager: !user.manager },
      }),
    );
  };
  return (
    <Flex gap={8} wrap>
      {may('user.reset') && user.active && (
        <Act<object, Schema<'PasswordReset'>>
          label={W.reset}
          says={t(W.resetSays)}
          size="small"
          act={(_, key) => told(api.POST('/api/v1/users/{id}/reset', { params: params(key) }))}
          after={({ secret, expiresAt }) =>
            show(
              W.shown,
              [
                { title: W.link, value: `${location.origin}/reset#${encodeURIComponent(secret)}` },
                { title: W.secret, value: secret },
                { title: W.until, value: instantText(expiresAt) },
              ],
              W.how,
            )
          }
        />
      )}
      {may('user.update') && hasManagers(user.role) && user.active && (
        <Act
          label={user.manager ? W.noManager : W.manager}
          says={t(user.manager ? W.noManagerSays : W.managerSays)}
          size="small"
          act={setManager}
        />
      )}
      {may('user.update') &&
        (user.active ? (
          <Act
            label={W.shut}
            says={t(W.shutSays)}
            danger
            size="small"
            act={(_, key) => told(api.POST('/api/v1/users/{id}/deactivate', { params: params(key) }))}
          />
        ) : (
          <Act
            label={W.open}
            says={t(W.openSays)}
            size="small"
            act={(_, key) => told(api.POST('/api/v1/users/{id}/reactivate', { params: params(key) }))}
          />
        ))}
    </Flex>
  );
}
