import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Flex, Form, Steps } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { api, newKey, type Schema, told } from '../../api/client.ts';
import { fieldNow } from '../../parts/china-time.ts';
import { type Draft, dropDraft, keepDraft } from '../../parts/drafts/drafts.ts';
import { useKeyedDraft } from '../../parts/drafts/use-keyed-draft.ts';
import { Fault } from '../../parts/fault.tsx';
import { showFaults } from '../../parts/form-faults.ts';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { countiesName } from '../parts/words.ts';
import { Affected } from './affected.tsx';
import { Level } from './level.tsx';
import { OrderFields } from './order-fields.tsx';
import { bodyOf, type OrderValues } from './order-values.ts';
import { OrderWords } from './order-words.tsx';
import { type Template, Templates } from './templates.tsx';
import { LEVEL_NAMES } from './words.ts';

const W = {
  title: w('拟定管控令', 'Draw up an order'),
  alerts: w('重污染天气应急', 'Heavy-pollution alerts'),
  template: w('选模板', 'Template'),
  terms: w('填内容', 'Terms'),
  reach: w('看影响并签发', 'Whom it binds, and issue'),
  look: w('查看影响', 'See whom it binds'),
  back: w('返回修改', 'Back to the terms'),
  other: w('重新选模板', 'Another template'),
  issue: w('签发', 'Issue'),
  issueTitle: w('确认签发管控令？', 'Issue this order?'),
  binds: w(
    '签发后立即具有约束力：自开始时间起，门禁将按本令拦截受限车辆，违反者记为违法线索；受影响单位会收到通知。签发不可撤销，只能延长、调整或解除。',
    'It binds from its start on: gates hold what it bars, breaches are flagged, and those it binds are told. It cannot be undone, only extended, changed or lifted.',
  ),
  warning: w('该文号已用于另一管控令，请核对。', 'Another order has this number: have a look.'),
  issued: w('管控令已签发', 'The order is issued'),
  cancel: w('再看看', 'Not yet'),
};

/** An order is drawn up, looked at for whom it binds, and issued; until then it is a draft that its officer finds again. */
export function NewAlertPage() {
  const begun = useKeyedDraft();
  return begun ? <DrawUp key={begun.key} draftKey={begun.key} draft={begun.draft} /> : <Loading />;
}

function DrawUp({ draftKey, draft }: { readonly draftKey: string; readonly draft: Draft | null }) {
  const t = useT();
  const { id: userId } = useMe();
  const [form] = Form.useForm<OrderValues>();
  const kept = draft?.content.values as OrderValues | undefined;
  const [step, setStep] = useState(kept ? 1 : 0);
  const [fault, setFault] = useState<string>();
  const [drawn, setDrawn] = useState<OrderValues>();
  const preview = useMutation({
    mutationFn: (values: OrderValues) => told(api.POST('/api/v1/alerts/preview', { body: bodyOf(values) })),
    onMutate: () => setFault(undefined),
    onSuccess: () => setStep(2),
    onError: (error) => setFault(showFaults(form, error)),
  });
  const choose = (template: Template | undefined) => {
    form.setFieldsValue({
      level: template?.level ?? 'orange',
      countyCodes: [],
      startsAt: fieldNow(1),
      restrictions: (template?.restrictions ?? []) as OrderValues['restrictions'],
      closedHours: template?.closedHours ?? [],
    });
    setStep(1);
  };
  const keep = (values: OrderValues) => {
    const where = countiesName(values.countyCodes ?? []);
    const title = [t(LEVEL_NAMES[values.level]), t(where), values.orderNumber].filter(Boolean).join(' · ');
    void keepDraft({ key: draftKey, userId, kind: 'alert', title, content: { values }, photos: [] });
  };
  const look = (values: OrderValues) => {
    setDrawn(values);
    keep(values);
    preview.mutate(values);
  };
  return (
    <Page title={W.title} trail={[{ to: '/alerts', title: W.alerts }]}>
      <Flex vertical gap={20}>
        <Steps current={step} size="small" items={[W.template, W.terms, W.reach].map((one) => ({ title: t(one) }))} />
        {step === 0 && <Templates onChosen={choose} />}
        <Form<OrderValues>
          form={form}
          layout="vertical"
          onFinish={look}
          onValuesChange={(_, values) => keep(values)}
          {...(kept ? { initialValues: kept } : {})}
          hidden={step !== 1}
          scrollToFirstError
          style={{ background: '#fff', padding: 16, borderRadius: 8, maxWidth: 1280 }}
        >
          {fault !== undefined && (
            <Alert role="alert" type="error" showIcon title={fault} style={{ marginBottom: 16 }} />
          )}
          <OrderFields />
          <Flex gap={8} wrap>
            <Button type="primary" htmlType="submit" loading={preview.isPending}>
              {t(W.look)}
            </Button>
            <Button onClick={() => setStep(0)}>{t(W.other)}</Button>
          </Flex>
        </Form>
        {step === 2 && drawn && preview.data && (
          <Reach drawn={drawn} affected={preview.data} draftKey={draftKey} onBack={() => setStep(1)} />
        )}
        {preview.isPending && step === 2 && <Loading />}
      </Flex>
    </Page>
  );
}

function Reach({
  drawn,
  affected,
  draftKey,
  onBack,
}: {
  readonly drawn: OrderValues;
  readonly draftKey: string;
  readonly affected: Schema<'Affected'>;
  readonly onBack: () => void;
}) {
  const t = useT();
  const go = useNavigate();
  const queries = useQueryClient();
  const { modal, message } = App.useApp();
  const key = useRef(newKey());
  const issue = useMutation({
    mutationFn: () =>
      told(api.POST('/api/v1/alerts', { params: { header: { 'Idempotency-Key': key.current } }, body: bodyOf(drawn) })),
    onSuccess: (order) => {
      void dropDraft(draftKey);
      void message.success(t(W.issued));
      if (order.warnings.length > 0) void message.warning(t(W.warning), 10);
      void queries.invalidateQueries();
      void go(`/alerts/${order.id}`);
    },
  });
  const ask = () => {
    void modal.confirm({
      title: t(W.issueTitle),
      content: (
        <Flex vertical gap={12}>
          <strong>
            {t(LEVEL_NAMES[drawn.level])} · {t(countiesName(drawn.countyCodes))}
          </strong>
          <span>{t(W.binds)}</span>
        </Flex>
      ),
      okText: t(W.issue),
      okButtonProps: { danger: true },
      cancelText: t(W.cancel),
      onOk: () => issue.mutateAsync().catch(() => undefined),
    });
  };
  return (
    <Flex vertical gap={16}>
      {issue.error && <Fault error={issue.error} />}
      <Flex vertical gap={12} style={{ background: '#fff', padding: 16, borderRadius: 8 }}>
        <Flex gap={12} wrap align="center">
          <Level level={drawn.level} />
          <strong>{t(countiesName(drawn.countyCodes))}</strong>
          <span className="numbers">
            {drawn.startsAt.replace('T', ' ')} – {drawn.endsAt?.replace('T', ' ') ?? ''}
          </span>
        </Flex>
        <OrderWords restrictions={bodyOf(drawn).restrictions} closedHours={drawn.closedHours ?? []} />
      </Flex>
      <Affected affected={affected} />
      <Alert type="warning" showIcon title={t(W.binds)} />
      <Flex gap={8} wrap>
        <Button type="primary" danger loading={issue.isPending} onClick={ask}>
          {t(W.issue)}
        </Button>
        <Button onClick={onBack}>{t(W.back)}</Button>
      </Flex>
    </Flex>
  );
}
