import { Alert, App, Button, Card, Checkbox, Flex, Form, Input, Radio, Typography } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import {
  type Appealed,
  factOfGrounds,
  GROUND_CODES,
  GROUNDS,
  type Grounds,
} from '../../../domain/enforcement/appeal.ts';
import { mayBecome } from '../../../domain/enforcement/violation-states.ts';
import { api, newKey, type Schema, told } from '../../api/client.ts';
import type { Draft } from '../../parts/drafts/drafts.ts';
import { keptValues, useDraftedForm } from '../../parts/drafts/use-drafted-form.ts';
import { Instant, minuteText } from '../../parts/moments.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { SubjectLine } from '../parts/subject-line.tsx';
import { useKindName } from '../parts/use-law.ts';
import { useNeighbours } from '../violation/neighbours.ts';
import { APPEAL_DRAFT } from './appeal-drafts.tsx';
import { CLAIMED } from './facts.ts';
import { Fields, valuesOf } from './fields.tsx';
import { Files } from './files.tsx';

const W = {
  against: w('申诉的违法线索', 'Against'),
  also: w('同一事实引起的其他线索可一并申诉', 'Others that rest on the same fact may be appealed together'),
  grounds: w('申诉理由', 'On what ground'),
  claimed: w('您认为正确的情况（可不填）', 'What you hold to be right (may be left empty)'),
  statement: w('申诉说明', 'Your statement'),
  hint: w('请写明哪里有误、正确情况是什么、有何证明。', 'Say what is wrong, what is right, and what shows it.'),
  files: w('证明材料（照片、扫描件）', 'Evidence (photos, scans)'),
  appellant: w('申诉人（书面申诉的单位或个人）', 'Appellant (who handed it in on paper)'),
  needed: w('请填写此项', 'This is needed'),
  submit: w('提交申诉', 'Submit the appeal'),
  effect: w(
    '提交后线索状态变为“申诉中”，由监管部门在期限内作出决定；结果会通知您。',
    'The violation is then under appeal; the authority decides within its time and you are told.',
  ),
  done: w('申诉已提交', 'Submitted'),
  kept: w(
    '填写的内容和文件随时保存在本机，可以离开后再继续。',
    'What you type and the files are kept on this device; leave and go on whenever you like.',
  ),
  offline: w(
    '没有网络，申诉还没有提交。内容和文件已保存在本机，联网后自动提交，也可以点“提交申诉”重试。',
    'No network: it was not sent. Everything is kept on this device and is sent again when there is a network.',
  ),
};

type Values = {
  readonly violationIds: string[];
  readonly grounds: Grounds;
  readonly claimed?: Record<string, unknown>;
  readonly statement: string;
  readonly appellant?: { readonly name: string };
};

