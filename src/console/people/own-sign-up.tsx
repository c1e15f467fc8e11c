import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Descriptions, Flex, Form } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { COUNTY_NAMES } from '../../domain/codes/county.ts';
import type { Message } from '../../domain/failure.ts';
import { SIGN_UP_DAYS } from '../../domain/identity/terms.ts';
import { api, type Schema, told } from '../api/client.ts';
import { showFaults } from '../parts/form-faults.ts';
import { Instant } from '../parts/moments.tsx';
import { useT, w } from '../session/language.ts';
import { type Application, ApplicationForm } from './application-form.tsx';

const W = {
  name: w('单位名称', 'Name'),
  creditCode: w('统一社会信用代码', 'Credit code'),
  county: w('办理县区', 'County'),
  username: w('登录用户名', 'User name'),
  submitted: w('提交时间', 'Submitted'),
  decided: w('审核时间', 'Decided'),
  reason: w('退回原因', 'Why'),
  change: w('修改后重新提交', 'Put it right and submit anew'),
  resubmit: w('重新提交', 'Submit anew'),
  withdraw: w('撤回申请', 'Take it back'),
  withdrawAsk: w('撤回这份注册申请？', 'Take this sign-up back?'),
  withdrawSaid: w(
    '联系人、电话、密码等立即删除，不能恢复。',
    'Names, telephone number and password are erased at once, for good.',
  ),
  back: w('不撤回', 'No'),
  signIn: w('去登录', 'Sign in'),
};

type Own = Schema<'OwnSignUp'>;

const STATES: Readonly<Record<Own['status'], readonly ['info' | 'success' | 'error' | 'warning', Message, Message]>> = {
  submitted: [
    'info',
    w('等待审核', 'Waiting'),
    w('县区生态环境部门正在审核，通过后即可登录。', 'The county looks at it; once it is verified you can sign in.'),
  ],
  verified: [
    'success',
    w('审核通过', 'Verified'),
    w(
      '账号已开通，请用下列用户名和您设置的密码登录。',
      'Your account is open: sign in with the user name below and your password.',
    ),
  ],
  refused: [
    'error',
    w('未通过', 'Refused'),
    w(
      `请按原因修改后重新提交，${SIGN_UP_DAYS} 天内有效。`,
      `Put right what it says and submit it anew within ${SIGN_UP_DAYS} days.`,
    ),
  ],
  withdrawn: ['warning', w('已撤回', 'Taken back'), w('这份申请已撤回。', 'This sign-up was taken back.')],
};

/** One's own sign-up, and what can be done with it. */
export function OwnSignUp({
  signUp,
  secret,
  onChange,
}: {
  readonly signUp: Own;
  readonly secret: string;
  readonly onChange: () => void;
}) {
  const t = useT();
  const { modal, message } = App.useApp();
  const [form] = Form.useForm();
  const [editing, setEditing] = useState(false);
  const [fault, setFault] = useState<string>();
  const resubmit = useMutation({
    mutationFn: (application: Application) =>
      told(api.POST('/api/v1/sign-ups/resubmit', { body: { secret, ...application } })),
    onSuccess: onChange,
    onError: (error) => setFault(showFaults(form, error)),
  });
  const withdraw = useMutation({
    mutationFn: () => told(api.POST('/api/v1/sign-ups/withdraw', { body: { secret } })),
    onSuccess: onChange,
    onError: (error) => void message.error(error.message),
  });
  const { status, name, creditCode, countyCode, username, submittedAt, decidedAt, reason } = signUp;
  const [type, title, said] = STATES[status];
  const open = status === 'submitted' || status === 'refused';
  return (
    <Flex vertical gap={16}>
      <Alert
        type={type}
        showIcon
        title={<strong style={{ fontSize: 18 }}>{t(title)}</strong>}
        description={
          <>
            {reason && (
              <p style={{ margin: '0 0 8px' }}>
                {t(W.reason)}：{reason}
              </p>
            )}
            {t(said)}
          </>
        }
      />
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'name', label: t(W.name), children: name },
          { key: 'code', label: t(W.creditCode), children: creditCode },
          { key: 'county', label: t(W.county), children: t(COUNTY_NAMES[countyCode]) },
          ...(username ? [{ key: 'user', label: t(W.username), children: <strong>{username}</strong> }] : []),
          { key: 'at', label: t(W.submitted), children: <Instant at={submittedAt} /> },
          ...(decidedAt ? [{ key: 'decided', label: t(W.decided), children: <Instant at={decidedAt} /> }] : []),
        ]}
      />
      {status === 'verified' && (
        <Link to="/sign-in">
          <Button type="primary" size="large" block>
            {t(W.signIn)}
          </Button>
        </Link>
      )}
      {open && !editing && (
        <Flex gap={8} wrap>
          <Button size="large" type={status === 'refused' ? 'primary' : 'default'} onClick={() => setEditing(true)}>
            {t(W.change)}
          </Button>
          <Button
            size="large"
            onClick={() =>
              void modal.confirm({
                title: t(W.withdrawAsk),
                content: t(W.withdrawSaid),
                okText: t(W.withdraw),
                okButtonProps: { danger: true },
                cancelText: t(W.back),
                onOk: () => withdraw.mutateAsync().catch(() => undefined),
              })
            }
          >
            {t(W.withdraw)}
          </Button>
        </Flex>
      )}
      {open && editing && (
        <ApplicationForm
          form={form}
          initial={{ name, creditCode, countyCode, ...(username ? { username } : {}) }}
          fault={fault}
          busy={resubmit.isPending}
          submit={t(W.resubmit)}
          onSubmit={(application) => {
            setFault(undefined);
            resubmit.mutate(application);
          }}
        />
      )}
    </Flex>
  );
}
