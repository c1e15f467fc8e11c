import { Route, Routes } from 'react-router';
import type { AreaProps } from '../shell/all-routes.tsx';
import { FileMachines } from './filings/file-machines.tsx';
import { FilingPage } from './filings/filing-page.tsx';
import { FilingSettings } from './filings/filing-settings.tsx';
import { FilingsList } from './filings/filings-list.tsx';
import { ImportFilings } from './filings/import-filings.tsx';
import { ImportPage } from './filings/import-page.tsx';
import { ReviewFilings } from './filings/review-filings.tsx';
import { AddMachine } from './machines/add-machine.tsx';
import { ClaimPage } from './machines/claim-page.tsx';
import { ClaimsList } from './machines/claims-list.tsx';
import { EditMachine } from './machines/edit-machine.tsx';
import { MachinePage } from './machines/machine-page.tsx';
import { MachinesList } from './machines/machines-list.tsx';
import { AddSite } from './sites/add-site.tsx';
import { EditSite } from './sites/edit-site.tsx';
import { SitePage } from './sites/site-page.tsx';
import { SitesList } from './sites/sites-list.tsx';

/** Building sites, the machines on them, and what is filed of both. */
export default function Area({ section }: AreaProps) {
  if (section === 'sites')
    return (
      <Routes>
        <Route index element={<SitesList />} />
        <Route path="new" element={<AddSite />} />
        <Route path=":id" element={<SitePage />} />
        <Route path=":id/edit" element={<EditSite />} />
      </Routes>
    );
  if (section === 'machines')
    return (
      <Routes>
        <Route index element={<MachinesList />} />
        <Route path="new" element={<AddMachine />} />
        <Route path="claims" element={<ClaimsList />} />
        <Route path="claims/:id" element={<ClaimPage />} />
        <Route path=":id" element={<MachinePage />} />
        <Route path=":id/edit" element={<EditMachine />} />
      </Routes>
    );
  return (
    <Routes>
      <Route index element={<FilingsList />} />
      <Route path="new" element={<FileMachines />} />
      <Route path="import" element={<ImportFilings />} />
      <Route path="imports/:id" element={<ImportPage />} />
      <Route path="review" element={<ReviewFilings />} />
      <Route path="settings" element={<FilingSettings />} />
      <Route path=":id" element={<FilingPage />} />
    </Routes>
  );
}
