import { Navigate, Route, Routes } from 'react-router';
import type { AreaProps } from '../shell/all-routes.tsx';
import { AccountPage } from './account-page.tsx';
import { JoinPage } from './join-page.tsx';
import { ResetPage } from './reset-page.tsx';
import { SignUpPage } from './sign-up-page.tsx';
import { SignUpStatePage } from './sign-up-state-page.tsx';

/** How people come in, and their own account. */
export default function Area({ section }: AreaProps) {
  if (section === 'join') return <JoinPage />;
  if (section === 'reset') return <ResetPage />;
  if (section === 'account') return <AccountPage />;
  return (
    <Routes>
      <Route index element={<SignUpPage />} />
      <Route path="state" element={<SignUpStatePage />} />
      <Route path="*" element={<Navigate to="/sign-up" replace />} />
    </Routes>
  );
}
