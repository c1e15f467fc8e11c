import { Breadcrumb, Flex, Typography } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';
import type { Message } from '../../domain/failure.ts';
import { useT } from '../session/language.ts';

/** One page: its heading (also of the window), where it stands (`trail`: pages above it), what can be done on it, and its content. */
export function Page({
  title,
  trail = [],
  actions,
  children,
}: {
  readonly title: Message | string;
  readonly trail?: readonly { readonly to: string; readonly title: Message | string }[];
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useT();
  const say = (text: Message | string) => (typeof text === 'string' ? text : t(text));
  const heading = say(title);
  useEffect(() => {
    document.title = heading;
  }, [heading]);
  return (
    <div style={{ maxWidth: 1680, margin: '0 auto' }}>
      {trail.length > 0 && (
        <Breadcrumb
          className="no-print"
          style={{ marginBottom: 8 }}
          items={[...trail.map((one) => ({ title: <Link to={one.to}>{say(one.title)}</Link> })), { title: heading }]}
        />
      )}
      <Flex justify="space-between" align="center" wrap gap={12} style={{ marginBottom: 16 }}>
        <Typography.Title level={1} style={{ fontSize: 22, margin: 0 }}>
          {heading}
        </Typography.Title>
        {actions && (
          <Flex className="no-print" gap={8} wrap>
            {actions}
          </Flex>
        )}
      </Flex>
      {children}
    </div>
  );
}
