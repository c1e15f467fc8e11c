import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  QuestionCircleFilled,
  StopFilled,
} from '@ant-design/icons';
import { Flex, Typography } from 'antd';
import type { ReactNode } from 'react';

export type Tone = 'stop' | 'bad' | 'warn' | 'good' | 'none';

const LOOKS: Readonly<Record<Tone, { readonly ink: string; readonly ground: string; readonly icon: ReactNode }>> = {
  stop: { ink: '#ffffff', ground: '#8f1a12', icon: <StopFilled /> },
  bad: { ink: '#8f1a12', ground: '#fdeceb', icon: <CloseCircleFilled /> },
  warn: { ink: '#7a3d00', ground: '#fff4e5', icon: <ExclamationCircleFilled /> },
  good: { ink: '#165a24', ground: '#e9f6ec', icon: <CheckCircleFilled /> },
  none: { ink: '#37474f', ground: '#eef1f1', icon: <QuestionCircleFilled /> },
};

/** What it comes to, so large that it is read at arm's length in the sun; the sign says the same as the colour. */
export function Verdict({
  tone,
  title,
  children,
}: {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ReactNode;
}) {
  const { ink, ground, icon } = LOOKS[tone];
  return (
    <Flex
      gap={16}
      role="status"
      style={{ background: ground, color: ink, borderRadius: 12, padding: '16px 20px', fontSize: 16, lineHeight: 1.6 }}
    >
      <span aria-hidden style={{ fontSize: 36, lineHeight: 1.2 }}>
        {icon}
      </span>
      <div style={{ minWidth: 0 }}>
        <Typography.Title level={2} style={{ color: 'inherit', fontSize: 26, margin: 0 }}>
          {title}
        </Typography.Title>
        {children}
      </div>
    </Flex>
  );
}
