import { Alert, Flex, Form, Input, Typography } from 'antd';
import { useNavigate } from 'react-router';
import { api, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { today } from '../../parts/china-time.ts';
import { useT, w } from '../../session/language.ts';

const W = {
  how: w('发布规则', 'How publishing works'),
  lines: [
    w(
      '首个施行日必须在将来：发布时至少还有 10 分钟才到该日零时。',
      'The first day must lie ahead: at least ten minutes before it begins.',
    ),
    w(
      '已施行的政策不得更改；施行日以前的通行仍按当时的规则判定，不会重新判定。',
      'What was in force is never edited: days before keep the law they had, and nothing of the past is judged again.',
    ),
    w('发布时会再次检查，有问题则不发布。', 'It is checked once more, and not published where anything is wrong.'),
    w('发布后、首个施行日前仍可撤回。', 'Until its first day it can be taken back.'),
  ],
  past: w(
    '草案的首个施行日 {from} 不在将来，现在发布会被拒绝。请先在“参数”中修改首个施行日。',
    'Its first day, {from}, is not ahead: it would be refused. Change it under “Parameters” first.',
  ),
  publish: w('发布', 'Publish'),
  publishTitle: w('确认发布为正式规则？', 'Make this law?'),
  publishSays: w(
    '自 {from} 起，全市门禁与机械均按此规则判定。',
    'From {from} on all gates and machines are judged by it.',
  ),
  publishedOn: w('计划印发日期（不填为今天）', 'Day the plan was issued (today where empty)'),
  reason: w('发布理由', 'Reason'),
  withdraw: w('撤回草案', 'Withdraw the draft'),
  withdrawSays: w('撤回后该草案只能查看。', 'It can then only be looked at.'),
  needed: w('请填写此项', 'This is needed'),
};

/** Makes a draft law, or takes it back. */
export function PublishPart({ id, from }: { readonly id: string; readonly from: string | null }) {
  const t = useT();
  const go = useNavigate();
  const needed = [{ required: true, message: t(W.needed) }];
  const params = (key: string) => ({ path: { id }, header: { 'Idempotency-Key': key } });
  const reason = (
    <Form.Item name="reason" label={t(W.reason)} rules={needed}>
      <Input.TextArea rows={3} maxLength={500} />
    </Form.Item>
  );
  return (
    <Flex vertical gap={12} style={{ maxWidth: 760 }}>
      <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
        {t(W.how)}
      </Typography.Title>
      <ul style={{ margin: 0, paddingInlineStart: 22, lineHeight: 1.8 }}>
        {W.lines.map((line) => (
          <li key={line.en}>{t(line)}</li>
        ))}
      </ul>
      {(from === null || from <= today()) && (
        <Alert type="warning" showIcon title={t(W.past).replace('{from}', from ?? '—')} />
      )}
      <Flex gap={8} wrap>
        <Act<{ publishedOn?: string; reason: string }, unknown>
          label={W.publish}
          title={W.publishTitle}
          says={t(W.publishSays).replace('{from}', from ?? '—')}
          type="primary"
          danger
          fields={
            <>
              {reason}
              <Form.Item name="publishedOn" label={t(W.publishedOn)}>
                <Input type="date" />
              </Form.Item>
            </>
          }
          act={({ publishedOn, reason: why }, key) =>
            told(
              api.POST('/api/v1/policies/{id}/publish', {
                params: params(key),
                body: { reason: why, ...(publishedOn ? { publishedOn } : {}) },
              }),
            )
          }
          after={() => void go(`/policies/${id}`)}
        />
        <Act<{ reason: string }, unknown>
          label={W.withdraw}
          says={t(W.withdrawSays)}
          fields={reason}
          act={(body, key) => told(api.POST('/api/v1/policies/{id}/withdraw', { params: params(key), body }))}
        />
      </Flex>
    </Flex>
  );
}
