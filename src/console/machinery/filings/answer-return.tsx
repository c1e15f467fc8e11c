import { EditOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, type Schema, told } from '../../api/client.ts';
import { showFaults } from '../../parts/form-faults.ts';
import { Section } from '../../parts/section.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { keyed, useAct } from '../act.ts';
import { useMachine, useSite } from '../names.tsx';
import { tagged } from '../tagged.ts';

const W = {
  title: w('补正并重新提交', 'Answer the return'),
  machine: w('1. 按退回原因更正机械档案、补照片', '1. Mend the record or add photos where asked'),
  edit: w('更正机械档案', 'Correct the record'),
  photos: w('补照片', 'Add photos'),
  foreign: w(
    '该机械由其他单位登记，档案由登记单位更正。',
    'Another organisation registered the machine and keeps its record.',
  ),
  filing: w('2. 如有需要，修改日期和备注', '2. Change days and remarks if need be'),
  entry: w('计划进场日期', 'Planned entry'),
  exit: w('计划离场日期', 'Planned exit'),
  remarks: w('备注（可说明如何补正）', 'Remarks (say what was mended)'),
  submit: w('重新提交', 'Resubmit'),
  done: w('已重新提交', 'Resubmitted'),
  needed: w('请填写', 'This is needed'),
};

type Values = { readonly plannedEntryOn: string; readonly plannedExitOn: string; readonly remarks?: string };

/** Everything a returned filing needs to go back to the county, in one place. */
export function AnswerReturn({ filing }: { readonly filing: Schema<'Filing'> }) {
  const t = useT();
  const may = useMay();
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const { id, machineId } = filing;
  const machine = useMachine(may('machine.read') ? machineId : undefined);
  const { data: site } = useSite(filing.siteId);
  const bounds = site ? { min: site.startsOn, max: site.endsOn } : {};
  const answer = useAct(
    async ({ remarks, plannedEntryOn, plannedExitOn }: Values, key) => {
      const said = remarks?.trim() || null;
      const path = { id };
      if (said !== (filing.remarks ?? null)) {
        const { tag } = await tagged(api.GET('/api/v1/filings/{id}', { params: { path } }));
        await told(
          api.PATCH('/api/v1/filings/{id}', { params: { path, header: { 'If-Match': tag } }, body: { remarks: said } }),
        );
      }
      return told(
        api.POST('/api/v1/filings/{id}/resubmit', {
          params: { path, header: keyed(key) },
          body: { plannedEntryOn, plannedExitOn },
        }),
      );
    },
    { done: t(W.done), quiet: true },
  );
  const rules = [{ required: true, message: t(W.needed) }];
  return (
    <Section title={t(W.title)}>
      {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
      <h3 style={H3}>{t(W.machine)}</h3>
      {machine.error ? (
        <p>{t(W.foreign)}</p>
      ) : (
        <Flex gap={8} wrap style={{ marginBottom: 16 }}>
          <Link to={`/machines/${machineId}/edit`}>
            <Button size="large" icon={<EditOutlined />}>
              {t(W.edit)}
            </Button>
          </Link>
          <Link to={`/machines/${machineId}`}>
            <Button size="large">{t(W.photos)}</Button>
          </Link>
        </Flex>
      )}
      <h3 style={H3}>{t(W.filing)}</h3>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          plannedEntryOn: filing.plannedEntryOn,
          plannedExitOn: filing.plannedExitOn,
          remarks: filing.remarks ?? '',
        }}
        onFinish={(values) => {
          setFault(undefined);
          answer.mutate(values, { onError: (error) => setFault(showFaults(form, error)) });
        }}
      >
        <Flex gap={12} wrap>
          <Form.Item name="plannedEntryOn" label={t(W.entry)} rules={rules} style={{ flex: '1 1 150px' }}>
            <Input type="date" size="large" {...bounds} />
          </Form.Item>
          <Form.Item name="plannedExitOn" label={t(W.exit)} rules={rules} style={{ flex: '1 1 150px' }}>
            <Input type="date" size="large" {...bounds} />
          </Form.Item>
        </Flex>
        <Form.Item name="remarks" label={t(W.remarks)}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" loading={answer.isPending}>
          {t(W.submit)}
        </Button>
      </Form>
    </Section>
  );
}

const H3 = { fontSize: 15, margin: '0 0 8px' } as const;
