import { CheckCircleOutlined } from '@ant-design/icons';
import { Card, Flex, Typography } from 'antd';
import { useT, w } from '../../session/language.ts';

const W = {
  none: w('没有待核验的车辆', 'Nothing waits to be verified'),
  why: w(
    '企业新申报的车辆和未建档的过车号牌会出现在这里；也可放宽统计天数。',
    'What enterprises declare and plates on no register appear here. A longer window may show more.',
  ),
};

export function AllVerified() {
  const t = useT();
  return (
    <Card>
      <Flex vertical align="center" gap={8} style={{ padding: '24px 0', textAlign: 'center' }}>
        <CheckCircleOutlined style={{ fontSize: 40, color: '#1b6e2c' }} aria-hidden />
        <Typography.Text strong style={{ fontSize: 16 }}>
          {t(W.none)}
        </Typography.Text>
        <Typography.Text type="secondary">{t(W.why)}</Typography.Text>
      </Flex>
    </Card>
  );
}
