import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Flex, Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { legalDayOf } from '../../../domain/time.ts';
import { api, newKey, told } from '../../api/client.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { useT, w } from '../../session/language.ts';

const W = {
  open: w('申报通行数', 'Declare counts'),
  why: w(
    '填写门禁当日实际通行的车次。以最后一次申报为准；当日结束后按此计算传输率。',
    'What the gate itself counted on a day. The latest word counts; the rate is judged once the day is over.',
  ),
  day: w('日期', 'Day'),
  passages: w('通行车次', 'Passages'),
  cargo: w('其中已报载货', 'Of them with a load told'),
  checks: w('核验车次', 'Vehicles asked about'),
  optional: w('选填', 'optional'),
  needed: w('请填写此项', 'This is needed'),
  submit: w('提交', 'Declare'),
  done: w('已申报，该日传输率', 'Declared; the rate of that day is'),
};

type Values = { readonly day: string; readonly passages: number; readonly cargo?: number; readonly checks?: number };

/** Declares what a gate counted in a day. */
export function DeclareCounts({ gateId }: { readonly gateId: string }) {
  const t = useT();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Values>();
  const [key, setKey] = useState(newKey);
  const [left, setLeft] = useState<string>();
  const today = legalDayOf(Date.now());
  const { mutate, isPending } = useMutation({
    mutationFn: ({ day, passages, cargo, checks }: Values) =>
      told(
        api.POST('/api/v1/gates/{id}/counts', {
          params: { path: { id: gateId }, header: { 'Idempotency-Key': key } },
          body: { day, passages, cargo: cargo ?? null, checks: checks ?? null },
        }),
      ),
    onSuccess: async ({ rate }) => {
      void message.success(`${t(W.done)} ${(rate * 100).toFixed(1)}%`);
      setOpen(false);
      setKey(newKey());
      await Promise.all(['gate-counts', 'connectivity'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
    },
    onError: (error) => {
      setKey(newKey());
      setLeft(showFaults(form, error));
    },
  });
  const count = <InputNumber min={0} precision={0} style={{ width: '100%' }} />;
  const needed = [{ required: true, message: t(W.needed) }];
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t(W.open)}
      </Button>
      <Modal title={t(W.open)} open={open} onCancel={() => setOpen(false)} footer={null} destroyOnHidden>
        <Flex vertical gap={12}>
          <span>{t(W.why)}</span>
          {left !== undefined && <Alert type="error" showIcon title={left} />}
          <Form
            form={form}
            layout="vertical"
            preserve={false}
            initialValues={{ day: today }}
            onFinish={(values) => {
              setLeft(undefined);
              mutate(values);
            }}
          >
            <Form.Item name="day" label={t(W.day)} rules={needed}>
              <Input type="date" max={today} />
            </Form.Item>
            <Form.Item name="passages" label={t(W.passages)} rules={needed}>
              {count}
            </Form.Item>
            <Form.Item name="cargo" label={`${t(W.cargo)}（${t(W.optional)}）`}>
              {count}
            </Form.Item>
            <Form.Item name="checks" label={`${t(W.checks)}（${t(W.optional)}）`}>
              {count}
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={isPending}>
              {t(W.submit)}
            </Button>
          </Form>
        </Flex>
      </Modal>
    </>
  );
}
