import { Card, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { Message } from '../../../domain/failure.ts';
import { useT } from '../../session/language.ts';

/** One part of a page under a heading of its own. */
export function Section({
  title,
  extra,
  children,
}: {
  readonly title: Message;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useT();
  return (
    <Card
      size="small"
      title={
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
          {t(title)}
        </Typography.Title>
      }
      extra={extra}
    >
      {children}
    </Card>
  );
}

/** Names and what they are, on two columns at a desk and one on a phone. */
export function Told({ rows }: { readonly rows: readonly (readonly [Message, ReactNode])[] }) {
  const t = useT();
  return (
    <dl
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
        gap: '8px 24px',
        margin: 0,
      }}
    >
      {rows.map(([name, what]) => (
        <div key={name.en}>
          <dt style={{ color: 'rgba(0,0,0,.62)', fontSize: 13 }}>{t(name)}</dt>
          <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>{what}</dd>
        </div>
      ))}
    </dl>
  );
}
