import { Modal } from 'antd';
import type { Schema } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { DecideForm } from './decide-form.tsx';

const W = { title: w('核实或退回申报', 'Verify or turn down') };

/** The same decision over the file of a vehicle. */
export function DecideVehicle({
  vehicle,
  open,
  onClose,
}: {
  readonly vehicle: Schema<'VehicleSummary'>;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const t = useT();
  return (
    <Modal open={open} onCancel={onClose} title={t(W.title)} footer={null} destroyOnHidden>
      <DecideForm vehicle={vehicle} onDecided={onClose} />
    </Modal>
  );
}
