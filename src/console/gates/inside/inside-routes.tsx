import { Route, Routes } from 'react-router';
import { InsideList } from './inside-list.tsx';
import { VisitList } from './visit-list.tsx';
import { VisitPage } from './visit-page.tsx';

/** Who is inside now, and visits. */
export default function InsideRoutes() {
  return (
    <Routes>
      <Route index element={<InsideList />} />
      <Route path="visits" element={<VisitList />} />
      <Route path="visits/:id" element={<VisitPage />} />
    </Routes>
  );
}
