import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Flex, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { api, newKey, type Schema, told } from '../../api/client.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { useT, w } from '../../session/language.ts';
import { changedFacts, type FormFacts, shownFacts } from './form-facts.ts';
import { VehicleFields } from './vehicle-fields.tsx';

const W = {
  title: w('变更或更正信息', 'Change or correct facts'),
  since: w('何时起', 'Since when'),
  always: w('一直如此（更正原有错误）', 'It was always so (a correction)'),
  fromDay: w('自某日起变更', 'It changed on a day'),
  day: w('变更日期', 'Day of the change'),
  must: w('请填写变更日期', 'Give the day'),
  nothing: w('没有改动', 'Nothing was changed'),
  note: w(
    '保存后，该车相关通行记录将按各自当日的规则重新判定。',
    'Passages that depend on it are judged again, each by the law of its own day.',
  ),
  save: w('保存', 'Save'),
  saved: w('已保存，正在重新判定相关通行记录', 'Saved; passages are being judged again'),
};

/** Facts of a vehicle are changed from a day on, or put right for all time. */
export function ChangeForm({
  vehicle,
  open,
  onClose,
}: {
  readonly vehicle: Schema<'Vehicle'>;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const t = useT();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<FormFacts>();
  const [fault, setFault] = useState<string>();
  const since = Form.useWatch<string>('since', form);
  const saving = useMutation({
    mutationFn: async (body: Record<string, unknown>) => {
      const path = { id: vehicle.id };
      const { response } = await api.GET('/api/v1/vehicles/{id}', { params: { path } });
      const tag = response.headers.get('ETag') ?? '*';
      return told(
        api.PATCH('/api/v1/vehicles/{id}', {
          params: { path, header: { 'If-Match': tag } },
          body: body as never,
          headers: { 'Idempotency-Key': newKey() },
        }),
      );
    },
    onSuccess: () => {
      void message.success(t(W.saved));
      void queries.invalidateQueries({ queryKey: ['vehicle', vehicle.id] });
      onClose();
    },
    onError: (error) => setFault(showFaults(form, error)),
  });
  const before = shownFacts(vehicle);
  const send = ({ since: when, effectiveOn, ...values }: FormFacts) => {
    const changed = changedFacts(before, values);
    if (Object.keys(changed).length === 0) return setFault(t(W.nothing));
    setFault(undefined);
    saving.mutate({ ...changed, ...(when === 'day' ? { effectiveOn } : {}) });
  };
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t(W.title)}
      size="min(100vw, 720px)"
      destroyOnHidden
      extra={
        <Button type="primary" loading={saving.isPending} onClick={() => form.submit()}>
          {t(W.save)}
        </Button>
      }
    >
      <Form form={form} layout="vertical" initialValues={{ ...before, since: 'always' }} onFinish={send}>
        <Flex vertical gap={12}>
          <Alert type="info" showIcon title={t(W.note)} />
          {fault && <Alert type="error" showIcon title={fault} />}
          <Form.Item name="since" label={t(W.since)}>
            <Radio.Group
              options={[
                { value: 'always', label: t(W.always) },
                { value: 'day', label: t(W.fromDay) },
              ]}
            />
          </Form.Item>
          {since === 'day' && (
            <Form.Item name="effectiveOn" label={t(W.day)} rules={[{ required: true, message: t(W.must) }]}>
              <Input type="date" style={{ maxWidth: 200 }} />
            </Form.Item>
          )}
          <VehicleFields depth="all" needed={false} />
        </Flex>
      </Form>
    </Drawer>
  );
}
