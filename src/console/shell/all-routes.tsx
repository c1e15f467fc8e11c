import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { Fault } from '../parts/fault.tsx';
import { Loading } from '../parts/loading.tsx';
import type { Section } from '../sections.ts';
import { useSession } from '../session/session-provider.tsx';
import { SignIn } from './sign-in.tsx';

/** What an area's pages are given: which of its sections is looked at. The rest of the path is its own to route. */
export type AreaProps = { readonly section: Section | '' };

type Area = LazyExoticComponent<ComponentType<AreaProps>>;

const Frame = lazy(() => import('./frame.tsx'));
const findings = lazy(() => import('../findings/area.tsx'));
const overview = lazy(() => import('../overview/area.tsx'));
const law = lazy(() => import('../law/area.tsx'));
const machinery = lazy(() => import('../machinery/area.tsx'));
const gates = lazy(() => import('../gates/area.tsx'));
const field = lazy(() => import('../field/area.tsx'));
const people = lazy(() => import('../people/area.tsx'));
const work = lazy(() => import('../work/area.tsx'));

/** Which part of the console has the pages below each first part of a path. Loaded when it is first looked at. */
const AREAS: Readonly<Record<Exclude<Section, 'sign-in'>, Area>> = {
  account: people,
  alerts: law,
  appeals: findings,
  cases: findings,
  'clean-transport': gates,
  connectivity: gates,
  field,
  filings: machinery,
  inside: gates,
  jobs: work,
  join: people,
  ledgers: gates,
  live: gates,
  machines: machinery,
  notifications: work,
  organisations: law,
  overview,
  passages: gates,
  policies: law,
  reports: law,
  reset: people,
  retirement: overview,
  'sign-up': people,
  sites: machinery,
  vehicles: overview,
  verification: overview,
  violations: findings,
  violators: findings,
};

/** Pages that nobody need sign in for. */
const OPEN: readonly string[] = ['join', 'reset', 'sign-up'];

export function AllRoutes() {
  const Home = overview;
  return (
    <Routes>
      <Route path="/sign-in" element={<SignIn />} />
      {Object.entries(AREAS).map(([section, AreaPages]) => {
        const pages = (
          <Suspense fallback={<Loading />}>
            <AreaPages section={section as Section} />
          </Suspense>
        );
        const page = OPEN.includes(section) ? pages : <SignedIn>{pages}</SignedIn>;
        return <Route key={section} path={`/${section}/*`} element={page} />;
      })}
      <Route
        path="/"
        element={
          <SignedIn>
            <Suspense fallback={<Loading />}>
              <Home section="" />
            </Suspense>
          </SignedIn>
        }
      />
      <Route path="*" element={<Navigate to="/" replace />} />
    </Routes>
  );
}

/** Asks for a sign-in first, and comes back to the same page after it. */
function SignedIn({ children }: { readonly children: ReactNode }) {
  const { me, asking, error } = useSession();
  const { pathname, search } = useLocation();
  if (me)
    return (
      <Suspense fallback={<Loading />}>
        <Frame>{children}</Frame>
      </Suspense>
    );
  if (asking) return <Loading />;
  if (error) return <Fault error={error} />;
  const back = pathname === '/' ? '' : `?to=${encodeURIComponent(pathname + search)}`;
  return <Navigate to={`/sign-in${back}`} replace />;
}
