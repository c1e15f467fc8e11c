import { useNavigate } from 'react-router';
import { api, told } from '../api/client.ts';
import { w } from '../session/language.ts';
import { takeGrant } from '../session/session.ts';
import { OpenPage } from './open-page.tsx';
import { SecretForm } from './secret-form.tsx';
import { UsernameField } from './username-field.tsx';

const W = {
  title: w('接受邀请', 'Accept an invitation'),
  lead: w(
    '单位管理员发给您的邀请，7 天内有效。设置自己的用户名和密码后即可使用，密码只有您本人知道。',
    'A manager of your organisation invited you, for seven days. Choose a user name and a password that nobody else knows.',
  ),
  secret: w('邀请码', 'Invitation code'),
  needed: w('请填写邀请码', 'The code is needed'),
  submit: w('加入并登录', 'Join and sign in'),
  unknown: w(
    '邀请码无效：可能有误、已被使用、已撤销或已过期，请联系发出邀请的管理员。',
    'This code is no good: mistyped, used, revoked or too old. Ask who invited you.',
  ),
};
/** Somebody takes up an invitation, and is signed in. */
export function JoinPage() {
  const go = useNavigate();
  return (
    <OpenPage title={W.title} lead={W.lead} width={480}>
      <SecretForm
        words={W}
        act={async ({ secret, username, password }) => {
          await told(api.POST('/api/v1/invitations/accept', { body: { secret, username, password } }));
          takeGrant(await told(api.POST('/api/v1/auth/login', { body: { username, password } })));
        }}
        onDone={() => void go('/')}
      >
        <UsernameField />
      </SecretForm>
    </OpenPage>
  );
}
