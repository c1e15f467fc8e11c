import { Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import { Instant } from '../../parts/moments.tsx';

export type Step = {
  readonly key: string;
  readonly at: string;
  readonly what: ReactNode;
  readonly by?: string;
  readonly reason?: string | null | undefined;
};

/** What happened, one under the other with its time. */
export function Timeline({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {steps.map(({ key, at, what, by, reason }, index) => (
        <li
          key={key}
          style={{
            borderInlineStart: `2px solid ${index === steps.length - 1 ? 'transparent' : '#cfd8d8'}`,
            paddingInlineStart: 16,
            paddingBlockEnd: 12,
            marginInlineStart: 6,
            position: 'relative',
          }}
        >
          <span
            aria-hidden="true"
            style={{
              position: 'absolute',
              insetInlineStart: -6,
              top: 6,
              width: 10,
              height: 10,
              borderRadius: 5,
              background: '#0b5f57',
            }}
          />
          <Flex gap={8} wrap align="baseline">
            <span>{what}</span>
            <Typography.Text type="secondary">
              <Instant at={at} />
              {by && ` · ${by}`}
            </Typography.Text>
          </Flex>
          {reason && <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{reason}</div>}
        </li>
      ))}
    </ol>
  );
}
