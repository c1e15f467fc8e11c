import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { Loading } from '../parts/loading.tsx';
import type { AreaProps } from '../shell/all-routes.tsx';
import { Home } from './home/home.tsx';

// Everybody sees the home page; the others are fetched by those who go there.
const City = lazy(() => import('./city/city-page.tsx'));
const Vehicles = lazy(() => import('./vehicles/vehicle-pages.tsx'));
const Verification = lazy(() => import('./verification/verification-pages.tsx'));
const Retirement = lazy(() => import('./retirement/retirement-pages.tsx'));

/** The home page, the city at a glance, and what is on file of trucks. */
export default function Area({ section }: AreaProps) {
  return <Suspense fallback={<Loading />}>{pagesOf(section)}</Suspense>;
}

function pagesOf(section: AreaProps['section']) {
  switch (section) {
    case 'overview':
      return (
        <Routes>
          <Route index element={<City />} />
        </Routes>
      );
    case 'vehicles':
      return <Vehicles />;
    case 'verification':
      return <Verification />;
    case 'retirement':
      return <Retirement />;
    default:
      return <Home />;
  }
}
