import type { Slip } from '../../domain/slips/slip.ts';
import { type SlipState, slipStates } from '../../domain/slips/slip-state.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { Reader } from '../../store/store.ts';
import { slipOf } from './slip-of.ts';

/** The filing behind a true slip, and the states that the slip is in at `now` (ms). */
export async function slipNow(
  reader: Reader,
  slip: Slip,
  now: number,
): Promise<{ readonly filing: FilingRow | undefined; readonly states: readonly SlipState[] }> {
  const filing = await reader.filings.find(slip.filingId);
  const today = legalDayOf(now);
  if (!filing) return { filing, states: slipStates(slip, undefined, today) };
  const { says, machine } = await slipOf(reader, filing);
  const prohibitions = await reader.prohibitions.ofMachine(filing.machineId);
  const record = {
    status: filing.status,
    exitedAt: filing.exitedAt,
    prohibited: prohibitions.some(({ status }) => status === 'open'),
    inUse: machine.status === 'active',
    now: says,
  };
  return { filing, states: slipStates(slip, record, today) };
}
