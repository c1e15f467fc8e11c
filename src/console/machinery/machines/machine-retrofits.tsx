import { Alert, Button, Form, Input, Modal, Select, Typography } from 'antd';
import { useState } from 'react';
import { api, type Schema, told } from '../../api/client.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { Section } from '../../parts/section.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { keyed, useAct } from '../act.ts';
import { AFTER_TREATMENT_CHOICES, afterTreatmentText } from '../after-treatment.ts';

const W = {
  title: w('改造记录', 'Retrofits'),
  add: w('登记改造', 'Note a retrofit'),
  none: w('没有改造记录。', 'No retrofits.'),
  note: w('改造不改变排放阶段。', 'A retrofit never changes the emission stage.'),
  what: w('改了什么', 'What was done'),
  on: w('改造日期', 'On'),
  workshop: w('改造单位', 'By whom'),
  certificate: w('证书编号（选填）', 'Certificate (optional)'),
  after: w('改造后的后处理装置（选填）', 'After-treatment since then (optional)'),
  needed: w('请填写', 'This is needed'),
  done: w('已登记', 'Noted'),
};

type Values = {
  readonly what: string;
  readonly retrofittedOn: string;
  readonly workshop: string;
  readonly certificateNumber?: string;
  readonly afterTreatment?: string;
};

/** The retrofits of a machine, and a form for another. */
export function MachineRetrofits({ machine, own }: { readonly machine: Schema<'Machine'>; readonly own: boolean }) {
  const t = useT();
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const mayNote = may('machine.note') && (own || !may('machine.create'));
  return (
    <Section title={t(W.title)} actions={mayNote && <Button onClick={() => setAdding(true)}>{t(W.add)}</Button>}>
      {machine.retrofits.length === 0 ? (
        <Typography.Text type="secondary">{t(W.none)}</Typography.Text>
      ) : (
        <ul style={{ margin: 0 }}>
          {machine.retrofits.map(({ id, what, retrofittedOn, workshop, certificateNumber, afterTreatment }) => (
            <li key={id}>
              {retrofittedOn} {what} · {workshop}
              {certificateNumber && ` · ${certificateNumber}`}
              {afterTreatment && ` · ${t(afterTreatmentText(afterTreatment))}`}
            </li>
          ))}
        </ul>
      )}
      {adding && <AddRetrofit machineId={machine.id} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function AddRetrofit({ machineId, onClose }: { readonly machineId: string; readonly onClose: () => void }) {
  const t = useT();
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const add = useAct(
    ({ certificateNumber, afterTreatment, ...rest }: Values, key) =>
      told(
        api.POST('/api/v1/machines/{id}/retrofits', {
          params: { path: { id: machineId }, header: keyed(key) },
          body: {
            ...rest,
            certificateNumber: certificateNumber?.trim() || null,
            afterTreatment: afterTreatment ?? null,
            evidenceIds: [],
          },
        }),
      ),
    { done: t(W.done), quiet: true, onDone: onClose },
  );
  const rules = [{ required: true, message: t(W.needed) }];
  return (
    <Modal
      open
      title={t(W.add)}
      okText={t(W.add)}
      okButtonProps={{ loading: add.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t(W.note)}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={(values) => {
          setFault(undefined);
          add.mutate(values, { onError: (error) => setFault(showFaults(form, error)) });
        }}
      >
        {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
        <Form.Item name="what" label={t(W.what)} rules={rules}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <Form.Item name="retrofittedOn" label={t(W.on)} rules={rules}>
          <Input type="date" size="large" />
        </Form.Item>
        <Form.Item name="workshop" label={t(W.workshop)} rules={rules}>
          <Input size="large" maxLength={200} />
        </Form.Item>
        <Form.Item name="certificateNumber" label={t(W.certificate)}>
          <Input size="large" maxLength={100} />
        </Form.Item>
        <Form.Item name="afterTreatment" label={t(W.after)}>
          <Select
            size="large"
            allowClear
            options={AFTER_TREATMENT_CHOICES.map(({ code, message }) => ({ value: code, label: t(message) }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
