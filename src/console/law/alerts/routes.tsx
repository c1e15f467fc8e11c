import { Route, Routes } from 'react-router';
import { AlertPage } from './alert-page.tsx';
import { AlertsPage } from './alerts-page.tsx';
import { ExemptionsPage } from './exemptions-page.tsx';
import { NewAlertPage } from './new-alert-page.tsx';
import { RequestsPage } from './requests-page.tsx';

export default function AlertRoutes() {
  return (
    <Routes>
      <Route index element={<AlertsPage />} />
      <Route path="new" element={<NewAlertPage />} />
      <Route path="exemptions" element={<ExemptionsPage />} />
      <Route path="requests" element={<RequestsPage />} />
      <Route path=":id" element={<AlertPage />} />
    </Routes>
  );
}
