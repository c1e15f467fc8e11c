import { Navigate, Route, Routes } from 'react-router';
import { PlantLedger } from './plant-ledger.tsx';
import { TransportLedger } from './transport-ledger.tsx';

/** The three ledgers (台账). */
export default function LedgerRoutes() {
  return (
    <Routes>
      <Route index element={<Navigate to="/ledgers/transport" replace />} />
      <Route path="transport" element={<TransportLedger />} />
      <Route path="in-plant-vehicles" element={<PlantLedger key="vehicle" kind="vehicle" />} />
      <Route path="machinery" element={<PlantLedger key="machine" kind="machine" />} />
    </Routes>
  );
}
