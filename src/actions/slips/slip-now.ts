import { type Slip, shortId, slipName } from '../../domain/slips/slip.ts';
import { type SlipState, slipStates } from '../../domain/slips/slip-state.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { Reader } from '../../store/store.ts';
import { codesOnSlip } from './issue-slip.ts';

/** The filing behind a true slip, and the states that the slip is in at `now` (ms). */
export async function slipNow(
  reader: Reader,
  slip: Slip,
  now: number,
): Promise<{ readonly filing: FilingRow | undefined; readonly states: readonly SlipState[] }> {
  const filing = await reader.filings.find(slip.filingId);
  const today = legalDayOf(now);
  if (!filing) return { filing, states: slipStates(slip, undefined, today) };
  const machine = await reader.machines.find(filing.machineId);
  const site = await reader.sites.find(filing.siteId);
  const unit = await reader.organisations.find(filing.organisationId);
  const prohibitions = await reader.prohibitions.ofMachine(filing.machineId);
  const record = {
    status: filing.status,
    exitedAt: filing.exitedAt,
    prohibited: prohibitions.some(({ status }) => status === 'open'),
    now: {
      filingId: filing.id,
      machine: shortId(filing.machineId),
      codes: machine ? codesOnSlip(machine) : [],
      category: machine?.category ?? '',
      stage: machine?.emissionStage ?? '',
      site: slipName(site?.name ?? ''),
      countyCode: filing.countyCode,
      unit: slipName(unit?.name ?? ''),
      plannedEntryOn: filing.plannedEntryOn,
      plannedExitOn: filing.plannedExitOn,
    },
  };
  return { filing, states: slipStates(slip, record, today) };
}
