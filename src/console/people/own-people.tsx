import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Flex } from 'antd';
import { api, newKey, type Row, told } from '../api/client.ts';
import { Instant } from '../parts/moments.tsx';
import { Rows } from '../parts/rows.tsx';
import { Mark } from '../parts/tags.tsx';
import { usePages } from '../parts/use-pages.ts';
import { useT, w } from '../session/language.ts';
import { useMe } from '../session/session-provider.tsx';

const W = {
  title: w('本单位人员', 'Our people'),
  username: w('用户名', 'User name'),
  state: w('状态', 'State'),
  since: w('加入时间', 'Since'),
  me: w('本人', 'me'),
  manager: w('管理员', 'manager'),
  shut: w('已停用', 'shut out'),
  active: w('在用', 'active'),
  promote: w('设为管理员', 'Make a manager'),
  demote: w('取消管理员', 'No longer a manager'),
  deactivate: w('停用', 'Shut out'),
  reactivate: w('重新启用', 'Let in again'),
  back: w('不', 'No'),
  ask: {
    promote: w('管理员可以邀请和停用本单位人员。', 'Managers invite people and shut them out.'),
    demote: w('该人员不再能管理本单位人员。', 'Will not manage the people any more.'),
    demoteMe: w(
      '您将不再是管理员；移交前请先把接任者设为管理员。',
      'You will be no manager any more: make your successor one first.',
    ),
    deactivate: w(
      '该人员立即退出登录，不能再登录；以前办理的事项保留。',
      'Signed out at once and let in no more; what was done stays on record.',
    ),
    reactivate: w('该人员可以用原密码重新登录。', 'May sign in again with the same password.'),
  },
};
type User = Row<'/api/v1/users'>;
type Act = 'promote' | 'demote' | 'deactivate' | 'reactivate';

/** Who belongs to the own organisation; for its managers. */
export function OwnPeople({ organisationId }: { readonly organisationId: string }) {
  const t = useT();
  const me = useMe();
  const queries = useQueryClient();
  const { modal, message } = App.useApp();
  const pages = usePages(['users', organisationId], (cursor) =>
    told(api.GET('/api/v1/users', { params: { query: { organisationId, ...(cursor ? { cursor } : {}) } } })),
  );
  const act = useMutation({
    mutationFn: async ({ user: { id }, what }: { readonly user: User; readonly what: Act }) => {
      const path = { id };
      const header = { 'Idempotency-Key': newKey() };
      if (what === 'deactivate') await told(api.POST('/api/v1/users/{id}/deactivate', { params: { path, header } }));
      else if (what === 'reactivate')
        await told(api.POST('/api/v1/users/{id}/reactivate', { params: { path, header } }));
      else
        await told(
          api.PATCH('/api/v1/users/{id}', {
            params: { path, header: { 'If-Match': '*' } },
            body: { manager: what === 'promote' },
          }),
        );
    },
    onError: (error) => void message.error(error.message),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['users'] });
      void queries.invalidateQueries({ queryKey: ['me'] });
    },
  });
  const ask = (user: User, what: Act) =>
    modal.confirm({
      title: `${t(W[what])}：${user.username}`,
      content: t(what === 'demote' && user.id === me.id ? W.ask.demoteMe : W.ask[what]),
      okText: t(W[what]),
      okButtonProps: { danger: what === 'deactivate' },
      cancelText: t(W.back),
      onOk: () => act.mutateAsync({ user, what }).catch(() => undefined),
    });
  const marks = (user: User) => (
    <Flex gap={4} wrap>
      <Mark tone={user.active ? 'good' : 'bad'}>{t(user.active ? W.active : W.shut)}</Mark>
      {user.manager && <Mark tone="info">{t(W.manager)}</Mark>}
      {user.id === me.id && <Mark tone="plain">{t(W.me)}</Mark>}
    </Flex>
  );
  const acts = (user: User) => (
    <Flex gap={8} wrap>
      {user.active && (
        <Button size="small" onClick={() => void ask(user, user.manager ? 'demote' : 'promote')}>
          {t(user.manager ? W.demote : W.promote)}
        </Button>
      )}
      {user.id !== me.id && (
        <Button
          size="small"
          danger={user.active}
          onClick={() => void ask(user, user.active ? 'deactivate' : 'reactivate')}
        >
          {t(user.active ? W.deactivate : W.reactivate)}
        </Button>
      )}
    </Flex>
  );
  return (
    <Card title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.title)}</h2>}>
      <Rows
        pages={pages}
        label={t(W.title)}
        rowKey={({ id }) => id}
        columns={[
          { title: t(W.username), render: (_, user) => <strong>{user.username}</strong> },
          { title: t(W.state), render: (_, user) => marks(user) },
          { title: t(W.since), render: (_, user) => <Instant at={user.createdAt} /> },
          { title: '', key: 'act', render: (_, user) => acts(user) },
        ]}
        card={(user) => (
          <Flex vertical gap={8}>
            <Flex justify="space-between" gap={8} wrap>
              <strong>{user.username}</strong>
              {marks(user)}
            </Flex>
            {acts(user)}
          </Flex>
        )}
      />
    </Card>
  );
}
