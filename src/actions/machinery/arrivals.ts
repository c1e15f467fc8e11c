import { conflict, notFound } from '../../domain/failure.ts';
import { suggestedEntryAt } from '../../domain/machinery/arrival.ts';
import type { MachineArrivalRow } from '../../store/machine-arrivals.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Reader } from '../../store/store.ts';

/** A machine on a truck, with what the passage says of its filing. */
export type ArrivalSight = {
  readonly row: MachineArrivalRow;
  readonly machine: MachineRow;
  /** When it may have entered the site, ms; a suggestion that reports nothing. */
  readonly suggestedEntryAt: number | undefined;
};

type From = Pick<Reader, 'machines' | 'filings' | 'sites'>;

/** Links of machines with passages as they are shown. */
export async function viewArrivals(reader: From, rows: readonly MachineArrivalRow[]): Promise<ArrivalSight[]> {
  const machines = await reader.machines.ofIds([...new Set(rows.map(({ machineId }) => machineId))]);
  const sights: ArrivalSight[] = [];
  for (const row of rows) {
    const machine = machines.find(({ id }) => id === row.machineId);
    const filing = row.filingId === null ? undefined : await reader.filings.find(row.filingId);
    const site = filing && (await reader.sites.find(filing.siteId));
    if (machine) sights.push({ row, machine, suggestedEntryAt: suggestedEntryAt(row, filing, site) });
  }
  return sights;
}

/** The link of a machine with a passage; not-found about the machine where there is none. */
export async function getArrival(
  reader: Pick<Reader, 'machineArrivals'>,
  passageId: string,
  machineId: string,
): Promise<MachineArrivalRow> {
  const row = (await reader.machineArrivals.ofPassage(passageId)).find((one) => one.machineId === machineId);
  if (!row) throw notFound('#/machineId');
  return row;
}

/** Conflict where a passage shows something leaving: only what arrives is linked. */
export function requireArriving({ direction }: { readonly direction: string }): void {
  if (direction !== 'in') throw conflict(LEAVING);
}

const LEAVING = {
  en: 'This truck left the enterprise; machines are linked with the passage that brought them.',
  zh: '该车为出厂记录，机械只能与运入的过车记录关联。',
};
