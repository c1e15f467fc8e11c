import { Route, Routes } from 'react-router';
import { VehicleImportPage } from './import-page.tsx';
import { VehicleListPage } from './list-page.tsx';
import { RegisterPage } from './register-page.tsx';
import { VehiclePage } from './vehicle-page.tsx';

/** What is on file of trucks. */
export default function VehiclePages() {
  return (
    <Routes>
      <Route index element={<VehicleListPage />} />
      <Route path="new" element={<RegisterPage />} />
      <Route path="import" element={<VehicleImportPage />} />
      <Route path=":id" element={<VehiclePage />} />
    </Routes>
  );
}
