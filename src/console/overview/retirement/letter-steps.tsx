import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { legalDayOf } from '../../../domain/time.ts';
import { api, newKey, type Schema, told } from '../../api/client.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { useT, w } from '../../session/language.ts';

const W = {
  send: w('登记发送', 'Sent'),
  answer: w('登记复函', 'Answered'),
  withdraw: w('撤回', 'Withdraw'),
  on: w('日期', 'On'),
  by: w('发送方式', 'How'),
  text: w('复函内容', 'Answer'),
  reason: w('撤回原因', 'Why'),
  means: w('撤回后，函中车辆可再次函告。', 'Its vehicles may be told of again.'),
  must: w('必填', 'Needed'),
};

type Step = 'send' | 'answer' | 'withdraw';
type Values = { readonly on?: string; readonly by?: string; readonly answer?: string; readonly reason?: string };

/** What becomes of a letter is put on record. */
export function LetterSteps({
  letter,
  onDone,
}: {
  readonly letter: Schema<'RetirementLetterSummary'>;
  readonly onDone: () => void;
}) {
  const t = useT();
  const [step, setStep] = useState<Step>();
  const [fault, setFault] = useState<string>();
  const [form] = Form.useForm<Values>();
  const taking = useMutation({
    mutationFn: (body: Values) =>
      told(
        api.POST(`/api/v1/retirement-letters/{id}/${step ?? 'send'}` as '/api/v1/retirement-letters/{id}/send', {
          params: { path: { id: letter.id } },
          body: body as never,
          headers: { 'Idempotency-Key': newKey() },
        }),
      ),
    onSuccess: () => {
      setStep(undefined);
      onDone();
    },
    onError: (error) => setFault(showFaults(form, error)),
  });
  const rules = [{ required: true, message: t(W.must) }];
  const steps: readonly Step[] =
    letter.status === 'made' ? ['send', 'withdraw'] : letter.status === 'sent' ? ['answer', 'withdraw'] : [];
  return (
    <>
      {steps.map((one) => (
        <Button key={one} size="small" danger={one === 'withdraw'} onClick={() => setStep(one)}>
          {t(W[one])}
        </Button>
      ))}
      <Modal
        open={step !== undefined}
        onCancel={() => setStep(undefined)}
        title={step && `${t(W[step])} · ${letter.number}`}
        confirmLoading={taking.isPending}
        onOk={() => form.submit()}
        destroyOnHidden
      >
        {fault && <Alert role="alert" type="error" showIcon title={fault} style={{ marginBottom: 12 }} />}
        <Form
          form={form}
          layout="vertical"
          initialValues={{ on: legalDayOf(Date.now()) }}
          onFinish={(values) => {
            setFault(undefined);
            taking.mutate(values);
          }}
        >
          {step !== 'withdraw' && (
            <Form.Item name="on" label={t(W.on)} rules={rules}>
              <Input type="date" />
            </Form.Item>
          )}
          {step === 'send' && (
            <Form.Item name="by" label={t(W.by)} rules={rules}>
              <Input maxLength={100} />
            </Form.Item>
          )}
          {step === 'answer' && (
            <Form.Item name="answer" label={t(W.text)} rules={rules}>
              <Input.TextArea rows={3} maxLength={500} />
            </Form.Item>
          )}
          {step === 'withdraw' && (
            <Form.Item name="reason" label={t(W.reason)} rules={rules} extra={t(W.means)}>
              <Input.TextArea rows={3} maxLength={500} />
            </Form.Item>
          )}
        </Form>
      </Modal>
    </>
  );
}
