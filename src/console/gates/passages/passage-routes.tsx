import { Route, Routes } from 'react-router';
import { DoubtfulList } from './doubtful-list.tsx';
import { PassageList } from './passage-list.tsx';
import { PassagePage } from './passage-page.tsx';

/** Passages: the list, those whose plate is in doubt, and one. */
export default function PassageRoutes() {
  return (
    <Routes>
      <Route index element={<PassageList />} />
      <Route path="doubtful" element={<DoubtfulList />} />
      <Route path=":id" element={<PassagePage />} />
    </Routes>
  );
}
