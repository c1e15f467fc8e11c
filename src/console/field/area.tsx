import { useEffect } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { Problem } from '../api/problem.ts';
import { Fault } from '../parts/fault.tsx';
import { useMay } from '../session/session-provider.tsx';
import type { AreaProps } from '../shell/all-routes.tsx';
import { CheckPage } from './check/check-page.tsx';
import { RecordPage } from './record/record-page.tsx';
import { RecordsPage } from './record/records-page.tsx';

/** The inspector's pages (现场检查): they work without a network once they were opened with one. */
export default function Area(_: AreaProps) {
  const may = useMay();
  useEffect(() => {
    void navigator.serviceWorker?.register('/console-worker.js').catch(() => undefined);
  }, []);
  if (!may('field-check.look-up')) return <Fault error={new Problem(403, {})} />;
  return (
    <div style={{ maxWidth: 720, margin: '0 auto' }}>
      <Routes>
        <Route index element={<CheckPage />} />
        <Route path="records" element={<RecordsPage />} />
        <Route path="records/:id" element={<RecordPage />} />
        <Route path="*" element={<Navigate to="/field" replace />} />
      </Routes>
    </div>
  );
}
