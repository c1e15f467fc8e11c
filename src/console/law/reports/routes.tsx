import { Route, Routes } from 'react-router';
import { ReportPage } from './report-page.tsx';
import { ReportsPage } from './reports-page.tsx';
import { RowsPage } from './rows-page.tsx';
import { SpotCheckPage } from './spot-check-page.tsx';
import { SpotChecksPage } from './spot-checks-page.tsx';

export default function ReportRoutes() {
  return (
    <Routes>
      <Route index element={<ReportsPage />} />
      <Route path="rows" element={<RowsPage />} />
      <Route path="checks" element={<SpotChecksPage />} />
      <Route path="checks/:id" element={<SpotCheckPage />} />
      <Route path=":kind" element={<ReportPage />} />
    </Routes>
  );
}
