import { Navigate, Route, Routes } from 'react-router';
import { Problem } from '../api/problem.ts';
import { Fault } from '../parts/fault.tsx';
import { useMay } from '../session/session-provider.tsx';
import type { AreaProps } from '../shell/all-routes.tsx';
import { JobPage } from './job-page.tsx';
import { JobsPage } from './jobs-page.tsx';
import { NotificationsPage } from './notifications-page.tsx';
import { SettingsPage } from './settings-page.tsx';
import { WebhooksPage } from './webhooks-page.tsx';

const FORBIDDEN = <Fault error={new Problem(403, {})} />;

/** Long work, and what the user was told. */
export default function Area({ section }: AreaProps) {
  const may = useMay();
  if (section === 'jobs')
    return may('job.read') ? (
      <Routes>
        <Route index element={<JobsPage />} />
        <Route path=":id" element={<JobPage />} />
      </Routes>
    ) : (
      FORBIDDEN
    );
  return (
    <Routes>
      <Route index element={<NotificationsPage />} />
      <Route path="settings" element={<SettingsPage />} />
      <Route path="webhooks" element={may('webhook.write') ? <WebhooksPage /> : FORBIDDEN} />
      <Route path="*" element={<Navigate to="/notifications" replace />} />
    </Routes>
  );
}
