import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Flex, Typography } from 'antd';
import { useState } from 'react';
import { TOPICS, type Topic } from '../../domain/telling/topics.ts';
import { api, newKey, type Row, told } from '../api/client.ts';
import { Mark } from '../parts/tags.tsx';
import { useT, w } from '../session/language.ts';
import { Deliveries } from './deliveries.tsx';

const W = {
  active: w('推送中', 'Active'),
  stopped: w('已停用', 'Stopped'),
  stop: w('停用', 'Stop'),
  go: w('启用', 'Go on'),
  renew: w('重新生成密钥', 'New secret'),
  renewAsk: w('重新生成签名密钥？', 'Make a new secret?'),
  renewSaid: w(
    '原密钥立即失效，接收端须同时更换。',
    'The old one is good for nothing at once; change it at the receiver too.',
  ),
  ping: w('发送测试', 'Send a test'),
  pinged: w('测试消息已排队发送', 'The test is on its way'),
  log: w('发送记录', 'What was sent'),
  remove: w('删除', 'Remove'),
  removeAsk: w('删除这个对接地址？', 'Remove this webhook?'),
  removeSaid: w('发送记录一并删除，不能恢复。', 'The log of what was sent goes with it, for good.'),
  back: w('不', 'No'),
};

type Act = 'toggle' | 'renew' | 'ping' | 'remove';

/** One webhook and what can be done with it. */
export function WebhookCard({
  webhook,
  onSecret,
}: {
  readonly webhook: Row<'/api/v1/webhooks'>;
  readonly onSecret: (secret: string) => void;
}) {
  const t = useT();
  const queries = useQueryClient();
  const { modal, message } = App.useApp();
  const [log, setLog] = useState(false);
  const { id, url, topics, active, disabledReason } = webhook;
  const act = useMutation({
    mutationFn: async (what: Act) => {
      const keyed = { path: { id }, header: { 'Idempotency-Key': newKey() } };
      if (what === 'renew') onSecret((await told(api.POST('/api/v1/webhooks/{id}/secret', { params: keyed }))).secret);
      if (what === 'ping') {
        await told(api.POST('/api/v1/webhooks/{id}/ping', { params: keyed }));
        void message.success(t(W.pinged));
      }
      if (what === 'remove') await told(api.DELETE('/api/v1/webhooks/{id}', { params: { path: { id } } }));
      if (what === 'toggle')
        await told(
          api.PATCH('/api/v1/webhooks/{id}', {
            params: { path: { id }, header: { 'If-Match': '*' } },
            body: { active: !active },
          }),
        );
    },
    onError: (error) => void message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  const ask = (what: 'renew' | 'remove') =>
    modal.confirm({
      title: t(what === 'renew' ? W.renewAsk : W.removeAsk),
      content: t(what === 'renew' ? W.renewSaid : W.removeSaid),
      okText: t(W[what]),
      okButtonProps: { danger: what === 'remove' },
      cancelText: t(W.back),
      onOk: () => act.mutateAsync(what).catch(() => undefined),
    });
  return (
    <Card size="small">
      <Flex vertical gap={12}>
        <Flex justify="space-between" gap={8} align="start">
          <Typography.Text strong style={{ overflowWrap: 'anywhere' }}>
            {url}
          </Typography.Text>
          <Mark tone={active ? 'good' : 'warn'}>{t(active ? W.active : W.stopped)}</Mark>
        </Flex>
        {disabledReason && <Alert type="warning" showIcon title={disabledReason} />}
        <Flex gap={4} wrap>
          {topics.map((topic) => (
            <Mark key={topic} tone="plain">
              {topic in TOPICS ? t(TOPICS[topic as Topic]) : topic}
            </Mark>
          ))}
        </Flex>
        <Flex gap={8} wrap>
          <Button onClick={() => act.mutate('toggle')}>{t(active ? W.stop : W.go)}</Button>
          <Button onClick={() => act.mutate('ping')}>{t(W.ping)}</Button>
          <Button aria-expanded={log} onClick={() => setLog(!log)}>
            {t(W.log)}
          </Button>
          <Button onClick={() => void ask('renew')}>{t(W.renew)}</Button>
          <Button danger onClick={() => void ask('remove')}>
            {t(W.remove)}
          </Button>
        </Flex>
        {log && <Deliveries webhookId={id} />}
      </Flex>
    </Card>
  );
}
