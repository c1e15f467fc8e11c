import type { FilingRow } from '../../store/filings.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Reader } from '../../store/store.ts';

/** Filings with their machines, in the order of the filings. */
export async function machinesFiledFor(
  reader: Pick<Reader, 'machines'>,
  filings: readonly FilingRow[],
): Promise<{ readonly filing: FilingRow; readonly machine: MachineRow }[]> {
  const machines = await reader.machines.ofIds([...new Set(filings.map(({ machineId }) => machineId))]);
  const byId = new Map(machines.map((machine) => [machine.id, machine]));
  return filings.flatMap((filing) => {
    const machine = byId.get(filing.machineId);
    return machine ? [{ filing, machine }] : [];
  });
}
