import { Flex } from 'antd';
import { MACHINE_STATUS_NAMES, type MachineStatus } from '../../../domain/machinery/machine-life.ts';
import { Mark, Stage } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';

const W = { verified: w('已核验', 'Verified'), unverified: w('未核验', 'Not verified') };

/** A stage, and whether an officer looked. */
export function StageMark({
  machine,
}: {
  readonly machine: { readonly emissionStage: string; readonly stageVerified: boolean };
}) {
  const t = useT();
  return (
    <Flex gap={4} wrap>
      <Stage code={machine.emissionStage} />
      <Mark tone={machine.stageVerified ? 'good' : 'warn'}>{t(machine.stageVerified ? W.verified : W.unverified)}</Mark>
    </Flex>
  );
}

/** Whether a machine is in use. */
export function LifeMark({ machine }: { readonly machine: { readonly status: MachineStatus } }) {
  const t = useT();
  return <Mark tone={machine.status === 'active' ? 'good' : 'plain'}>{t(MACHINE_STATUS_NAMES[machine.status])}</Mark>;
}
