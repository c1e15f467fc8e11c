import { Form, Input, Radio, Select } from 'antd';
import { useRef } from 'react';
import { EMISSION_STAGES, stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { sendEvidence } from '../../parts/uploads/send-evidence.ts';
import { useT, w } from '../../session/language.ts';
import { FilesField } from './spot-files.tsx';

const F = {
  needed: w('请填写此项', 'This is needed'),
  files: w('照片或附件', 'Photos or files'),
  taken: w('已有 {n} 个，本次填写后保留。', '{n} on file stay.'),
  record: w('填写结果', 'Record'),
  verdict: w('核对结果', 'Verdict'),
  right: w('正确', 'Right'),
  wrong: w('错误', 'Wrong'),
  undetermined: w('无法判定', 'Undetermined'),
  stage: w('核实的排放阶段', 'Stage as found'),
  notFound: w('无法查明', 'could not be found'),
  basis: w('核实依据', 'What it rests on'),
  remark: w('说明', 'Remark'),
  vehicle_list: w('随车清单', 'Vehicle list'),
  national_platform: w('国家平台', 'National platform'),
  type_label: w('环保标签', 'Type label'),
  inspection: w('检验', 'Inspection'),
};
const BASES = ['vehicle_list', 'national_platform', 'type_label', 'inspection'] as const;
type Result = {
  verdict?: 'right' | 'wrong' | 'undetermined';
  emissionStage?: (typeof EMISSION_STAGES)[number];
  stageBasis?: (typeof BASES)[number];
  remark?: string;
  files?: readonly File[];
};

/** What was found of one item: of a passage its stage, else a verdict. */
export function Found({ check, item }: { readonly check: string; readonly item: Schema<'SpotCheckItem'> }) {
  const t = useT();
  const ofStage = item.kind === 'passage';
  const before = item.finding?.evidenceIds ?? [];
  const sent = useRef(new Map<File, string>());
  /** What was sent already is not sent again when the result itself was refused. */
  const sendOnce = async (file: File): Promise<string> => {
    const kind = file.type.startsWith('image/') ? 'photo' : 'document';
    const id =
      sent.current.get(file) ?? (await sendEvidence({ subjectType: 'spot_check', subjectId: check, kind }, file));
    sent.current.set(file, id);
    return id;
  };
  return (
    <Act<Result, unknown>
      label={F.record}
      size="small"
      fields={
        <>
          {ofStage ? (
            <>
              <Form.Item name="emissionStage" label={t(F.stage)} rules={[{ required: true, message: t(F.needed) }]}>
                <Select
                  options={EMISSION_STAGES.map((value) => ({
                    value,
                    label: value === 'X' ? t(F.notFound) : t(stageNameOf(value)),
                  }))}
                />
              </Form.Item>
              <Form.Item name="stageBasis" label={t(F.basis)}>
                <Select allowClear options={BASES.map((value) => ({ value, label: t(F[value]) }))} />
              </Form.Item>
            </>
          ) : (
            <Form.Item name="verdict" label={t(F.verdict)} rules={[{ required: true, message: t(F.needed) }]}>
              <Radio.Group
                optionType="button"
                options={(['right', 'wrong', 'undetermined'] as const).map((value) => ({ value, label: t(F[value]) }))}
              />
            </Form.Item>
          )}
          <Form.Item name="remark" label={t(F.remark)}>
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
          <Form.Item
            name="files"
            label={t(F.files)}
            {...(before.length > 0 ? { extra: t(F.taken).replace('{n}', String(before.length)) } : {})}
          >
            <FilesField />
          </Form.Item>
        </>
      }
      act={async ({ files = [], ...values }, key) => {
        const evidenceIds = [...before];
        for (const file of files) evidenceIds.push(await sendOnce(file));
        const result = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
        return told(
          api.POST('/api/v1/spot-checks/{id}/items/{itemId}/result', {
            params: { path: { id: check, itemId: item.id }, header: { 'Idempotency-Key': key } },
            body: { ...result, evidenceIds },
          }),
        );
      }}
    />
  );
}
