import { CheckCircleOutlined } from '@ant-design/icons';
import { Card, Flex, Typography } from 'antd';
import type { Message } from '../../domain/failure.ts';
import { useT } from '../session/language.ts';

/** The calm state of a list of what waits: that there is nothing, and what would appear. */
export function NothingWaits({ says, later }: { readonly says: Message; readonly later: Message }) {
  const t = useT();
  return (
    <Card>
      <Flex vertical align="center" gap={8} style={{ padding: '24px 0', textAlign: 'center' }}>
        <CheckCircleOutlined style={{ fontSize: 40, color: '#1b6e2c' }} aria-hidden />
        <Typography.Text strong style={{ fontSize: 16 }}>
          {t(says)}
        </Typography.Text>
        <Typography.Text type="secondary">{t(later)}</Typography.Text>
      </Flex>
    </Card>
  );
}