/** What the offender fills in; or an officer, for what was handed in on paper. */
export function AppealForm({
  violation,
  draft,
}: {
  readonly violation: Schema<'Violation'>;
  readonly draft: Draft | null;
}) {
  const t = useT();
  const onBehalf = useMay()('appeal.decide');
  const kindName = useKindName();
  const go = useNavigate();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const grounds = Form.useWatch('grounds', form);
  const [draftKey] = useState(() => draft?.key ?? newKey());
  const like = useNeighbours(violation).filter(
    (one) => one.id !== violation.id && mayBecome(one.status, 'appealed') && one.countyCode === violation.countyCode,
  );
  const { files, changeFiles, keep, send, sending, offline, fault } = useDraftedForm({
    ...{ draftKey, draft, kind: APPEAL_DRAFT, about: { violationId: violation.id }, form, subjectType: 'appeal' },
    titleOf: () => `${t(kindName(violation.kind))} ${minuteText(violation.occurredAt)}`,
    bodyOf: ({ claimed, violationIds, ...values }: Values) => {
      const given = valuesOf(CLAIMED[values.grounds], claimed);
      // Of those that were chosen when the draft was left some may be settled meanwhile.
      const ids = violationIds.filter((id) => id === violation.id || like.some((one) => one.id === id));
      return { ...values, violationIds: ids, ...(given ? { claimed: given } : {}) };
    },
    post: (body, key) =>
      told(api.POST('/api/v1/appeals', { params: { header: { 'Idempotency-Key': key } }, body: body as never })),
    onMade: (id) => {
      void message.success(t(W.done));
      void go(`/appeals/${id}`, { replace: true });
    },
  });
  const possible = GROUND_CODES.filter((code) => factOfGrounds(code, appealedOf(violation)) !== null);
  const required = [{ required: true, message: t(W.needed) }];
  return (
    <Card style={{ maxWidth: 860 }}>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ violationIds: [violation.id], ...keptValues<Values>(draft) }}
        onValuesChange={keep}
        onFinish={send}
        scrollToFirstError
      >
        {offline && <Alert type="warning" showIcon role="alert" title={t(W.offline)} style={{ marginBottom: 16 }} />}
        {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
        <Typography.Title level={2} style={{ fontSize: 16, marginTop: 0 }}>
          {t(W.against)}
        </Typography.Title>
        <Flex gap={8} wrap align="center" style={{ marginBottom: 16 }}>
          <strong>{t(kindName(violation.kind))}</strong>
          <SubjectLine subject={violation.subject} />
          <Instant at={violation.occurredAt} />
          <Typography.Text type="secondary">{violation.clause}</Typography.Text>
        </Flex>
        <Form.Item name="violationIds" label={like.length > 0 ? t(W.also) : ''} hidden={like.length === 0}>
          <Checkbox.Group style={{ flexDirection: 'column', gap: 4 }}>
            {[violation, ...like].map(({ id, kind, occurredAt }) => (
              <Checkbox key={id} value={id} disabled={id === violation.id}>
                {minuteText(occurredAt)} {t(kindName(kind))}
              </Checkbox>
            ))}
          </Checkbox.Group>
        </Form.Item>
        {onBehalf && (
          <Form.Item name={['appellant', 'name']} label={t(W.appellant)} rules={required}>
            <Input maxLength={100} />
          </Form.Item>
        )}
        <Form.Item name="grounds" label={t(W.grounds)} rules={required}>
          <Radio.Group style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
            {possible.map((code) => (
              <Radio key={code} value={code}>
                {t(GROUNDS[code])}
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        {grounds && CLAIMED[grounds].length > 0 && (
          <fieldset style={{ border: '1px solid #dfe5e5', borderRadius: 8, margin: '0 0 24px', padding: '8px 16px 0' }}>
            <legend style={{ padding: '0 4px' }}>{t(W.claimed)}</legend>
            <Fields fields={CLAIMED[grounds]} under="claimed" />
          </fieldset>
        )}
        <Form.Item
          name="statement"
          label={t(W.statement)}
          extra={t(W.hint)}
          rules={[{ required: true, whitespace: true, message: t(W.needed) }]}
        >
          <Input.TextArea rows={5} maxLength={4000} />
        </Form.Item>
        <Form.Item label={t(W.files)}>
          <Files files={files} change={changeFiles} />
        </Form.Item>
        <Alert type="info" showIcon title={t(W.effect)} style={{ marginBottom: 16 }} />
        <Typography.Paragraph type="secondary">{t(W.kept)}</Typography.Paragraph>
        <Button type="primary" size="large" htmlType="submit" loading={sending}>
          {t(W.submit)}
        </Button>
      </Form>
    </Card>
  );
}

/** What of a violation tells which grounds it can have. */
const appealedOf = ({ subject, countyCode }: Schema<'Violation'>): Appealed => ({
  countyCode,
  organisationId: subject.organisationId ?? null,
  enterpriseId: subject.enterpriseId ?? null,
  plate: subject.plate ?? null,
  plateColour: subject.plateColour ?? null,
  machineId: subject.machineId ?? null,
  sellerName: subject.seller?.name ?? null,
});
