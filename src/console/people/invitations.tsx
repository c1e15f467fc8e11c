import { UserAddOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Checkbox, Empty, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import type { Message } from '../../domain/failure.ts';
import { api, newKey, type Row, told } from '../api/client.ts';
import { Instant } from '../parts/moments.tsx';
import { Rows } from '../parts/rows.tsx';
import { Secret } from '../parts/secret.tsx';
import { Mark, type Tone } from '../parts/tags.tsx';
import { useKeptKey } from '../parts/use-kept-key.ts';
import { usePages } from '../parts/use-pages.ts';
import { useT, w } from '../session/language.ts';
import { linkWith } from './brought-secret.ts';

const W = {
  title: w('邀请人员', 'Invitations'),
  note: w('邀请谁（仅便于区分）', 'For whom, to tell invitations apart'),
  manager: w('设为管理员', 'As a manager'),
  invite: w('生成邀请', 'Make an invitation'),
  link: w('邀请链接', 'Invitation link'),
  why: w(
    '发给被邀请人本人，7 天内打开即可设置自己的用户名和密码。',
    'Send it to the person alone: within seven days it opens a page to choose a user name and a password.',
  ),
  expires: w('有效至', 'Good until'),
  state: w('状态', 'State'),
  revoke: w('撤销', 'Revoke'),
  none: w('还没有发出过邀请', 'Nobody was invited yet'),
  unnamed: w('未注明', 'not named'),
};
type Invitation = Row<'/api/v1/organisations/{id}/invitations'>;
type Values = { readonly note?: string; readonly manager?: boolean };

const STATES: Readonly<Record<Invitation['status'], readonly [Message, Tone]>> = {
  open: [w('待接受', 'Open'), 'info'],
  accepted: [w('已加入', 'Taken up'), 'good'],
  revoked: [w('已撤销', 'Revoked'), 'plain'],
  expired: [w('已过期', 'Expired'), 'plain'],
};

/** How an organisation gets its people: a link for each, shown once. */
export function Invitations({ organisationId }: { readonly organisationId: string }) {
  const t = useT();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [secret, setSecret] = useState<string>();
  const fresh = () => queries.invalidateQueries({ queryKey: ['invitations'] });
  const pages = usePages(['invitations', organisationId], (cursor) =>
    told(
      api.GET('/api/v1/organisations/{id}/invitations', {
        params: { path: { id: organisationId }, query: cursor ? { cursor } : {} },
      }),
    ),
  );
  const key = useKeptKey();
  const invite = useMutation({
    mutationFn: ({ note, manager = false }: Values) => {
      const body = { manager, ...(note?.trim() ? { note } : {}) };
      const params = { path: { id: organisationId }, header: { 'Idempotency-Key': key.of(body) } };
      return told(api.POST('/api/v1/organisations/{id}/invitations', { params, body }));
    },
    onSuccess: (made) => {
      key.forget();
      setSecret(made.secret);
      form.resetFields();
    },
    onError: (error) => void message.error(error.message),
    onSettled: fresh,
  });
  const revoke = useMutation({
    mutationFn: (id: string) =>
      told(
        api.POST('/api/v1/invitations/{id}/revoke', {
          params: { path: { id }, header: { 'Idempotency-Key': newKey() } },
        }),
      ),
    onError: (error) => void message.error(error.message),
    onSettled: fresh,
  });
  const state = ({ status, manager }: Invitation) => (
    <Flex gap={4}>
      <Mark tone={STATES[status][1]}>{t(STATES[status][0])}</Mark>
      {manager && <Mark tone="info">{t(W.manager)}</Mark>}
    </Flex>
  );
  const act = ({ id, status }: Invitation) =>
    status === 'open' && (
      <Button size="small" onClick={() => revoke.mutate(id)}>
        {t(W.revoke)}
      </Button>
    );
  return (
    <Card title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.title)}</h2>}>
      <Flex vertical gap={16}>
        <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={(values) => invite.mutate(values)}>
          <Flex gap={12} wrap align="end">
            <Form.Item name="note" label={t(W.note)} style={{ flex: '1 1 220px', marginBottom: 0 }}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="manager" valuePropName="checked" style={{ marginBottom: 0 }}>
              <Checkbox>{t(W.manager)}</Checkbox>
            </Form.Item>
            <Button type="primary" htmlType="submit" icon={<UserAddOutlined />} loading={invite.isPending}>
              {t(W.invite)}
            </Button>
          </Flex>
        </Form>
        {secret && (
          <Secret
            key={secret}
            title={t(W.link)}
            secret={secret}
            link={linkWith('/join', secret)}
            fileName="invitation.txt"
          >
            {t(W.why)}
          </Secret>
        )}
        <Rows
          pages={pages}
          label={t(W.title)}
          rowKey={({ id }) => id}
          empty={<Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(W.none)} />}
          columns={[
            { title: t(W.note), render: (_, one) => one.note ?? t(W.unnamed) },
            { title: t(W.state), render: (_, one) => state(one) },
            { title: t(W.expires), render: (_, one) => <Instant at={one.expiresAt} /> },
            { title: '', key: 'act', render: (_, one) => act(one) },
          ]}
          card={(one) => (
            <Flex vertical gap={4}>
              <Flex justify="space-between" gap={8}>
                <strong>{one.note ?? t(W.unnamed)}</strong>
                {state(one)}
              </Flex>
              <span>
                {t(W.expires)} <Instant at={one.expiresAt} />
              </span>
              {act(one)}
            </Flex>
          )}
        />
      </Flex>
    </Card>
  );
}
