import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Empty, Flex, Typography } from 'antd';
import type { Message } from '../../domain/failure.ts';
import { TOPICS, type Topic } from '../../domain/telling/topics.ts';
import { api, newKey, type Row, told } from '../api/client.ts';
import { Instant } from '../parts/moments.tsx';
import { Rows } from '../parts/rows.tsx';
import { Mark, type Tone } from '../parts/tags.tsx';
import { usePages } from '../parts/use-pages.ts';
import { useT, w } from '../session/language.ts';

const W = {
  label: w('发送记录', 'What was sent'),
  at: w('时间', 'When'),
  topic: w('消息', 'What'),
  ping: w('测试', 'Test'),
  status: w('结果', 'Result'),
  tries: w('次尝试', 'attempts'),
  again: w('重新发送', 'Send again'),
  none: w('还没有发送过', 'Nothing was sent yet'),
};
type Delivery = Row<'/api/v1/webhooks/{id}/deliveries'>;

const STATES: Readonly<Record<Delivery['status'], readonly [Message, Tone]>> = {
  pending: [w('等待发送', 'Waiting'), 'info'],
  delivered: [w('已送达', 'Delivered'), 'good'],
  failed: [w('未送达', 'Failed'), 'bad'],
};
const EVERY_MS = 10_000;

/** What one webhook was sent, and what its receiver answered. */
export function Deliveries({ webhookId }: { readonly webhookId: string }) {
  const t = useT();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const pages = usePages(
    ['webhooks', webhookId, 'deliveries'],
    (cursor) =>
      told(
        api.GET('/api/v1/webhooks/{id}/deliveries', {
          params: { path: { id: webhookId }, query: cursor ? { cursor } : {} },
        }),
      ),
    { every: EVERY_MS },
  );
  const again = useMutation({
    mutationFn: (deliveryId: string) =>
      told(
        api.POST('/api/v1/webhooks/{id}/deliveries/{deliveryId}/redeliver', {
          params: { path: { id: webhookId, deliveryId }, header: { 'Idempotency-Key': newKey() } },
        }),
      ),
    onError: (error) => void message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['webhooks', webhookId] }),
  });
  const topicOf = ({ topic }: Delivery) => t(topic in TOPICS ? TOPICS[topic as Topic] : W.ping);
  const state = ({ status, attempts, responseStatus, error }: Delivery) => (
    <Flex gap={8} wrap align="center">
      <Mark tone={STATES[status][1]}>{t(STATES[status][0])}</Mark>
      <Typography.Text type="secondary">
        {[responseStatus, error, attempts > 1 ? `${attempts} ${t(W.tries)}` : null].filter((one) => one).join(' · ')}
      </Typography.Text>
    </Flex>
  );
  const resend = ({ id, status }: Delivery) =>
    status !== 'pending' && (
      <Button size="small" onClick={() => again.mutate(id)}>
        {t(W.again)}
      </Button>
    );
  return (
    <Rows
      pages={pages}
      label={t(W.label)}
      rowKey={({ id }) => id}
      empty={<Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(W.none)} />}
      columns={[
        { title: t(W.at), render: (_, one) => <Instant at={one.createdAt} seconds /> },
        { title: t(W.topic), render: (_, one) => topicOf(one) },
        { title: t(W.status), render: (_, one) => state(one) },
        { title: '', key: 'act', render: (_, one) => resend(one) },
      ]}
      card={(one) => (
        <Flex vertical gap={4}>
          <strong>{topicOf(one)}</strong>
          <Instant at={one.createdAt} seconds />
          {state(one)}
          {resend(one)}
        </Flex>
      )}
    />
  );
}
