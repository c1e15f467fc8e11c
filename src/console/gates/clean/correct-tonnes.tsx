import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { useT, w } from '../../session/language.ts';
import { MODE_WORDS } from '../parts/words.ts';
import type { CleanRecord } from './clean-records.tsx';

const W = {
  open: w('更正', 'Correct'),
  title: w('更正运量', 'Correct the tonnes'),
  tonnes: w('正确的运量（吨）', 'The right tonnes'),
  zero: w('填 0 表示该记录不再计入比例。', '0 takes the record out of the share.'),
  save: w('保存', 'Save'),
  saved: w('已更正', 'Corrected'),
  needed: w('请填写此项', 'This is needed'),
};

/** Puts the tonnes of a record right; its ETag is read when it is opened. */
export function CorrectTonnes({ record }: { readonly record: CleanRecord }) {
  const t = useT();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [etag, setEtag] = useState<string>();
  const [form] = Form.useForm<{ tonnes: number }>();
  const [left, setLeft] = useState<string>();
  const params = { path: { id: record.id } };
  const open = useMutation({
    mutationFn: async () => {
      const call = api.GET('/api/v1/clean-transport/{id}', { params });
      await told(call);
      return (await call).response.headers.get('ETag') ?? '*';
    },
    onSuccess: setEtag,
    onError: (error) => void message.error(error.message),
  });
  const save = useMutation({
    mutationFn: (body: { tonnes: number }) =>
      told(
        api.PATCH('/api/v1/clean-transport/{id}', { params: { ...params, header: { 'If-Match': etag ?? '*' } }, body }),
      ),
    onSuccess: async () => {
      void message.success(t(W.saved));
      setEtag(undefined);
      await queries.invalidateQueries();
    },
    onError: (error) => setLeft(showFaults(form, error)),
  });
  return (
    <>
      <Button
        size="small"
        loading={open.isPending}
        onClick={() => open.mutate()}
        aria-label={`${t(W.open)} ${t(MODE_WORDS[record.mode])} ${record.cargo} ${record.month}`}
      >
        {t(W.open)}
      </Button>
      <Modal
        title={t(W.title)}
        open={etag !== undefined}
        onCancel={() => setEtag(undefined)}
        okText={t(W.save)}
        onOk={() => form.submit()}
        confirmLoading={save.isPending}
        destroyOnHidden
      >
        {left !== undefined && <Alert type="error" showIcon title={left} />}
        <Form
          form={form}
          layout="vertical"
          preserve={false}
          initialValues={{ tonnes: record.tonnes }}
          onFinish={(values) => {
            setLeft(undefined);
            save.mutate(values);
          }}
        >
          <Form.Item
            name="tonnes"
            label={t(W.tonnes)}
            extra={t(W.zero)}
            rules={[{ required: true, message: t(W.needed) }]}
          >
            <InputNumber min={0} style={{ width: '100%' }} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
