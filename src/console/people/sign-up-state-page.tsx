import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Flex, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { api, told } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { useT, w } from '../session/language.ts';
import { OpenPage } from './open-page.tsx';
import { OwnSignUp } from './own-sign-up.tsx';

const W = {
  title: w('查询注册进度', 'How does my sign-up stand?'),
  lead: w('输入提交注册时得到的查询码。', 'Enter the code that you were given when you signed up.'),
  secret: w('查询码', 'Your code'),
  needed: w('请填写查询码', 'The code is needed'),
  ask: w('查询', 'Look'),
  unknown: w(
    '没有找到：查询码有误，或注册申请已超过保存期限。',
    'Not found: the code is wrong, or the sign-up is too old to be kept.',
  ),
  lost: w(
    '查询码丢失的，可重新注册，或致电县区生态环境部门。',
    'Where it is lost, sign up anew, or call the ecology bureau of the county.',
  ),
  anew: w('重新注册', 'Sign up anew'),
};

/** How one's own sign-up stands, by the secret that was shown once. */
export function SignUpStatePage() {
  const t = useT();
  const brought = (useLocation().state as { secret?: string } | null)?.secret;
  const [secret, setSecret] = useState(brought);
  const look = useMutation({
    mutationFn: (own: string) => told(api.POST('/api/v1/sign-ups/state', { body: { secret: own.trim() } })),
  });
  const { mutate } = look;
  useEffect(() => {
    if (secret) mutate(secret);
  }, [secret, mutate]);
  return (
    <OpenPage title={W.title} lead={W.lead} links={<Link to="/sign-up">{t(W.anew)}</Link>}>
      <Flex vertical gap={16}>
        <Form
          layout="vertical"
          size="large"
          requiredMark={false}
          initialValues={{ secret: brought ?? '' }}
          onFinish={(typed: { secret: string }) => (typed.secret === secret ? mutate(secret) : setSecret(typed.secret))}
        >
          <Form.Item
            name="secret"
            label={t(W.secret)}
            extra={t(W.lost)}
            rules={[{ required: true, whitespace: true, message: t(W.needed) }]}
          >
            <Input.Password autoComplete="off" maxLength={400} />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={look.isPending}>
            {t(W.ask)}
          </Button>
        </Form>
        {look.error && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={look.error instanceof Problem && look.error.status === 404 ? t(W.unknown) : look.error.message}
          />
        )}
        {look.data && secret && (
          <OwnSignUp
            key={look.data.submittedAt}
            signUp={look.data}
            secret={secret.trim()}
            onChange={() => mutate(secret)}
          />
        )}
      </Flex>
    </OpenPage>
  );
}
