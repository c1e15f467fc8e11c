import { UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Upload } from 'antd';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { sendEvidence } from '../../parts/uploads/send-evidence.ts';
import { useT, w } from '../../session/language.ts';
import { FormDialog } from './form-dialog.tsx';
import { PROOF_KIND_NAMES } from './proof-words.ts';

const W = {
  title: w('登记淘汰证明', 'Record its retirement'),
  kind: w('证明类型', 'Kind of certificate'),
  number: w('证明编号', 'Number'),
  on: w('报废或注销日期', 'Scrapped or deregistered on'),
  recycler: w('回收企业', 'Recycler'),
  remarks: w('备注', 'Remarks'),
  copy: w('证明照片或扫描件', 'Photo or scan of the certificate'),
  choose: w('选择文件', 'Choose a file'),
  note: w(
    '执法人员核实证明后，该车才计为已淘汰。',
    'It counts as retired once an officer has verified the certificate.',
  ),
  save: w('登记', 'Record'),
  saved: w('已登记，待核实', 'Recorded, to be verified'),
  must: w('必填', 'Needed'),
};

type Values = {
  readonly kind: 'scrapped' | 'deregistered';
  readonly certificateNumber: string;
  readonly retiredOn: string;
  readonly recyclerName?: string;
  readonly remarks?: string;
};

/** That a listed vehicle was scrapped or deregistered is put on record by its certificate. */
export function ProofForm({
  vehicleId,
  open,
  onClose,
}: {
  readonly vehicleId: string;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const t = useT();
  const queries = useQueryClient();
  const [copy, setCopy] = useState<File>();
  const save = async ({ recyclerName, remarks, ...proof }: Values, key: string) => {
    const recycler = recyclerName ? { name: recyclerName } : null;
    const body = { vehicleId, ...proof, recycler, remarks: remarks || null };
    const headers = { 'Idempotency-Key': key };
    const { id } = await told(api.POST('/api/v1/retirement-proofs', { body, headers }));
    if (copy) await sendEvidence({ subjectType: 'retirement_proof', subjectId: id, kind: 'certificate' }, copy);
  };
  const rules = [{ required: true, message: t(W.must) }];
  return (
    <FormDialog<Values, void>
      open={open}
      title={t(W.title)}
      ok={t(W.save)}
      initial={{ kind: 'scrapped' }}
      save={save}
      said={() => t(W.saved)}
      onSaved={() => {
        void queries.invalidateQueries({ queryKey: ['vehicle', vehicleId] });
        void queries.invalidateQueries({ queryKey: ['retirement-proofs'] });
      }}
      onClose={onClose}
    >
      <Form.Item name="kind" label={t(W.kind)}>
        <Radio.Group options={Object.entries(PROOF_KIND_NAMES).map(([value, name]) => ({ value, label: t(name) }))} />
      </Form.Item>
      <Form.Item name="certificateNumber" label={t(W.number)} rules={rules}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="retiredOn" label={t(W.on)} rules={rules}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="recyclerName" label={t(W.recycler)}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="remarks" label={t(W.remarks)}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item label={t(W.copy)} extra={t(W.note)}>
        <Upload
          accept="image/jpeg,image/png,application/pdf"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            setCopy(file);
            return false;
          }}
        >
          <Button icon={<UploadOutlined />}>{copy?.name ?? t(W.choose)}</Button>
        </Upload>
      </Form.Item>
    </FormDialog>
  );
}
