import { DeleteOutlined } from '@ant-design/icons';
import { Alert, App, Button, Card, Flex, Form, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { fieldAt } from '../../parts/china-time.ts';
import { useT, w } from '../../session/language.ts';
import { noteSite } from '../known-sites.ts';
import { change, drop } from '../outbox/entries.ts';
import type { Entry, EntryForm } from '../outbox/entry.ts';
import { noteInstrument } from './last-instrument.ts';
import { MachineFields } from './machine-fields.tsx';
import { MomentFields } from './moment-fields.tsx';
import { PhotoFields } from './photo-fields.tsx';
import { SmokeFields } from './smoke-fields.tsx';

const W = {
  site: w('工地', 'Site'),
  save: w('保存并上传', 'Save and send'),
  discard: w('放弃此记录', 'Discard'),
  discardAsk: w('确定放弃这条记录？', 'Discard this record?'),
  discardSaid: w(
    '已填内容和照片将从本机删除，不能恢复。',
    'What was filled in, with its photos, is deleted from this telephone for good.',
  ),
  keep: w('继续填写', 'Go on'),
  kept: w(
    '内容随填随存在本机，关闭页面不会丢失。',
    'What you fill in is kept on this telephone at once; closing the page loses nothing.',
  ),
  wrong: w('请先修改标出的内容', 'Put right what is marked first'),
  fixedRecord: w(
    '记录已上传，仅照片未能上传，可删除或更换照片后重试。',
    'The record is sent; only photos are left. Remove or replace them, then try again.',
  ),
};

const SAVE_MS = 400;

/** The form of a record. What is typed is kept at once. */
export function EntryEditor({ entry }: { readonly entry: Entry }) {
  const t = useT();
  const { modal } = App.useApp();
  const go = useNavigate();
  const [form] = Form.useForm<EntryForm>();
  const [wrong, setWrong] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const keep = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const typed = form.getFieldsValue(true) as EntryForm;
      void change(entry.id, (now) => (now.state === 'draft' ? { ...now, form: typed } : now));
    }, SAVE_MS);
  };
  const save = async (typed: EntryForm) => {
    clearTimeout(timer.current);
    if (entry.kind === 'inspection') noteInstrument(entry.userId, typed);
    noteSite(entry.userId, entry.site.id);
    await change(entry.id, ({ fault: _, ...now }) => ({ ...now, form: typed, state: 'waiting', savedAt: Date.now() }));
    scrollTo({ top: 0 });
  };
  const discard = () =>
    modal.confirm({
      title: t(W.discardAsk),
      content: t(W.discardSaid),
      okText: t(W.discard),
      okButtonProps: { danger: true },
      cancelText: t(W.keep),
      onOk: async () => {
        clearTimeout(timer.current);
        await drop(entry.id);
        void go('/field');
      },
    });
  const recorded = entry.outcome !== undefined;
  return (
    <Form<EntryForm>
      form={form}
      layout="vertical"
      size="large"
      requiredMark={false}
      scrollToFirstError={{ block: 'center' }}
      initialValues={{ at: fieldAt(entry.createdAt), working: 'unknown', readings: ['', '', ''], ...entry.form }}
      onValuesChange={keep}
      onFinish={() => void save(form.getFieldsValue(true) as EntryForm)}
      onFinishFailed={() => setWrong(true)}
    >
      <Flex vertical gap={16}>
        {entry.fault && (
          <Alert
            type="error"
            showIcon
            title={entry.fault.message}
            description={entry.fault.errors.length > 0 && entry.fault.errors.map(({ detail }) => detail).join(' ')}
          />
        )}
        <Typography.Text>
          {t(W.site)}：<strong>{entry.site.name}</strong>
        </Typography.Text>
        {recorded ? (
          <Alert type="info" showIcon title={t(W.fixedRecord)} />
        ) : (
          <>
            {entry.machine.id === undefined && <MachineFields />}
            <Card size="small">
              <MomentFields kind={entry.kind} />
            </Card>
            {entry.kind === 'inspection' && <SmokeFields least={entry.machine.requiredSmokeClass} />}
          </>
        )}
        <PhotoFields entry={entry} />
        {wrong && <Alert type="error" showIcon title={t(W.wrong)} />}
        <Button type="primary" htmlType="submit" block style={{ height: 56, fontSize: 18 }}>
          {t(W.save)}
        </Button>
        <Typography.Text type="secondary" style={{ textAlign: 'center' }}>
          {t(W.kept)}
        </Typography.Text>
        {!recorded && (
          <Button type="text" danger icon={<DeleteOutlined />} onClick={() => void discard()}>
            {t(W.discard)}
          </Button>
        )}
      </Flex>
    </Form>
  );
}
