import { CheckOutlined, EditOutlined, FileDoneOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { Schema } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { ProofForm } from '../retirement/proof-form.tsx';
import { DecideVehicle } from '../verification/decide-vehicle.tsx';
import { ChangeForm } from './change-form.tsx';

const W = {
  change: w('变更或更正', 'Change or correct'),
  verify: w('核实', 'Verify'),
  proof: w('登记淘汰证明', 'Record its retirement'),
};

type Doing = 'change' | 'verify' | 'proof';

/** What the reader may do to a vehicle. */
export function VehicleActions({ vehicle }: { readonly vehicle: Schema<'Vehicle'> }) {
  const t = useT();
  const may = useMay();
  const [doing, setDoing] = useState<Doing>();
  const done = () => setDoing(undefined);
  const isListed = vehicle.retirement !== null;
  return (
    <>
      {may('vehicle.verify') && !vehicle.verified && (
        <Button type="primary" icon={<CheckOutlined />} onClick={() => setDoing('verify')}>
          {t(W.verify)}
        </Button>
      )}
      {may('vehicle.update') && (
        <Button icon={<EditOutlined />} onClick={() => setDoing('change')}>
          {t(W.change)}
        </Button>
      )}
      {may('retirement-proof.write') && isListed && (
        <Button icon={<FileDoneOutlined />} onClick={() => setDoing('proof')}>
          {t(W.proof)}
        </Button>
      )}
      <ChangeForm vehicle={vehicle} open={doing === 'change'} onClose={done} />
      <DecideVehicle vehicle={vehicle} open={doing === 'verify'} onClose={done} />
      <ProofForm vehicleId={vehicle.id} open={doing === 'proof'} onClose={done} />
    </>
  );
}
