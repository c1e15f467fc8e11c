import { Button, Result } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, told } from '../api/client.ts';
import { useT, w } from '../session/language.ts';
import { OpenPage } from './open-page.tsx';
import { SecretForm } from './secret-form.tsx';

const W = {
  title: w('重设密码', 'Set a new password'),
  lead: w(
    '忘记密码时，请联系所在县区生态环境部门核实身份，领取重设码（1 天内有效），再在此设置新密码。',
    'Where you lost your password, ask the ecology bureau of your county: it makes sure who you are and gives you a code that is good for a day.',
  ),
  secret: w('重设码', 'Code'),
  needed: w('请填写重设码', 'The code is needed'),
  submit: w('设置新密码', 'Set the password'),
  unknown: w(
    '重设码无效：可能有误、已使用或已过期，请重新领取。',
    'This code is no good: mistyped, used or too old. Ask for another one.',
  ),
  done: w('新密码已生效', 'Your new password is set'),
  ended: w('此前的登录已全部退出。', 'You are signed out everywhere.'),
  signIn: w('去登录', 'Sign in'),
};

/** A lost log-in is set anew, with the secret from an officer. */
export function ResetPage() {
  const t = useT();
  const [done, setDone] = useState(false);
  if (done)
    return (
      <OpenPage title={W.title} width={480}>
        <Result
          status="success"
          title={t(W.done)}
          subTitle={t(W.ended)}
          extra={
            <Link to="/sign-in">
              <Button type="primary" size="large">
                {t(W.signIn)}
              </Button>
            </Link>
          }
        />
      </OpenPage>
    );
  return (
    <OpenPage title={W.title} lead={W.lead} width={480}>
      <SecretForm
        words={W}
        act={({ secret, password }) => told(api.POST('/api/v1/auth/reset', { body: { secret, password } }))}
        onDone={() => setDone(true)}
      />
    </OpenPage>
  );
}
