import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Checkbox, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { TOPICS, type Topic } from '../../domain/telling/topics.ts';
import { api, told } from '../api/client.ts';
import { showFaults } from '../parts/form-faults.ts';
import { useKeptKey } from '../parts/use-kept-key.ts';
import { useT, w } from '../session/language.ts';

const W = {
  url: w('接收地址（https）', 'Address (https)'),
  topics: w('推送哪些消息', 'What to send'),
  needed: w('请填写此项', 'This is needed'),
  save: w('登记并生成密钥', 'Add it and make a secret'),
  leave: w('取消', 'Never mind'),
};
type Values = { readonly url: string; readonly topics: Topic[] };

/** Another address to send messages to. */
export function WebhookForm({
  onMade,
  onLeave,
}: {
  readonly onMade: (secret: string) => void;
  readonly onLeave: () => void;
}) {
  const t = useT();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const key = useKeptKey();
  const make = useMutation({
    mutationFn: (body: Values) =>
      told(api.POST('/api/v1/webhooks', { params: { header: { 'Idempotency-Key': key.of(body) } }, body })),
    onSuccess: ({ secret }) => {
      key.forget();
      void queries.invalidateQueries({ queryKey: ['webhooks'] });
      onMade(secret);
    },
    onError: (error) => setFault(showFaults(form, error)),
  });
  return (
    <Card>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => {
          setFault(undefined);
          make.mutate(values);
        }}
      >
        {fault && <Alert type="error" showIcon title={fault} style={{ marginBottom: 16 }} />}
        <Form.Item name="url" label={t(W.url)} rules={[{ required: true, message: t(W.needed) }]}>
          <Input type="url" placeholder="https://" maxLength={2000} />
        </Form.Item>
        <Form.Item
          name="topics"
          label={t(W.topics)}
          rules={[{ type: 'array', min: 1, message: t(W.needed) }]}
          initialValue={[]}
        >
          <Checkbox.Group
            options={Object.entries(TOPICS).map(([value, word]) => ({ value: value as Topic, label: t(word) }))}
            style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))', gap: 8 }}
          />
        </Form.Item>
        <Flex gap={8}>
          <Button type="primary" htmlType="submit" loading={make.isPending}>
            {t(W.save)}
          </Button>
          <Button onClick={onLeave}>{t(W.leave)}</Button>
        </Flex>
      </Form>
    </Card>
  );
}
