import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { MACHINE_PHOTOS } from '../../../domain/machinery/machine-photos.ts';
import { MACHINE_STAGE_BASES, VERIFIED_STAGE_BASES } from '../../../domain/machinery/stage-basis.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Choices } from '../../parts/choices.tsx';
import { showFaults } from '../../parts/form-faults.ts';
import { EvidencePhoto } from '../../parts/photos/evidence-photo.tsx';
import { useT, w } from '../../session/language.ts';
import { keyed, useAct } from '../act.ts';

const W = {
  title: w('核验排放阶段', 'Verify the stage'),
  what: w(
    '核验后以此阶段为准，登记单位不能自行更改；依据照片会一并记录。',
    'The stage stands as found and the holder cannot change it. The photos are kept as what it rests on.',
  ),
  found: w('核实的排放阶段', 'Stage found'),
  basis: w('核实依据', 'Found by'),
  remarks: w('说明（选填）', 'Remarks (optional)'),
  needed: w('请选择', 'This is needed'),
  done: w('已核验', 'Verified'),
};

const STAGES = ['4', '3', '2', '1', '0', 'D', 'X'] as const;

type Values = {
  readonly emissionStage: string;
  readonly basis: (typeof VERIFIED_STAGE_BASES)[number];
  readonly remarks?: string;
};

/** An officer's look at the stage of a machine. */
export function VerifyStage({
  machine,
  onClose,
}: {
  readonly machine: Schema<'Machine'>;
  readonly onClose: () => void;
}) {
  const t = useT();
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const { present } = machine.photos;
  const verify = useAct(
    ({ remarks, ...found }: Values, key) =>
      told(
        api.POST('/api/v1/machines/{id}/verify', {
          params: { path: { id: machine.id }, header: keyed(key) },
          body: {
            ...found,
            ...(remarks?.trim() ? { remarks: remarks.trim() } : {}),
            evidenceIds: present.map(({ evidenceId }) => evidenceId),
          },
        }),
      ),
    { done: t(W.done), quiet: true, onDone: onClose },
  );
  const rules = [{ required: true, message: t(W.needed) }];
  return (
    <Modal
      open
      title={t(W.title)}
      width={760}
      okText={t(W.title)}
      okButtonProps={{ loading: verify.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t(W.what)}</p>
      {present.length > 0 && (
        <div
          style={{
            display: 'grid',
            gap: 8,
            gridTemplateColumns: 'repeat(auto-fill, minmax(160px, 1fr))',
            marginBottom: 16,
          }}
        >
          {present.map(({ kind, evidenceId }) => (
            <EvidencePhoto key={kind} evidenceId={evidenceId} alt={t(MACHINE_PHOTOS[kind])} />
          ))}
        </div>
      )}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ emissionStage: machine.emissionStage }}
        onFinish={(values) => {
          setFault(undefined);
          verify.mutate(values, { onError: (error) => setFault(showFaults(form, error)) });
        }}
      >
        {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
        <Form.Item name="emissionStage" label={t(W.found)} rules={rules}>
          <Choices
            label={t(W.found)}
            narrow={100}
            options={STAGES.map((value) => ({ value: value, label: t(stageNameOf(value)) }))}
          />
        </Form.Item>
        <Form.Item name="basis" label={t(W.basis)} rules={rules}>
          <Choices
            label={t(W.basis)}
            narrow={180}
            options={VERIFIED_STAGE_BASES.map((value) => ({ value, label: t(MACHINE_STAGE_BASES[value]) }))}
          />
        </Form.Item>
        <Form.Item name="remarks" label={t(W.remarks)}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
