import { Empty, Flex, Form, Input, Switch, Typography } from 'antd';
import { api, type Schema, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Rows } from '../../parts/rows.tsx';
import { useSecrets } from '../../parts/secrets.tsx';
import { Mark } from '../../parts/tags.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { INVITATION_STATES } from './words.ts';

const W = {
  title: w('邀请', 'Invitations'),
  invite: w('邀请人员', 'Invite somebody'),
  says: w(
    '生成一次性邀请码，七天内有效。被邀请人自己设置用户名和密码。',
    'Good once and for seven days. Whoever takes it up chooses the name and password.',
  ),
  note: w('备注（给谁）', 'Whom it is for'),
  manager: w('设为管理员', 'A manager'),
  shown: w('邀请码', 'The invitation'),
  secret: w('邀请码', 'Invitation'),
  page: w('接受邀请的链接', 'Link to take it up'),
  how: w(
    '把链接发给被邀请人，打开即可设置用户名和密码。',
    'Whoever it is for opens the link and chooses a name and password.',
  ),
  revoke: w('撤销', 'Revoke'),
  revokeSays: w('撤销后邀请码失效。', 'It is then good for nothing.'),
  until: w('有效期至', 'Good until'),
  state: w('状态', 'State'),
  empty: w('没有邀请记录。', 'Nobody was invited.'),
};
type Invitation = Schema<'Invitation'>;

/** Invitations to be a user of an organisation. */
export function InvitationsPart({ id }: { readonly id: string }) {
  const t = useT();
  const may = useMay();
  const show = useSecrets();
  const pages = usePages<Invitation>(['law', 'invitations', id], (cursor) =>
    told(api.GET('/api/v1/organisations/{id}/invitations', { params: { path: { id }, query: { cursor } } })),
  );
  const state = ({ status, manager }: Invitation) => (
    <Flex gap={6}>
      <Mark tone={INVITATION_STATES[status][1]}>{t(INVITATION_STATES[status][0])}</Mark>
      {manager && <Mark tone="info">{t(W.manager)}</Mark>}
    </Flex>
  );
  const revoke = (one: Invitation) =>
    one.status === 'open' && may('invitation.write') ? (
      <Act
        label={W.revoke}
        says={t(W.revokeSays)}
        danger
        size="small"
        act={(_, key) =>
          told(
            api.POST('/api/v1/invitations/{id}/revoke', {
              params: { path: { id: one.id }, header: { 'Idempotency-Key': key } },
            }),
          )
        }
      />
    ) : null;
  return (
    <Flex vertical gap={12}>
      <Typography.Text>{t(W.says)}</Typography.Text>
      {may('invitation.write') && (
        <div>
          <Act<{ note?: string; manager?: boolean }, Schema<'Invited'>>
            label={W.invite}
            says={t(W.says)}
            type="primary"
            fields={
              <>
                <Form.Item name="note" label={t(W.note)}>
                  <Input maxLength={100} />
                </Form.Item>
                <Form.Item name="manager" label={t(W.manager)} valuePropName="checked">
                  <Switch />
                </Form.Item>
              </>
            }
            act={({ note, manager = false }, key) =>
              told(
                api.POST('/api/v1/organisations/{id}/invitations', {
                  params: { path: { id }, header: { 'Idempotency-Key': key } },
                  body: { manager, note: note || null },
                }),
              )
            }
            after={({ secret }) =>
              show(
                W.shown,
                [
                  { title: W.secret, value: secret },
                  { title: W.page, value: `${location.origin}/join#${encodeURIComponent(secret)}` },
                ],
                W.how,
              )
            }
          />
        </div>
      )}
      <Rows
        pages={pages}
        label={t(W.title)}
        rowKey={(one) => one.id}
        empty={<Empty description={t(W.empty)} />}
        columns={[
          { title: t(W.note), render: (_, { note }) => note ?? '—' },
          { title: t(W.state), render: (_, one) => state(one) },
          { title: t(W.until), render: (_, { expiresAt }) => <Instant at={expiresAt} /> },
          { title: '', key: 'act', render: (_, one) => revoke(one) },
        ]}
        card={(one) => (
          <Flex vertical gap={6}>
            {state(one)}
            <span>{one.note}</span>
            <span>
              {t(W.until)} <Instant at={one.expiresAt} />
            </span>
            {revoke(one)}
          </Flex>
        )}
      />
    </Flex>
  );
}
