import { PlusOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { CleanMode } from '../../../domain/fleet/clean-share.ts';
import { api, newKey, told } from '../../api/client.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { monthOptions } from '../parts/months.ts';
import { useEnterprises } from '../parts/places.ts';
import { FLOW_WORDS, MODE_WORDS, optionsOf } from '../parts/words.ts';

const W = {
  add: w('录入运量', 'Record'),
  enterprise: w('企业', 'Enterprise'),
  month: w('月份', 'Month'),
  mode: w('运输方式', 'Mode'),
  direction: w('流向', 'Direction'),
  cargo: w('货物名称', 'Cargo'),
  tonnes: w('运量（吨）', 'Tonnes'),
  papers: w(
    '保存后可在该记录的“凭证”中上传运单或计量读数。',
    'Add waybills or meter readings under “Papers” once it is saved.',
  ),
  save: w('保存', 'Save'),
  saved: w('已录入', 'Recorded'),
  needed: w('请填写此项', 'This is needed'),
};

type Values = {
  readonly enterpriseId?: string;
  readonly month: string;
  readonly mode: CleanMode;
  readonly direction: 'in' | 'out';
  readonly cargo: string;
  readonly tonnes: number;
};

/** Records what an enterprise moved in a month by rail, water, pipe or belt. */
export function AddRecord({
  month,
  enterpriseId,
}: {
  readonly month: string;
  readonly enterpriseId: string | undefined;
}) {
  const t = useT();
  const me = useMe();
  const enterprises = useEnterprises();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Values>();
  const [key, setKey] = useState(newKey);
  const [left, setLeft] = useState<string>();
  const { mutate, isPending } = useMutation({
    mutationFn: (values: Values) =>
      told(
        api.POST('/api/v1/clean-transport', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            ...values,
            enterpriseId: values.enterpriseId ?? me.organisationId ?? '',
          },
        }),
      ),
    onSuccess: async () => {
      void message.success(t(W.saved));
      setOpen(false);
      setKey(newKey());
      await queries.invalidateQueries();
    },
    onError: (error) => {
      setKey(newKey());
      setLeft(showFaults(form, error));
    },
  });
  const needed = [{ required: true, message: t(W.needed) }];
  return (
    <>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
        {t(W.add)}
      </Button>
      <Drawer title={t(W.add)} open={open} onClose={() => setOpen(false)} size={440} destroyOnHidden>
        {left !== undefined && <Alert type="error" showIcon title={left} style={{ marginBottom: 12 }} />}
        <Form
          form={form}
          layout="vertical"
          preserve={false}
          initialValues={{ month, ...(enterpriseId ? { enterpriseId } : {}) }}
          onFinish={(values) => {
            setLeft(undefined);
            mutate(values);
          }}
        >
          {me.role !== 'enterprise' && (
            <Form.Item name="enterpriseId" label={t(W.enterprise)} rules={needed}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={enterprises?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
              />
            </Form.Item>
          )}
          <Form.Item name="month" label={t(W.month)} rules={needed}>
            <Select showSearch options={monthOptions()} />
          </Form.Item>
          <Form.Item name="mode" label={t(W.mode)} rules={needed}>
            <Select options={optionsOf(MODE_WORDS, t)} />
          </Form.Item>
          <Form.Item name="direction" label={t(W.direction)} rules={needed}>
            <Select options={optionsOf(FLOW_WORDS, t)} />
          </Form.Item>
          <Form.Item name="cargo" label={t(W.cargo)} rules={[{ ...needed[0], whitespace: true }]}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="tonnes" label={t(W.tonnes)} rules={needed} extra={t(W.papers)}>
            <InputNumber min={0} style={{ width: '100%' }} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={isPending}>
            {t(W.save)}
          </Button>
        </Form>
      </Drawer>
    </>
  );
}
