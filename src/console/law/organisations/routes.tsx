import { Route, Routes } from 'react-router';
import { ImportPage } from './import-page.tsx';
import { NewOrganisationPage } from './new-organisation-page.tsx';
import { OrganisationPage } from './organisation-page.tsx';
import { OrganisationsPage } from './organisations-page.tsx';
import { SettingsPage } from './settings-page.tsx';
import { SignUpPage } from './sign-up-page.tsx';
import { SignUpsPage } from './sign-ups-page.tsx';
import { UsersPage } from './users-page.tsx';

export default function OrganisationRoutes() {
  return (
    <Routes>
      <Route index element={<OrganisationsPage />} />
      <Route path="new" element={<NewOrganisationPage />} />
      <Route path="sign-ups" element={<SignUpsPage />} />
      <Route path="sign-ups/:id" element={<SignUpPage />} />
      <Route path="users" element={<UsersPage />} />
      <Route path="settings" element={<SettingsPage />} />
      <Route path="imports" element={<ImportPage />} />
      <Route path=":id" element={<OrganisationPage />} />
    </Routes>
  );
}
