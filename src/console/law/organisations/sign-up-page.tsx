import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Descriptions, Flex, Form, Input, Switch } from 'antd';
import { Link, useParams } from 'react-router';
import { SIGN_UP_DAYS } from '../../../domain/identity/terms.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { countyName } from '../parts/words.ts';
import { ORGANISATION_KIND_NAMES, ORGANISATIONS, SIGN_UP_STATES } from './words.ts';

const W = {
  signUps: w('注册审核', 'Sign-ups'),
  state: w('状态', 'State'),
  code: w('统一社会信用代码', 'Credit code'),
  county: w('县区', 'County'),
  contact: w('联系人', 'Contact'),
  address: w('地址', 'Address'),
  username: w('申请的用户名', 'User name asked for'),
  at: w('提交时间', 'Submitted'),
  decided: w('办理时间', 'Decided'),
  reason: w('不通过的理由', 'Why it was refused'),
  account: w(
    '该信用代码已有账号：{name}。通过时须选择加入该单位。',
    'The credit code has an account: {name}. It can only join that.',
  ),
  elsewhere: w(
    '该信用代码已在其他县区开立账号，请联系市级处理。',
    'The credit code has an account that another keeps: ask the city.',
  ),
  taken: w('申请的用户名已被占用，通过时须另给一个用户名。', 'The user name is taken: give another.'),
  others: w('同一信用代码另有 {n} 份待审核申请。', '{n} other sign-ups of this credit code wait.'),
  doubt: w(
    '信用代码中的组织机构代码校验位不符，请核对。',
    'A check digit within the credit code is wrong: have a look.',
  ),
  fine: w('未发现重复账号或用户名冲突。', 'No account or user name stands against it.'),
  verify: w('通过', 'Verify'),
  verifySays: w(
    '通过后开立账号，申请人成为首个管理员，可用所填用户名和密码登录。',
    'The account is opened; the applicant is its first manager and can sign in.',
  ),
  joinSays: w('申请人将成为现有单位“{name}”的用户。', 'The applicant becomes a user of {name}.'),
  manager: w('设为管理员', 'A manager'),
  other: w('另给用户名', 'Another user name'),
  refuse: w('不通过', 'Refuse'),
  refuseSays: w(
    `申请人会看到理由，${SIGN_UP_DAYS} 天内可以修改后重新提交。`,
    `The applicant reads the reason and may submit anew within ${SIGN_UP_DAYS} days.`,
  ),
  why: w('理由', 'Reason'),
  open: w('查看单位', 'Open the organisation'),
  needed: w('请填写此项', 'This is needed'),
};
type SignUp = Schema<'SignUp'>;

/** One sign-up, held against what is on record, to be verified or refused as it was read. */
export function SignUpPage() {
  const t = useT();
  const may = useMay();
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['law', 'sign-up', id],
    queryFn: () => told(api.GET('/api/v1/sign-ups/{id}', { params: { path: { id } } })),
  });
  if (error && !data) return <Fault error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Loading />;
  const [word, tone] = SIGN_UP_STATES[data.status];
  return (
    <Page
      title={data.name}
      trail={[
        { to: '/organisations', title: ORGANISATIONS },
        { to: '/organisations/sign-ups', title: W.signUps },
      ]}
      actions={data.status === 'submitted' && may('sign-up.decide') && <Decide one={data} />}
    >
      <Flex vertical gap={12}>
        <Checks one={data} />
        <Card>
          <Descriptions
            column={{ xs: 1, md: 2 }}
            items={[
              { key: 'state', label: t(W.state), children: <Mark tone={tone}>{t(word)}</Mark> },
              { key: 'code', label: t(W.code), children: data.creditCode },
              { key: 'county', label: t(W.county), children: t(countyName(data.countyCode)) },
              {
                key: 'contact',
                label: t(W.contact),
                children: data.contact ? `${data.contact.name} ${data.contact.phone}` : '—',
              },
              { key: 'address', label: t(W.address), children: data.address ?? '—' },
              { key: 'name', label: t(W.username), children: data.username ?? '—' },
              { key: 'at', label: t(W.at), children: <Instant at={data.submittedAt} seconds /> },
              ...(data.decidedAt
                ? [{ key: 'decided', label: t(W.decided), children: <Instant at={data.decidedAt} /> }]
                : []),
              ...(data.reason ? [{ key: 'reason', label: t(W.reason), children: data.reason }] : []),
            ]}
          />
          {data.organisationId && <Link to={`/organisations/${data.organisationId}`}>{t(W.open)}</Link>}
        </Card>
      </Flex>
    </Page>
  );
}

function Checks({ one }: { readonly one: SignUp }) {
  const t = useT();
  const { checks, warnings } = one;
  const doubts: string[] = warnings.length > 0 ? [t(W.doubt)] : [];
  if (checks?.account) {
    const { name, kind } = checks.account;
    doubts.push(
      name === null ? t(W.elsewhere) : t(W.account).replace('{name}', `${name}（${t(ORGANISATION_KIND_NAMES[kind])}）`),
    );
  }
  if (checks?.usernameTaken) doubts.push(t(W.taken));
  if (checks && checks.othersWaiting > 0) doubts.push(t(W.others).replace('{n}', String(checks.othersWaiting)));
  if (doubts.length === 0) return checks ? <Alert type="success" showIcon title={t(W.fine)} /> : null;
  return (
    <>
      {doubts.map((doubt) => (
        <Alert key={doubt} type="warning" showIcon title={doubt} />
      ))}
    </>
  );
}

function Decide({ one }: { readonly one: SignUp }) {
  const t = useT();
  const { submittedAt, checks } = one;
  const joins = checks?.account?.name ?? undefined;
  const params = (key: string) => ({ path: { id: one.id }, header: { 'Idempotency-Key': key } });
  return (
    <>
      <Act<{ username?: string; manager?: boolean }, unknown>
        label={W.verify}
        says={joins === undefined ? t(W.verifySays) : t(W.joinSays).replace('{name}', joins)}
        type="primary"
        fields={
          <>
            {joins !== undefined && (
              <Form.Item name="manager" label={t(W.manager)} valuePropName="checked">
                <Switch />
              </Form.Item>
            )}
            {checks?.usernameTaken && (
              <Form.Item name="username" label={t(W.other)} rules={[{ required: true, message: t(W.needed) }]}>
                <Input maxLength={64} autoComplete="off" />
              </Form.Item>
            )}
          </>
        }
        act={({ username, manager }, key) =>
          told(
            api.POST('/api/v1/sign-ups/{id}/verify', {
              params: params(key),
              body: {
                submittedAt,
                ...(joins === undefined ? {} : { join: true, manager: manager ?? false }),
                ...(username ? { username } : {}),
              },
            }),
          )
        }
      />
      <Act<{ reason: string }, unknown>
        label={W.refuse}
        says={t(W.refuseSays)}
        danger
        fields={
          <Form.Item name="reason" label={t(W.why)} rules={[{ required: true, message: t(W.needed) }]}>
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
        }
        act={({ reason }, key) =>
          told(api.POST('/api/v1/sign-ups/{id}/refuse', { params: params(key), body: { submittedAt, reason } }))
        }
      />
    </>
  );
}
