import { BellOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Badge, Button } from 'antd';
import { lazy, Suspense } from 'react';
import { useNavigate } from 'react-router';
import { api, told } from '../api/client.ts';
import { useT, w } from '../session/language.ts';
import { useMay } from '../session/session-provider.tsx';

const W = {
  title: w('消息', 'Notifications'),
  unread: w('条未读', 'unread'),
};

/** How often it is asked whether something new came, ms. */
const EVERY_MS = 60_000;

const WaitingBadge = lazy(() => import('../field/waiting-badge.tsx'));
const JobTray = lazy(() => import('./job-tray.tsx'));

/** What goes on while one looks at something else: records not sent yet, work under way, and what is new. */
export function LiveBell() {
  const t = useT();
  const may = useMay();
  const go = useNavigate();
  const { data: unread = 0 } = useQuery({
    queryKey: ['notifications', 'unread'],
    queryFn: async () => (await told(api.GET('/api/v1/notifications', { params: { query: { limit: '1' } } }))).unread,
    enabled: may('notification.read'),
    refetchInterval: EVERY_MS,
  });
  return (
    <>
      <Suspense>
        {may('field-check.look-up') && <WaitingBadge />}
        {may('job.read') && <JobTray />}
      </Suspense>
      <Badge count={unread} size="small" offset={[-6, 6]}>
        <Button
          type="text"
          icon={<BellOutlined />}
          aria-label={unread > 0 ? `${t(W.title)}, ${unread} ${t(W.unread)}` : t(W.title)}
          onClick={() => void go('/notifications')}
        />
      </Badge>
    </>
  );
}
