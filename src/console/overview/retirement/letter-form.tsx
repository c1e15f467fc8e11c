import { useMutation } from '@tanstack/react-query';
import { Alert, App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { addDays, legalDayOf } from '../../../domain/time.ts';
import { api, newKey, told } from '../../api/client.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { useT, w } from '../../session/language.ts';

const W = {
  title: w('出具移送函', 'Make a letter'),
  home: w('归属地', 'Home'),
  to: w('主送单位', 'Addressee'),
  from: w('统计自', 'Met from'),
  until: w('统计至', 'to'),
  note: w(
    '将按文号顺序生成 PDF 并留存；此前函告过的车辆不再列入。',
    'The next number is taken and the PDF kept on record; vehicles told of before are left out.',
  ),
  make: w('生成', 'Make it'),
  made: w('已出具', 'Made'),
  must: w('必填', 'Needed'),
};

type Values = { readonly addressee: string; readonly from: string; readonly to: string };

const YEAR = 365;

/** The next letter to a home, of its vehicles met in a period. */
export function LetterForm({
  home,
  onClose,
  onMade,
}: {
  readonly home: string | undefined;
  readonly onClose: () => void;
  readonly onMade: () => void;
}) {
  const t = useT();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const making = useMutation({
    mutationFn: (values: Values) =>
      told(
        api.POST('/api/v1/retirement-letters', {
          body: { home: home ?? '', ...values } as never,
          headers: { 'Idempotency-Key': newKey() },
        }),
      ),
    onSuccess: ({ number }) => {
      void message.success(`${t(W.made)} ${number}`);
      onMade();
    },
    onError: (error) => setFault(showFaults(form, error)),
  });
  const today = legalDayOf(Date.now());
  const rules = [{ required: true, message: t(W.must) }];
  return (
    <Modal
      open={home !== undefined}
      onCancel={onClose}
      title={`${t(W.title)} · ${home ?? ''}`}
      okText={t(W.make)}
      confirmLoading={making.isPending}
      onOk={() => form.submit()}
      destroyOnHidden
    >
      {fault && <Alert role="alert" type="error" showIcon title={fault} style={{ marginBottom: 12 }} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ from: addDays(today, -YEAR), to: today }}
        onFinish={(values) => {
          setFault(undefined);
          making.mutate(values);
        }}
      >
        <Form.Item name="addressee" label={t(W.to)} rules={rules}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="from" label={t(W.from)} rules={rules}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="to" label={t(W.until)} rules={rules} extra={t(W.note)}>
          <Input type="date" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
