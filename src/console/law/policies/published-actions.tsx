import { Form, Input } from 'antd';
import { useNavigate } from 'react-router';
import { addDays } from '../../../domain/time.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { today } from '../../parts/china-time.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';

const W = {
  copy: w('复制为草案', 'Copy into a draft'),
  copySays: w(
    '以此版本为基础新建草案，草案发布前不影响任何判定。',
    'A draft is begun from it. It judges nothing until it is published.',
  ),
  from: w('草案的首个施行日', 'First day of the draft'),
  withdraw: w('撤回', 'Withdraw'),
  withdrawSays: w(
    '尚未到首个施行日的政策可以撤回；撤回后由此前的政策继续施行。',
    'A policy whose first day is ahead can be taken back; what was in force before stays so.',
  ),
  reason: w('理由', 'Reason'),
  needed: w('请填写此项', 'This is needed'),
};

/** What can be done with a policy that is published. */
export function PublishedActions({ policy }: { readonly policy: Pick<Schema<'Policy'>, 'id' | 'status' | 'from'> }) {
  const t = useT();
  const may = useMay();
  const ahead = policy.status === 'published' && (policy.from ?? '') > today();
  return (
    <>
      {may('policy.write') && <CopyButton basedOn={policy.id} />}
      {may('policy.write') && ahead && (
        <Act<{ reason: string }, unknown>
          label={W.withdraw}
          says={t(W.withdrawSays)}
          danger
          fields={
            <Form.Item name="reason" label={t(W.reason)} rules={[{ required: true, message: t(W.needed) }]}>
              <Input.TextArea rows={3} maxLength={500} />
            </Form.Item>
          }
          act={(body, key) =>
            told(
              api.POST('/api/v1/policies/{id}/withdraw', {
                params: { path: { id: policy.id }, header: { 'Idempotency-Key': key } },
                body,
              }),
            )
          }
        />
      )}
    </>
  );
}

/** Begins a draft from a policy. */
export function CopyButton({ basedOn }: { readonly basedOn: string }) {
  const t = useT();
  const go = useNavigate();
  return (
    <Act<{ from: string }, { readonly id: string }>
      label={W.copy}
      says={t(W.copySays)}
      initial={{ from: addDays(today(), 30) }}
      fields={
        <Form.Item name="from" label={t(W.from)} rules={[{ required: true, message: t(W.needed) }]}>
          <Input type="date" />
        </Form.Item>
      }
      act={({ from }, key) =>
        told(
          api.POST('/api/v1/policies', {
            params: { header: { 'Idempotency-Key': key } },
            body: { basedOn, document: { from } },
          }),
        )
      }
      after={({ id }) => void go(`/policies/${id}`)}
    />
  );
}
