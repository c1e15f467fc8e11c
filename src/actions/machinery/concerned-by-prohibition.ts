import type { ProhibitionRow } from '../../store/prohibitions.ts';
import type { Reader } from '../../store/store.ts';

type Prohibited = Pick<ProhibitionRow, 'machineId' | 'siteId' | 'organisationId' | 'openedAt'>;

/**
 * The organisations that a prohibition binds: whose site the machine failed on, the units that filed it for that site and had
 * not reported its exit before, and whoever holds it now.
 */
export async function concernedBy(
  reader: Pick<Reader, 'machines' | 'filings'>,
  { machineId, siteId, organisationId, openedAt }: Prohibited,
): Promise<string[]> {
  const filings = await reader.filings.ofMachineAndSite(machineId, siteId);
  const filed = filings.filter(
    ({ status, exitedAt }) =>
      status !== 'rejected' && status !== 'withdrawn' && (exitedAt === null || exitedAt >= openedAt),
  );
  const holder = (await reader.machines.find(machineId))?.organisationId ?? null;
  const units = filed.map((filing) => filing.organisationId);
  return [...new Set([organisationId, ...units, ...(holder === null ? [] : [holder])])];
}
