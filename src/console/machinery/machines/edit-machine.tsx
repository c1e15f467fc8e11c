import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api, type Schema, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { showFaults } from '../../parts/form-faults.ts';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { StickyActions } from '../../parts/sticky-actions.tsx';
import { useT, w } from '../../session/language.ts';
import { useAct } from '../act.ts';
import { tagged } from '../tagged.ts';
import { type MachineValues, machineBody } from './machine-values.ts';
import { NumberFields } from './number-fields.tsx';
import { StageFields } from './stage-fields.tsx';
import { WhatFields } from './what-fields.tsx';

const W = {
  title: w('更正档案', 'Correct the record'),
  machines: w('非道路机械', 'Machines'),
  what: w('是什么机械', 'What it is'),
  numbers: w('号码', 'Its numbers'),
  stage: w('排放阶段', 'Emission stage'),
  verified: w(
    '排放阶段已由执法人员核验，不能在这里更改；如有异议请联系县区重新核验。',
    'An officer verified the stage, so it cannot be changed here. Ask the county to look again.',
  ),
  save: w('保存更正', 'Save'),
  saved: w('档案已更正', 'The record is corrected'),
};

/** Corrects the record of a machine. */
export function EditMachine() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['machines', id, 'tagged'],
    queryFn: () => tagged(api.GET('/api/v1/machines/{id}', { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  return data ? <Edit machine={data.value} tag={data.tag} /> : <Loading />;
}

function Edit({ machine, tag }: { readonly machine: Schema<'Machine'>; readonly tag: string }) {
  const t = useT();
  const go = useNavigate();
  const [form] = Form.useForm<MachineValues>();
  const [fault, setFault] = useState<string>();
  const { id, stageVerified } = machine;
  const save = useAct(
    (values: MachineValues) => {
      const { emissionStage, stageBasis, ...rest } = machineBody(
        { ...machine, ...values } as MachineValues,
        machine.name,
      );
      return told(
        api.PATCH('/api/v1/machines/{id}', {
          params: { path: { id }, header: { 'If-Match': tag } },
          body: { ...rest, ...(stageVerified ? {} : { emissionStage, stageBasis: stageBasis ?? null }) },
        }),
      );
    },
    { done: t(W.saved), quiet: true, onDone: () => void go(`/machines/${id}`, { replace: true }) },
  );
  return (
    <Page
      title={W.title}
      trail={[
        { to: '/machines', title: W.machines },
        { to: `/machines/${id}`, title: machine.name },
      ]}
    >
      <Form<MachineValues>
        form={form}
        layout="vertical"
        requiredMark={false}
        style={{ maxWidth: 760 }}
        scrollToFirstError={{ focus: true, block: 'center' }}
        initialValues={machine}
        onFinish={(values) => {
          setFault(undefined);
          save.mutate(values, {
            onError: (error) => {
              setFault(showFaults(form, error));
              scrollTo({ top: 0 });
            },
          });
        }}
      >
        {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
        <Section title={t(W.what)}>
          <WhatFields />
        </Section>
        <Section title={t(W.numbers)}>
          <NumberFields />
        </Section>
        <Section title={t(W.stage)}>
          {stageVerified ? <Alert type="info" showIcon title={t(W.verified)} /> : <StageFields />}
        </Section>
        <StickyActions>
          <Button type="primary" size="large" htmlType="submit" loading={save.isPending}>
            {t(W.save)}
          </Button>
        </StickyActions>
      </Form>
    </Page>
  );
}
