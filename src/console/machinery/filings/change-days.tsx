import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { api, type Schema, told } from '../../api/client.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { useT, w } from '../../session/language.ts';
import { keyed, useAct } from '../act.ts';
import { useSite } from '../names.tsx';
import { tagged } from '../tagged.ts';

const W = {
  extend: w('延期', 'Extend the stay'),
  amend: w('修改日期或备注', 'Change days or remarks'),
  extendWhat: w('延期立即生效并告知县区。', 'It counts at once and the county is told.'),
  amendWhat: w('提交时间不变。', 'When it was submitted does not change.'),
  entry: w('计划进场日期', 'Planned entry'),
  exit: w('计划离场日期', 'Planned exit'),
  reason: w('延期原因', 'Why'),
  remarks: w('备注', 'Remarks'),
  needed: w('请填写', 'This is needed'),
  done: w('已保存', 'Saved'),
};

type Values = {
  readonly plannedEntryOn: string;
  readonly plannedExitOn: string;
  readonly reason: string;
  readonly remarks?: string;
};

/** Extends the stay of an accepted filing, or changes one that is not accepted yet. */
export function ChangeDays({
  filing,
  what,
  onClose,
}: {
  readonly filing: Schema<'Filing'>;
  readonly what: 'extend' | 'amend';
  readonly onClose: () => void;
}) {
  const t = useT();
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const { data: site } = useSite(filing.siteId);
  const bounds = site ? { min: site.startsOn, max: site.endsOn } : {};
  const path = { id: filing.id };
  const change = useAct(
    async ({ plannedEntryOn, plannedExitOn, reason, remarks }: Values, key) => {
      if (what === 'extend')
        return told(
          api.POST('/api/v1/filings/{id}/extend', {
            params: { path, header: keyed(key) },
            body: { plannedExitOn, reason },
          }),
        );
      const { tag } = await tagged(api.GET('/api/v1/filings/{id}', { params: { path } }));
      return told(
        api.PATCH('/api/v1/filings/{id}', {
          params: { path, header: { 'If-Match': tag } },
          body: { plannedEntryOn, plannedExitOn, remarks: remarks?.trim() || null },
        }),
      );
    },
    { done: t(W.done), quiet: true, onDone: onClose },
  );
  const rules = [{ required: true, message: t(W.needed) }];
  return (
    <Modal
      open
      title={t(W[what])}
      okText={t(W[what])}
      okButtonProps={{ loading: change.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t(what === 'extend' ? W.extendWhat : W.amendWhat)}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          plannedEntryOn: filing.plannedEntryOn,
          plannedExitOn: filing.plannedExitOn,
          remarks: filing.remarks ?? '',
        }}
        onFinish={(values) => {
          setFault(undefined);
          change.mutate(values, { onError: (error) => setFault(showFaults(form, error)) });
        }}
      >
        {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
        {what === 'amend' && (
          <Form.Item name="plannedEntryOn" label={t(W.entry)} rules={rules}>
            <Input type="date" size="large" {...bounds} />
          </Form.Item>
        )}
        <Form.Item name="plannedExitOn" label={t(W.exit)} rules={rules}>
          <Input type="date" size="large" {...bounds} />
        </Form.Item>
        {what === 'extend' ? (
          <Form.Item name="reason" label={t(W.reason)} rules={rules}>
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        ) : (
          <Form.Item name="remarks" label={t(W.remarks)}>
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
