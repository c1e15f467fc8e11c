import { CheckCircleOutlined } from '@ant-design/icons';
import { Card, Flex, Typography } from 'antd';
import { useT, w } from '../../session/language.ts';

const W = {
  none: w('目前没有待办事项', 'Nothing waits for you'),
  later: w('有新情况时会自动出现在这里。', 'What comes up appears here by itself.'),
};

/** The calm state of the desk. */
export function NothingToDo() {
  const t = useT();
  return (
    <Card>
      <Flex vertical align="center" gap={8} style={{ padding: '24px 0', textAlign: 'center' }}>
        <CheckCircleOutlined style={{ fontSize: 40, color: '#1b6e2c' }} aria-hidden />
        <Typography.Text strong style={{ fontSize: 16 }}>
          {t(W.none)}
        </Typography.Text>
        <Typography.Text type="secondary">{t(W.later)}</Typography.Text>
      </Flex>
    </Card>
  );
}
