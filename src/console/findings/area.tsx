import { Route, Routes } from 'react-router';
import type { AreaProps } from '../shell/all-routes.tsx';
import { AppealPage } from './appeals/appeal-page.tsx';
import { AppealsPage } from './appeals/appeals-page.tsx';
import { NewAppealPage } from './appeals/new-appeal-page.tsx';
import { CasePage } from './cases/case-page.tsx';
import { CasesPage } from './cases/cases-page.tsx';
import { GatherPage } from './cases/gather-page.tsx';
import { RecordPage } from './record/record-page.tsx';
import { ViolationPage } from './violation/violation-page.tsx';
import { ViolationsPage } from './violations/violations-page.tsx';
import { ViolatorsPage } from './violators/violators-page.tsx';

/** Violations, who commits them, cases and appeals. */
export default function Area({ section }: AreaProps) {
  switch (section) {
    case 'violators':
      return (
        <Routes>
          <Route index element={<ViolatorsPage />} />
        </Routes>
      );
    case 'cases':
      return (
        <Routes>
          <Route index element={<CasesPage />} />
          <Route path="gather" element={<GatherPage />} />
          <Route path=":id" element={<CasePage />} />
        </Routes>
      );
    case 'appeals':
      return (
        <Routes>
          <Route index element={<AppealsPage />} />
          <Route path="new" element={<NewAppealPage />} />
          <Route path=":id" element={<AppealPage />} />
        </Routes>
      );
    default:
      return (
        <Routes>
          <Route index element={<ViolationsPage />} />
          <Route path="new" element={<RecordPage />} />
          <Route path=":id" element={<ViolationPage />} />
        </Routes>
      );
  }
}
