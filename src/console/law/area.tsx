import { lazy, Suspense } from 'react';
import { Loading } from '../parts/loading.tsx';
import type { AreaProps } from '../shell/all-routes.tsx';

const Alerts = lazy(() => import('./alerts/routes.tsx'));
const Policies = lazy(() => import('./policies/routes.tsx'));
const Reports = lazy(() => import('./reports/routes.tsx'));
const Organisations = lazy(() => import('./organisations/routes.tsx'));

/** Orders, rules, reports and the accounts of organisations. Each section is loaded when it is first looked at. */
export default function Area({ section }: AreaProps) {
  return <Suspense fallback={<Loading />}>{pagesOf(section)}</Suspense>;
}

function pagesOf(section: AreaProps['section']) {
  switch (section) {
    case 'alerts':
      return <Alerts />;
    case 'policies':
      return <Policies />;
    case 'reports':
      return <Reports />;
    default:
      return <Organisations />;
  }
}
