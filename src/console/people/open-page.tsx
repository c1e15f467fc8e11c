import { Card, Flex, Typography } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';
import type { Message } from '../../domain/failure.ts';
import { useT, w } from '../session/language.ts';
import { LanguageSwitch } from '../shell/language-switch.tsx';

const W = {
  product: w('阳泉市移动源监管平台', 'Mobile Source Registry of Yangquan'),
  signIn: w('已有账号，去登录', 'I have an account: sign in'),
};

/** A page for whoever has no account yet: what it is, what it is for, and the way back. */
export function OpenPage({
  title,
  lead,
  width = 560,
  children,
  links,
}: {
  readonly title: Message;
  readonly lead?: Message;
  readonly width?: number;
  readonly children: ReactNode;
  readonly links?: ReactNode;
}) {
  const t = useT();
  const heading = t(title);
  useEffect(() => {
    document.title = heading;
  }, [heading]);
  return (
    <main style={{ minHeight: '100%', padding: '24px 12px', boxSizing: 'border-box' }}>
      <div style={{ maxWidth: width, margin: '0 auto' }}>
        <Flex justify="space-between" align="center" gap={8} style={{ marginBottom: 12 }}>
          <Typography.Text strong>{t(W.product)}</Typography.Text>
          <LanguageSwitch />
        </Flex>
        <Card>
          <Typography.Title level={1} style={{ fontSize: 24, margin: '0 0 8px' }}>
            {heading}
          </Typography.Title>
          {lead && <p style={{ margin: '0 0 20px', lineHeight: 1.7 }}>{t(lead)}</p>}
          {children}
        </Card>
        <Flex justify="space-between" wrap gap={8} style={{ marginTop: 16 }}>
          <Link to="/sign-in">{t(W.signIn)}</Link>
          {links}
        </Flex>
      </div>
    </main>
  );
}
