import { Route, Routes } from 'react-router';
import { CleanImport } from './clean-import.tsx';
import { CleanMonth } from './clean-month.tsx';

/** Clean transport: a month's share and what it is made of, and a table brought in. */
export default function CleanPages() {
  return (
    <Routes>
      <Route index element={<CleanMonth />} />
      <Route path="import" element={<CleanImport />} />
    </Routes>
  );
}
