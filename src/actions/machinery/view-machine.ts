import { photosOf } from '../../domain/machinery/machine-photos.ts';
import type { MachineHoldingRow } from '../../store/machine-holdings.ts';
import type { MachineLifeRow } from '../../store/machine-lives.ts';
import type { MachineRetrofitRow } from '../../store/machine-retrofits.ts';
import type { MachineVerificationRow } from '../../store/machine-verifications.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Reader } from '../../store/store.ts';

/** A machine with its pictures and what became of it; the newest first but for who held it. */
export type MachineSight = {
  readonly photos: ReturnType<typeof photosOf>;
  readonly verifications: readonly MachineVerificationRow[];
  readonly retrofits: readonly MachineRetrofitRow[];
  readonly life: readonly MachineLifeRow[];
  readonly holders: readonly Pick<MachineHoldingRow, 'organisationId' | 'since' | 'until'>[];
};

/** So many of each are shown with the record. */
const SHOWN = 20;

/** What is shown with one machine. One that never changed hands was held from its record on. */
export async function viewMachine(reader: Reader, machine: MachineRow): Promise<MachineSight> {
  const { id, organisationId, createdAt, fuel } = machine;
  const evidence = await reader.evidence.ofSubjects('machine', [id]);
  const verifications = await reader.machineVerifications.ofMachine(id, SHOWN);
  const retrofits = await reader.machineRetrofits.page(id, { limit: SHOWN });
  const life = await reader.machineLives.ofMachine(id, SHOWN);
  const periods = await reader.machineHoldings.ofMachine(id);
  const sole = organisationId === null ? [] : [{ organisationId, since: createdAt, until: null }];
  const holders = periods.length > 0 ? periods : sole;
  return { photos: photosOf(evidence, fuel), verifications, retrofits, life, holders };
}
