import { Route, Routes } from 'react-router';
import { DeadLetterList } from './dead-letter-list.tsx';
import { DeadLetterPage } from './dead-letter-page.tsx';
import { GateList } from './gate-list.tsx';
import { GatePage } from './gate-page.tsx';
import { RateSummary } from './rate-summary.tsx';

/** How the gates send: each gate, the rates, and what cameras said that nobody understood. */
export default function ConnectivityRoutes() {
  return (
    <Routes>
      <Route index element={<GateList />} />
      <Route path="rates" element={<RateSummary />} />
      <Route path="gates/:id" element={<GatePage />} />
      <Route path="dead-letters" element={<DeadLetterList />} />
      <Route path="dead-letters/:id" element={<DeadLetterPage />} />
    </Routes>
  );
}
