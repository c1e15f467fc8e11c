import { Form, Input, Radio } from 'antd';
import { useT, w } from '../../session/language.ts';
import type { EntryForm, EntryKind } from '../outbox/entry.ts';

const W = {
  inspection: w('检测时间', 'Time of the test'),
  site_entry: w('看到的时间', 'Seen at'),
  needed: w('请填写时间', 'A time is needed'),
  working: w('当时状态', 'What it did'),
  yes: w('作业中', 'At work'),
  no: w('停放', 'Standing'),
  unknown: w('不确定', 'Not sure'),
};

/** When it was, and whether the machine was at work. */
export function MomentFields({ kind }: { readonly kind: EntryKind }) {
  const t = useT();
  return (
    <>
      <Form.Item<EntryForm> name="at" label={t(W[kind])} rules={[{ required: true, message: t(W.needed) }]}>
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item<EntryForm> name="working" label={t(W.working)} style={{ marginBottom: 4 }}>
        <Radio.Group
          optionType="button"
          block
          options={(['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: t(W[value]) }))}
        />
      </Form.Item>
    </>
  );
}
