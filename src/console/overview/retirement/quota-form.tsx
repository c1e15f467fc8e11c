import { Form, Input, InputNumber, Select } from 'antd';
import { COUNTY_CODES } from '../../../domain/codes/county.ts';
import { legalDayOf } from '../../../domain/time.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { useCountyName } from '../words.ts';
import { FormDialog } from './form-dialog.tsx';

const W = {
  title: w('下达淘汰任务', 'Decide a quota'),
  county: w('县区', 'County'),
  year: w('年度', 'Year'),
  vehicles: w('车辆数', 'Vehicles'),
  source: w('依据文件（文号）', 'Document and its number'),
  on: w('下达日期', 'Decided on'),
  note: w('记录后不可删除；再次下达的以新的为准。', 'It stays on record; the one decided last counts.'),
  save: w('下达', 'Decide'),
  saved: w('已下达', 'On record'),
  must: w('必填', 'Needed'),
};

type Values = Pick<Schema<'RetirementQuota'>, 'countyCode' | 'year' | 'vehicles' | 'source' | 'decidedOn'>;

/** How many vehicles a county is to retire in a year is put on record. */
export function QuotaForm({
  open,
  year,
  onClose,
  onGiven,
}: {
  readonly open: boolean;
  readonly year: string;
  readonly onClose: () => void;
  readonly onGiven: () => void;
}) {
  const t = useT();
  const countyName = useCountyName();
  const rules = [{ required: true, message: t(W.must) }];
  return (
    <FormDialog<Values, unknown>
      open={open}
      title={t(W.title)}
      ok={t(W.save)}
      initial={{ year: Number(year), decidedOn: legalDayOf(Date.now()) }}
      save={(body, key) => told(api.POST('/api/v1/retirement-quotas', { body, headers: { 'Idempotency-Key': key } }))}
      said={() => t(W.saved)}
      onSaved={onGiven}
      onClose={onClose}
    >
      <Form.Item name="countyCode" label={t(W.county)} rules={rules}>
        <Select options={COUNTY_CODES.map((value) => ({ value, label: countyName(value) }))} />
      </Form.Item>
      <Form.Item name="year" label={t(W.year)} rules={rules}>
        <InputNumber min={2015} max={2199} />
      </Form.Item>
      <Form.Item name="vehicles" label={t(W.vehicles)} rules={rules}>
        <InputNumber min={0} max={1_000_000} precision={0} />
      </Form.Item>
      <Form.Item name="source" label={t(W.source)} rules={rules}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="decidedOn" label={t(W.on)} rules={rules} extra={t(W.note)}>
        <Input type="date" />
      </Form.Item>
    </FormDialog>
  );
}
