import { Flex, Form, Input, Typography } from 'antd';
import { afterStep } from '../../../domain/cases/case-states.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { given, ReasonAct } from '../parts/reason-act.tsx';
import { Section } from '../parts/section.tsx';
import { useWho } from '../parts/use-names.ts';

const W = {
  title: w('陈述申辩', 'Statements'),
  none: w('当事人尚未陈述申辩。', 'The offender has made no statement.'),
  noneOwn: w(
    '您可以在期限内就告知的事实和理由陈述申辩，也可以上传证据。',
    'You may answer what you were told of until the day set, and add evidence.',
  ),
  answer: w('提交陈述申辩', 'Make a statement'),
  answerEffect: w(
    '提交后不能修改，可以再次补充。证据请在“案件证据”中上传。',
    'A statement is not changed afterwards; you may make another. Add evidence under “Evidence of the case”.',
  ),
  take: w('登记陈述申辩', 'Take a statement down'),
  takeEffect: w('登记当事人当面或书面作出的陈述申辩。', 'What the offender said in person or on paper.'),
  saidBy: w('陈述人', 'Whose it is'),
  text: w('内容', 'What is said'),
  needed: w('请填写此项', 'This is needed'),
  late: w('逾期提出', 'Came late'),
  by: w('截止', 'until'),
};

/** What the offender says to it, and a way to say it. */
export function Statements({ one }: { readonly one: Schema<'Case'> }) {
  const t = useT();
  const may = useMay();
  const who = useWho();
  const officer = may('case.write');
  const open = may('case.answer') && afterStep(one.status, 'take-statement', null) !== undefined;
  const required = [{ required: true, whitespace: true, message: t(W.needed) }];
  return (
    <Section
      title={W.title}
      extra={
        one.answerBy && (
          <Typography.Text type="secondary">
            {one.answerBy} {t(W.by)}
          </Typography.Text>
        )
      }
    >
      <Flex vertical gap={12}>
        {one.statements.length === 0 && (
          <Typography.Text type="secondary">{t(officer || !open ? W.none : W.noneOwn)}</Typography.Text>
        )}
        {one.statements.map(({ id, at, by, saidBy, text, late }) => (
          <div key={id}>
            <Flex gap={8} wrap align="center">
              <strong>{saidBy ?? who(by)}</strong>
              <Instant at={at} />
              {late && <Mark tone="warn">{t(W.late)}</Mark>}
            </Flex>
            <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</div>
          </div>
        ))}
        {open && (
          <div>
            <ReasonAct<{ text: string; saidBy?: string }>
              type={officer ? 'default' : 'primary'}
              title={officer ? W.take : W.answer}
              effect={officer ? W.takeEffect : W.answerEffect}
              reason="none"
              act={(body, key) =>
                told(
                  api.POST('/api/v1/cases/{id}/statements', {
                    params: { path: { id: one.id }, header: { 'Idempotency-Key': key } },
                    body: given(body),
                  }),
                )
              }
            >
              {officer && (
                <Form.Item name="saidBy" label={t(W.saidBy)} rules={required}>
                  <Input maxLength={100} />
                </Form.Item>
              )}
              <Form.Item name="text" label={t(W.text)} rules={required}>
                <Input.TextArea rows={6} maxLength={4000} showCount />
              </Form.Item>
            </ReasonAct>
          </div>
        )}
      </Flex>
    </Section>
  );
}
