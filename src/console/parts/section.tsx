import { Card, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';

/** A part of a page under a heading of its own. */
export function Section({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Card style={{ marginBottom: 16 }} styles={{ body: { padding: 'clamp(12px, 2vw, 20px)' } }}>
      <Flex justify="space-between" align="center" wrap gap={8} style={{ marginBottom: 12 }}>
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
          {title}
        </Typography.Title>
        {actions && (
          <Flex className="no-print" gap={8} wrap>
            {actions}
          </Flex>
        )}
      </Flex>
      {children}
    </Card>
  );
}
