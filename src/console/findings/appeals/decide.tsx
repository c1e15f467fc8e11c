import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Flex, Form, Select, Typography } from 'antd';
import { useState } from 'react';
import { api, type Schema, told } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { useT, w } from '../../session/language.ts';
import { ReasonAct } from '../parts/reason-act.tsx';
import { Section } from '../parts/section.tsx';
import { REMEDIES, REMEDY_NAMES, type RemedyKind, remedyOf, USUAL } from './facts.ts';
import { Fields, rawOf, valuesOf } from './fields.tsx';
import { PreviewTable } from './preview-table.tsx';

const W = {
  title: w('审核决定', 'Decide'),
  remedy: w('如何更正', 'How the fact is put right'),
  preview: w('预览采纳后的结果', 'See what granting would do'),
  grant: w('采纳申诉', 'Grant'),
  grantEffect: w(
    '所申诉的线索将永久撤销，相关事实按上面填写的内容更正，受影响的其他记录按当日规定重新判定。此操作不可撤回。',
    'The violations appealed are cancelled for good, the fact is corrected as filled in, and what else hung on it is judged again. This cannot be undone.',
  ),
  refuse: w('不予采纳', 'Refuse'),
  refuseEffect: w(
    '线索恢复到申诉前的状态，当事人会收到您填写的理由。',
    'The violations are again what they were; the appellant is told your reason.',
  ),
  hint: w('先填写更正内容并预览，再决定是否采纳。', 'Fill in the correction and look at what it does; then decide.'),
};

type Values = { readonly kind: RemedyKind; readonly facts?: Record<string, unknown> };

/** The officer's side: the correction, a look at what it would do, and the decision. */
export function Decide({ appeal }: { readonly appeal: Schema<'Appeal'> }) {
  const t = useT();
  const [form] = Form.useForm<Values>();
  const usual = USUAL[appeal.grounds];
  const kind = Form.useWatch('kind', form) ?? usual;
  const [tried, setTried] = useState('');
  const params = { path: { id: appeal.id } };
  const remedy = () => {
    const { facts } = form.getFieldsValue(true) as Values;
    return remedyOf(kind, valuesOf(REMEDIES[kind], facts));
  };
  const preview = useMutation({
    mutationFn: (wanted: object) =>
      told(api.POST('/api/v1/appeals/{id}/preview', { params, body: { remedy: wanted } as never })),
  });
  const initial = rawOf(REMEDIES[usual], claimedAs(usual, appeal.claimed));
  const look = () => {
    const wanted = remedy();
    setTried(JSON.stringify(wanted));
    preview.mutate(wanted);
  };
  const current = preview.data && tried === JSON.stringify(remedy());
  return (
    <Section title={W.title}>
      <Typography.Paragraph type="secondary">{t(W.hint)}</Typography.Paragraph>
      <Form<Values> form={form} layout="vertical" initialValues={{ kind: usual, facts: initial }} onFinish={look}>
        <Form.Item name="kind" label={t(W.remedy)}>
          <Select options={Object.entries(REMEDY_NAMES).map(([value, name]) => ({ value, label: t(name) }))} />
        </Form.Item>
        <Fields fields={REMEDIES[kind]} under="facts" />
        {preview.error && (
          <Alert type="error" showIcon role="alert" title={faultOf(preview.error)} style={{ marginBottom: 12 }} />
        )}
        {current && <PreviewTable appeal={appeal} preview={preview.data} />}
        <Flex gap={8} wrap style={{ marginTop: 12 }}>
          <Button htmlType="submit" type={current ? 'default' : 'primary'} loading={preview.isPending}>
            {t(W.preview)}
          </Button>
          <ReasonAct<{ reason: string }>
            type={current ? 'primary' : 'default'}
            title={W.grant}
            effect={W.grantEffect}
            act={({ reason }, key) =>
              told(
                api.POST('/api/v1/appeals/{id}/grant', {
                  params: { ...params, header: { 'Idempotency-Key': key } },
                  body: { reason, remedy: remedy() } as never,
                }),
              )
            }
          />
          <ReasonAct<{ reason: string }>
            danger
            title={W.refuse}
            effect={W.refuseEffect}
            act={(body, key) =>
              told(
                api.POST('/api/v1/appeals/{id}/refuse', {
                  params: { ...params, header: { 'Idempotency-Key': key } },
                  body,
                }),
              )
            }
          />
        </Flex>
      </Form>
    </Section>
  );
}

const faultOf = (error: Error): string =>
  error instanceof Problem && error.errors.length > 0
    ? error.errors.map(({ detail }) => detail).join(' ')
    : error.message;

/** What the appellant claims, by the names of the remedy's fields. */
function claimedAs(kind: RemedyKind, claimed: Schema<'Appeal'>['claimed']): Record<string, unknown> {
  const { cargo, barrier, occurredAt, ...rest } = claimed ?? {};
  if (kind === 'cargo') return { ...rest, name: cargo };
  if (kind === 'barrier') return { result: barrier };
  if (kind === 'inspection' || kind === 'site_entry') return { at: occurredAt };
  return rest;
}
