import { type ComponentType, lazy } from 'react';
import type { AreaProps } from '../shell/all-routes.tsx';

const PAGES: Readonly<Record<string, ComponentType>> = {
  live: lazy(() => import('./live/live-page.tsx')),
  passages: lazy(() => import('./passages/passage-routes.tsx')),
  inside: lazy(() => import('./inside/inside-routes.tsx')),
  ledgers: lazy(() => import('./ledgers/ledger-routes.tsx')),
  connectivity: lazy(() => import('./connectivity/connectivity-routes.tsx')),
  'clean-transport': lazy(() => import('./clean/clean-page.tsx')),
};

/** Trucks and gates: what passes, who is inside, the ledgers, and how the gates send. */
export default function Area({ section }: AreaProps) {
  const Pages = PAGES[section];
  return Pages ? <Pages /> : null;
}
