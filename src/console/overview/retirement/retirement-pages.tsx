import { Navigate, Route, Routes } from 'react-router';
import { useMay } from '../../session/session-provider.tsx';
import { LettersPage } from './letters-page.tsx';
import { ListPage } from './list-page.tsx';
import { PlanPage } from './plan-page.tsx';
import { ProgressPage } from './progress-page.tsx';
import { ProofsPage } from './proofs-page.tsx';
import { SightingsPage } from './sightings-page.tsx';

/** Retiring goods vehicles of China III or older. */
export default function RetirementPages() {
  const may = useMay();
  // Enterprises see no list of the city's, but plan for their own trucks.
  const first = may('retirement.read') ? <ListPage /> : <Navigate to="/retirement/plan" replace />;
  return (
    <Routes>
      <Route index element={first} />
      <Route path="progress" element={<ProgressPage />} />
      <Route path="proofs" element={<ProofsPage />} />
      <Route path="sightings" element={<SightingsPage />} />
      <Route path="letters" element={<LettersPage />} />
      <Route path="plan" element={<PlanPage />} />
    </Routes>
  );
}
