import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Form, Input, Typography } from 'antd';
import { useEffect } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { api, told } from '../api/client.ts';
import { SECTIONS } from '../sections.ts';
import { useT, w } from '../session/language.ts';
import { takeGrant } from '../session/session.ts';
import { useSession } from '../session/session-provider.tsx';
import { LanguageSwitch } from './language-switch.tsx';

const W = {
  title: w('登录', 'Sign in'),
  product: w('阳泉市移动源监管平台', 'Mobile Source Registry of Yangquan'),
  name: w('用户名', 'User name'),
  password: w('密码', 'Password'),
  needed: w('请填写此项', 'This is needed'),
  submit: w('登 录', 'Sign in'),
  signUp: w('施工单位注册', 'Sign up as a contractor'),
  reset: w('忘记密码', 'Forgotten password'),
  slip: w('核验进场凭证', 'Check a site-entry slip'),
  docs: w('接口文档', 'API reference'),
};

type Values = { readonly username: string; readonly password: string };

/** Sign-in, and the ways for those who have no account yet. */
export function SignIn() {
  const t = useT();
  const { me } = useSession();
  const [query] = useSearchParams();
  useEffect(() => {
    document.title = t(W.product);
  });
  const attempt = useMutation({
    mutationFn: async (body: Values) => takeGrant(await told(api.POST('/api/v1/auth/login', { body }))),
  });
  if (me) return <Navigate to={pageOf(query.get('to'))} replace />;
  return (
    <main style={{ minHeight: '100%', display: 'grid', placeItems: 'center', padding: 16, boxSizing: 'border-box' }}>
      <Card style={{ width: 'min(400px, 100%)' }}>
        <Flex justify="space-between" align="center" gap={8}>
          <Typography.Title level={1} style={{ fontSize: 20, margin: 0 }}>
            {t(W.product)}
          </Typography.Title>
          <LanguageSwitch />
        </Flex>
        <Form<Values>
          layout="vertical"
          style={{ marginTop: 24 }}
          requiredMark={false}
          onFinish={(values) => attempt.mutate(values)}
        >
          {attempt.error && (
            <Alert type="error" showIcon role="alert" title={attempt.error.message} style={{ marginBottom: 16 }} />
          )}
          <Form.Item name="username" label={t(W.name)} rules={[{ required: true, message: t(W.needed) }]}>
            <Input prefix={<UserOutlined />} autoComplete="username" autoFocus autoCapitalize="none" />
          </Form.Item>
          <Form.Item name="password" label={t(W.password)} rules={[{ required: true, message: t(W.needed) }]}>
            <Input.Password prefix={<LockOutlined />} autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block size="large" loading={attempt.isPending}>
            {t(W.submit)}
          </Button>
        </Form>
        <Flex justify="space-between" wrap gap={8} style={{ marginTop: 16 }}>
          <Link to="/sign-up">{t(W.signUp)}</Link>
          <Link to="/reset">{t(W.reset)}</Link>
          <a href="/slip">{t(W.slip)}</a>
          <a href="/docs">{t(W.docs)}</a>
        </Flex>
      </Card>
    </main>
  );
}

/** A page of this console alone, whatever an address says. */
function pageOf(asked: string | null): string {
  const section = asked?.startsWith('/') ? asked.split(/[/?]/)[1] : undefined;
  return asked !== null && SECTIONS.some((one) => one === section) ? asked : '/';
}
