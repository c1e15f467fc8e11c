import { Route, Routes } from 'react-router';
import { LawPage } from './law-page.tsx';
import { PoliciesPage } from './policies-page.tsx';
import { PreviewPage } from './preview-page.tsx';

export default function PolicyRoutes() {
  return (
    <Routes>
      <Route index element={<LawPage />} />
      <Route path="all" element={<PoliciesPage />} />
      <Route path="previews/:id" element={<PreviewPage />} />
      <Route path=":id" element={<LawPage />} />
    </Routes>
  );
}
