import { PlusOutlined } from '@ant-design/icons';
import { Button, Card, Empty, Flex, Typography } from 'antd';
import { useState } from 'react';
import { api, told } from '../api/client.ts';
import { Fault } from '../parts/fault.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { Secret } from '../parts/secret.tsx';
import { usePages } from '../parts/use-pages.ts';
import { useT, w } from '../session/language.ts';
import { WebhookCard } from './webhook-card.tsx';
import { WebhookForm } from './webhook-form.tsx';

const W = {
  notifications: w('消息', 'Notifications'),
  title: w('系统对接（Webhook）', 'Webhooks'),
  said: w(
    '登记后，所选消息会自动推送到贵单位系统的地址，每条都带签名，可据此核对来源。',
    'Messages are sent on to a system of yours, each with a signature by which you know that it comes from here.',
  ),
  docs: w('签名与重试说明', 'About signatures and retries'),
  add: w('新增地址', 'Add an address'),
  none: w('还没有对接地址', 'No webhook yet'),
  secret: w('签名密钥', 'Signing secret'),
  why: w(
    '请交给系统管理员配置到接收端，用于核对消息签名。遗失后只能重新生成。',
    'Set it at your receiver, which checks signatures with it. Where it is lost, only a new one helps.',
  ),
};

/** Messages that are sent on to other systems. */
export function WebhooksPage() {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<string>();
  const pages = usePages(['webhooks'], (cursor) =>
    told(api.GET('/api/v1/webhooks', { params: { query: cursor ? { cursor } : {} } })),
  );
  const show = (secret: string) => {
    setAdding(false);
    setShown(secret);
    scrollTo({ top: 0 });
  };
  return (
    <Page
      title={W.title}
      trail={[{ to: '/notifications', title: W.notifications }]}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {t(W.add)}
        </Button>
      }
    >
      <Flex vertical gap={16} style={{ maxWidth: 880 }}>
        <Typography.Text>{t(W.said)}</Typography.Text>
        <a href="/docs">{t(W.docs)}</a>
        {shown && (
          <Secret title={t(W.secret)} secret={shown} fileName="webhook-secret.txt">
            {t(W.why)}
          </Secret>
        )}
        {adding && <WebhookForm onMade={show} onLeave={() => setAdding(false)} />}
        {pages.asking && <Loading />}
        {pages.error && <Fault error={pages.error} onRetry={pages.again} />}
        {!pages.asking && !pages.error && pages.rows.length === 0 && (
          <Card>
            <Empty description={t(W.none)} />
          </Card>
        )}
        {pages.rows.map((webhook) => (
          <WebhookCard key={webhook.id} webhook={webhook} onSecret={show} />
        ))}
      </Flex>
    </Page>
  );
}
