import { SettingOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Badge, Button, Card, Empty, Flex, Segmented, Skeleton, Typography } from 'antd';
import { useNavigate } from 'react-router';
import { api, newKey, type Row, told } from '../api/client.ts';
import { Fault } from '../parts/fault.tsx';
import { Instant } from '../parts/moments.tsx';
import { Page } from '../parts/page.tsx';
import { Mark } from '../parts/tags.tsx';
import { useUrlFilters } from '../parts/url-filters.ts';
import { usePages } from '../parts/use-pages.ts';
import { useT, w } from '../session/language.ts';
import { useMay } from '../session/session-provider.tsx';
import { consolePath } from './console-path.ts';

const W = {
  title: w('消息', 'Notifications'),
  all: w('全部', 'All'),
  unread: w('未读', 'Unread'),
  readAll: w('全部标为已读', 'Mark all as read'),
  read: w('标为已读', 'Mark as read'),
  open: w('查看', 'Open'),
  settings: w('提醒设置', 'Settings'),
  webhooks: w('系统对接', 'Webhooks'),
  none: w(
    '没有消息。有新的线索、审核结果、期限提醒时会出现在这里。',
    'Nothing here. New findings, decisions and deadlines will appear.',
  ),
  noneUnread: w('没有未读消息', 'Nothing unread'),
  more: w('加载更多', 'Load more'),
  new: w('未读', 'unread'),
  things: w('项', 'things'),
};
const FILTERS = ['unread'] as const;

type Notification = Row<'/api/v1/notifications'>;

/** What the user was told: violations and silent gates of one hour as one that grows. */
export function NotificationsPage() {
  const t = useT();
  const may = useMay();
  const go = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [{ unread }, setFilters] = useUrlFilters(FILTERS);
  const asked = unread === 'true' ? { unread: 'true' as const } : {};
  const pages = usePages(['notifications', 'list', asked], (cursor) =>
    told(api.GET('/api/v1/notifications', { params: { query: { ...asked, ...(cursor ? { cursor } : {}) } } })),
  );
  const readAll = useMutation({
    mutationFn: () =>
      told(api.POST('/api/v1/notifications/read-all', { params: { header: { 'Idempotency-Key': newKey() } } })),
    onError: (error) => void message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notifications'] }),
  });
  return (
    <Page
      title={W.title}
      actions={
        <>
          {may('webhook.write') && <Button onClick={() => void go('/notifications/webhooks')}>{t(W.webhooks)}</Button>}
          <Button icon={<SettingOutlined />} onClick={() => void go('/notifications/settings')}>
            {t(W.settings)}
          </Button>
        </>
      }
    >
      <div style={{ maxWidth: 880 }}>
        <Flex justify="space-between" gap={8} wrap style={{ marginBottom: 16 }}>
          <Segmented
            value={asked.unread ?? ''}
            onChange={(value) => setFilters({ unread: value || undefined })}
            options={[
              { value: '', label: t(W.all) },
              { value: 'true', label: t(W.unread) },
            ]}
          />
          <Button onClick={() => readAll.mutate()} loading={readAll.isPending}>
            {t(W.readAll)}
          </Button>
        </Flex>
        {pages.asking && (
          <div role="status">
            <Skeleton active />
          </div>
        )}
        {pages.error && <Fault error={pages.error} onRetry={pages.again} />}
        {!pages.asking && pages.rows.length === 0 && !pages.error && (
          <Card>
            <Empty description={t(asked.unread ? W.noneUnread : W.none)} />
          </Card>
        )}
        <Flex
          vertical
          gap={8}
          component="ul"
          aria-label={t(W.title)}
          style={{ listStyle: 'none', margin: 0, padding: 0 }}
        >
          {pages.rows.map((one) => (
            <li key={one.id}>
              <One notification={one} />
            </li>
          ))}
        </Flex>
        {pages.more && (
          <Flex justify="center" style={{ marginTop: 16 }}>
            <Button onClick={pages.more} loading={pages.fetchingMore}>
              {t(W.more)}
            </Button>
          </Flex>
        )}
      </div>
    </Page>
  );
}

function One({ notification }: { readonly notification: Notification }) {
  const t = useT();
  const go = useNavigate();
  const queries = useQueryClient();
  const { id, title, summary, count, updatedAt, readAt } = notification;
  const path = consolePath(notification);
  const read = useMutation({
    mutationFn: () =>
      told(
        api.POST('/api/v1/notifications/{id}/read', {
          params: { path: { id }, header: { 'Idempotency-Key': newKey() } },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notifications'] }),
  });
  const open = () => {
    if (readAt === null) read.mutate();
    if (path) void go(path);
  };
  return (
    <Card size="small" styles={{ body: { borderInlineStart: `4px solid ${readAt ? 'transparent' : '#0b5f57'}` } }}>
      <Flex justify="space-between" gap={12} align="start">
        <div style={{ minWidth: 0 }}>
          <Flex gap={8} align="center" wrap>
            {readAt === null && (
              <>
                <Badge status="processing" />
                <span className="visually-hidden">{t(W.new)}</span>
              </>
            )}
            <Typography.Text strong={readAt === null}>{title}</Typography.Text>
            {count > 1 && (
              <Mark tone="info">
                {count} {t(W.things)}
              </Mark>
            )}
          </Flex>
          <div style={{ margin: '4px 0', overflowWrap: 'anywhere' }}>{summary}</div>
          <Typography.Text type="secondary">
            <Instant at={updatedAt} />
          </Typography.Text>
        </div>
        {(path || readAt === null) && (
          <Button type={path ? 'default' : 'text'} loading={read.isPending} onClick={open}>
            {t(path ? W.open : W.read)}
          </Button>
        )}
      </Flex>
    </Card>
  );
}
